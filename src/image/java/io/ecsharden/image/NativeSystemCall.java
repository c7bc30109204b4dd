package io.ecsharden.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CIntPointer;

/**
 * {@code syscall(2)} of the C library that the executable is linked with; takes the place of {@code
 * RawSystemCall.call}.
 *
 * <p>No transition: between the call and the look at {@code errno} nothing of the runtime may run,
 * which could change it. While it reports, the program has a second thread, which may wait for the
 * end of a call: no call here takes longer than a disk does.
 */
@TargetClass(className = "io.ecsharden.host.linux.RawSystemCall")
final class NativeSystemCall {

  private NativeSystemCall() {}

  @Substitute
  static long call(int number, Object... arguments) {
    long[] words = new long[6];
    PinnedObject[] pins = new PinnedObject[arguments.length];
    try {
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof byte[] bytes) {
          pins[i] = PinnedObject.create(bytes);
          words[i] = pins[i].addressOfArrayElement(0).rawValue();
        } else {
          words[i] = (Long) arguments[i];
        }
      }
      long result =
          LibC.syscall(number, words[0], words[1], words[2], words[3], words[4], words[5]);
      return result == -1 ? -LibC.errno().read() : result;
    } finally {
      for (PinnedObject pin : pins) {
        if (pin != null) {
          pin.close();
        }
      }
    }
  }

  private static final class LibC {

    private LibC() {}

    @CFunction(value = "syscall", transition = Transition.NO_TRANSITION)
    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    @CFunction(value = "__errno_location", transition = Transition.NO_TRANSITION)
    static native CIntPointer errno();
  }
}
