package io.ecsharden.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets an executable whose memory is traced wait for its answers: it is some thousand times slower.
 * Only in the build that lists its objects ({@code scripts/used-objects.sh}).
 */
@TargetClass(
    className = "io.ecsharden.machine.Deadline",
    onlyWith = EndlessDeadline.WhereObjectsAreListed.class)
@SuppressWarnings("UnusedMethod") // the image's build puts them in place
final class EndlessDeadline {

  private EndlessDeadline() {}

  @Substitute
  Duration left() {
    return Duration.ofHours(1);
  }

  @Substitute
  boolean isOver() {
    return false;
  }

  static final class WhereObjectsAreListed implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
      return System.getProperty(UsedObjectsFirst.LIST) != null;
    }
  }
}
