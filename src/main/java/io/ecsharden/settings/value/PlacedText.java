package io.ecsharden.settings.value;

import io.ecsharden.secrets.SensitiveText;
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
public record PlacedText(
    SensitiveText before, Optional<Origin> place, Form form, SensitiveText after) {

  /** How a place is shown. */
  public enum Form {
    /** {@code 3}, after a word such as line. */
    NUMBER,
    /** {@code /etc/ecs/ecs.config:3}. */
    WHOLE
  }

  private static final SensitiveText NOTHING = SensitiveText.words("");

  /** A text without a place. */
  public static PlacedText of(SensitiveText text) {
    return new PlacedText(text, Optional.empty(), Form.WHOLE, NOTHING);
  }

  /** Words of this program without a place. */
  public static PlacedText of(String words) {
    return of(SensitiveText.words(words));
  }

  /** Words of this program with the number of a line. */
  public static PlacedText line(String before, Origin line, String after) {
    return new PlacedText(
        SensitiveText.words(before), Optional.of(line), Form.NUMBER, SensitiveText.words(after));
  }

  /** Words of this program with a file and a line. */
  public static PlacedText place(String before, Origin place, String after) {
    return new PlacedText(
        SensitiveText.words(before), Optional.of(place), Form.WHOLE, SensitiveText.words(after));
  }

  /** The text, and words of this program behind it. */
  public PlacedText then(String more) {
    return new PlacedText(before, place, form, after.plus(more));
  }

  /** The text with the place as it is. */
  public SensitiveText text() {
    return around(place.map(this::shown).orElse(""));
  }

  /**
   * The text with the place where the file on the disk has it.
   *
   * @param onDisk nothing for a line that is only in the new file
   */
  public SensitiveText text(Function<Origin, Optional<Origin>> onDisk) {
    String where =
        place
            .map(origin ->
                onDisk.apply(origin).map(this::shown).orElse(shown(origin) + " of the new file"))
            .orElse("");
    return around(where);
  }

  private SensitiveText around(String where) {
    return before.plus(where).plus(after);
  }

  private String shown(Origin origin) {
    return switch (form) {
      case NUMBER -> String.valueOf(origin.line());
      case WHOLE -> origin.display();
    };
  }
}
