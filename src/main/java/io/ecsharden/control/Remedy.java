package io.ecsharden.control;

import io.ecsharden.hygiene.LineDefect;
import io.ecsharden.hygiene.UnlistedDefects;
import io.ecsharden.secrets.SensitiveText;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.PlacedText;
import java.util.List;
import java.util.Optional;

/**
 * What repairs a finding, as data: a control says what has to be true, the planner knows how a file
 * is edited.
 */
public sealed interface Remedy {

  /** {@code /etc/ecs/ecs.config} gives a variable this value, for every reader. */
  record Assign(String key, String value) implements Remedy {}

  /** No file sets the variable. */
  record Unset(String key) implements Remedy {}

  /** A line that is lost or read in two ways is written plainly. */
  final class Plain implements Remedy {

    private final List<LineDefect> defects;
    private final int index;

    /** Of a defect. */
    public Plain(LineDefect defect) {
      this.defects = List.of(defect);
      this.index = 0;
    }

    /** Of one of many defects, which is found again when somebody asks for it. */
    public Plain(UnlistedDefects defects, int index) {
      this.defects = defects;
      this.index = index;
    }

    /** The line's defect. */
    public LineDefect defect() {
      return defects.get(index);
    }

    /** Whether another one is the same for another line that has the same text. */
    @SuppressWarnings("ReferenceEquality") // the same list, not one that holds the same
    public boolean repeats(Plain other) {
      return defects instanceof UnlistedDefects many
          && other.defects == many
          && many.isSame(index, other.index);
    }

    /** The instance's file. */
    public String path() {
      return defects instanceof UnlistedDefects many ? many.path() : defect().where().file();
    }

    /** The line, from 1. */
    public int line() {
      return defects instanceof UnlistedDefects many ? many.line(index) : defect().where().line();
    }
  }

  /**
   * A boolean of the agent's JSON file has this value.
   *
   * @param field upstream's spelling
   */
  record JsonBoolean(String path, String field, boolean value) implements Remedy {}

  /**
   * A text within an object of a JSON file is another one.
   *
   * @param object the object's name, {@code proxies}
   * @param field the text's name in it
   */
  record JsonText(String path, String object, String field, String value) implements Remedy {}

  /**
   * A drop-in of our own gives a unit's programs a variable.
   *
   * @param path of the drop-in; nobody else's
   */
  record DropIn(String path, String key, String value) implements Remedy {}

  /**
   * The unit of our own that drops what bridges send to the metadata service is there, starts with
   * Docker, and runs.
   */
  record BridgeBlock() implements Remedy {}

  /** A service restarts: the files are as the baseline wants them, and it runs with others. */
  record RestartService(Service service) implements Remedy {}

  /** What can be restarted. */
  enum Service {
    /** The agent alone. */
    AGENT,
    /** Docker, and the agent with it. */
    DOCKER
  }

  /**
   * A file has no more permission bits than these.
   *
   * @param mode {@code 0640} for example
   */
  record NarrowMode(String path, int mode) implements Remedy {}

  /**
   * Nothing that a program should decide.
   *
   * @param where the place that it is about, as it was when the control looked
   * @param reason why, and what a person has to do, without the place and without a final stop
   */
  record ByHand(Optional<Origin> where, PlacedText reason) implements Remedy {

    /** About a place; the reason names no other place. */
    public ByHand(Optional<Origin> where, SensitiveText reason) {
      this(where, PlacedText.of(reason));
    }

    /** About a place; the reason names no other place, and quotes nobody. */
    public ByHand(Optional<Origin> where, String reason) {
      this(where, SensitiveText.words(reason));
    }

    /** About no place in particular. */
    public ByHand(String reason) {
      this(Optional.empty(), reason);
    }
  }
}
