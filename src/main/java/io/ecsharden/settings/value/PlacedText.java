package io.ecsharden.settings.value;

import java.util.Optional;
import java.util.function.Function;

/**
 * A text for people that can name a place. Who shows it may know the place by another line: a plan
 * is made on files in memory, and speaks of those on the disk.
 *
 * @param before the text, up to the place where it names one
 * @param form how the place is shown
 * @param after the text behind the place
 */
public record PlacedText(String before, Optional<Origin> place, Form form, String after) {

  /** How a place is shown. */
  public enum Form {
    /** {@code 3}, after a word such as line. */
    NUMBER,
    /** {@code /etc/ecs/ecs.config:3}. */
    WHOLE
  }

  /** A text without a place. */
  public static PlacedText of(String text) {
    return new PlacedText(text, Optional.empty(), Form.WHOLE, "");
  }

  /** A text with the number of a line. */
  public static PlacedText line(String before, Origin line, String after) {
    return new PlacedText(before, Optional.of(line), Form.NUMBER, after);
  }

  /** A text with a file and a line. */
  public static PlacedText place(String before, Origin place, String after) {
    return new PlacedText(before, Optional.of(place), Form.WHOLE, after);
  }

  /** The text, and more behind it. */
  public PlacedText then(String more) {
    return new PlacedText(before, place, form, after + more);
  }

  /** The text with the place as it is. */
  public String text() {
    return before + place.map(this::shown).orElse("") + after;
  }

  /**
   * The text with the place where the file on the disk has it.
   *
   * @param onDisk nothing for a line that is only in the new file
   */
  public String text(Function<Origin, Optional<Origin>> onDisk) {
    String where =
        place
            .map(origin ->
                onDisk.apply(origin).map(this::shown).orElse(shown(origin) + " of the new file"))
            .orElse("");
    return before + where + after;
  }

  private String shown(Origin origin) {
    return switch (form) {
      case NUMBER -> String.valueOf(origin.line());
      case WHOLE -> origin.display();
    };
  }
}
