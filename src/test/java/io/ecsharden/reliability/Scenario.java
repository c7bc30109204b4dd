package io.ecsharden.reliability;

import io.ecsharden.Native;
import io.ecsharden.reliability.Start.Files;
import java.io.IOException;

/** A small instance, and the verb that changes it. */
enum Scenario {
  CHANGE_A_LINE("fix", Start.of(Files.LINE)),
  ADD_A_LINE("fix", Start.of(Files.MISSING_LINE)),
  CREATE_THE_FILE("fix", Start.of(Files.NONE)),
  REMOVE_A_LINE("fix", Start.of(Files.HARMFUL_LINE)),
  NARROW_THE_MODE("fix", Start.of(Files.OPEN_SECRET)),
  TWO_FILES("fix", Start.of(Files.TWO)),
  CREATE_A_DROP_IN("fix", Start.of(Files.DROP_IN)),
  CHANGE_A_DROP_IN("fix", Start.of(Files.OLDER_DROP_IN)),
  CHANGE_DAEMON_JSON("fix", Start.of(Files.DAEMON_JSON)),
  CHANGE_THREE_FILES("fix", Start.of(Files.THREE)),
  CHANGE_A_FILE_AND_CREATE_A_DROP_IN("fix", Start.of(Files.FILE_AND_DROP_IN)),

  TAKE_A_LINE_BACK("rollback", Start.fixed(Files.LINE)),
  REMOVE_THE_FILE("rollback", Start.fixed(Files.NONE)),
  TAKE_THE_MODE_BACK("rollback", Start.fixed(Files.OPEN_SECRET)),
  REMOVE_A_DROP_IN("rollback", Start.fixed(Files.DROP_IN)),
  TAKE_A_DROP_IN_BACK("rollback", Start.fixed(Files.OLDER_DROP_IN)),
  TAKE_DAEMON_JSON_BACK("rollback", Start.fixed(Files.DAEMON_JSON)),
  TAKE_THREE_FILES_BACK("rollback", Start.fixed(Files.THREE)),
  TAKE_A_FILE_BACK_AND_REMOVE_A_DROP_IN("rollback", Start.fixed(Files.FILE_AND_DROP_IN)),

  FINISH_A_FIX("fix", Start.halfFixed(Files.TWO)),
  FINISH_A_FIX_OF_THREE_FILES("fix", Start.halfFixed(Files.THREE)),
  FINISH_A_FIX_WITH_A_DROP_IN("fix", Start.halfFixed(Files.FILE_AND_DROP_IN)),
  TAKE_BACK_HALF_A_FIX("rollback", Start.halfFixed(Files.TWO)),
  TAKE_BACK_HALF_A_FIX_OF_THREE_FILES("rollback", Start.halfFixed(Files.THREE)),
  TAKE_BACK_HALF_A_FIX_WITH_A_DROP_IN("rollback", Start.halfFixed(Files.FILE_AND_DROP_IN)),

  FINISH_A_ROLLBACK("rollback", Start.halfBack(Files.TWO)),
  FINISH_A_ROLLBACK_OF_THREE_FILES("rollback", Start.halfBack(Files.THREE)),
  FINISH_A_ROLLBACK_OF_A_DROP_IN("rollback", Start.halfBack(Files.FILE_AND_DROP_IN)),
  FIX_AFTER_HALF_A_ROLLBACK("fix", Start.halfBack(Files.TWO)),
  FIX_AFTER_HALF_A_ROLLBACK_OF_A_DROP_IN("fix", Start.halfBack(Files.FILE_AND_DROP_IN));

  private final String verb;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without a state
  private final Start start;

  Scenario(String verb, Start start) {
    this.verb = verb;
    this.start = start;
  }

  void prepare(Tree tree, Native program) throws IOException, InterruptedException {
    start.prepare(tree, program);
  }

  /** Whether everything is tried at every call: one file of each kind, and its way back. */
  boolean isWhole() {
    return switch (this) {
      case CHANGE_A_LINE,
          CREATE_A_DROP_IN,
          CHANGE_DAEMON_JSON,
          TAKE_A_LINE_BACK,
          REMOVE_A_DROP_IN,
          TAKE_DAEMON_JSON_BACK ->
          true;
      default -> false;
    };
  }

  String verb() {
    return verb;
  }

  /** What takes the verb's change back. */
  String reverse() {
    return verb.equals("fix") ? "rollback" : "fix";
  }
}
