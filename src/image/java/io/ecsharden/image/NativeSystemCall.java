package io.ecsharden.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.jspecify.annotations.Nullable;

/**
 * {@code syscall(2)} of the C library that the executable is linked with; takes the place of {@code
 * RawSystemCall}'s methods.
 *
 * <p>No transition: between the call and the look at {@code errno} nothing of the runtime may run,
 * which could change it. While it reports, the program has a second thread, which may wait for the
 * end of a call: none takes longer than a disk does, or than the time limit of a socket.
 */
@TargetClass(className = "io.ecsharden.host.linux.RawSystemCall")
final class NativeSystemCall {

  private NativeSystemCall() {}

  // no array and no loop: an audit makes thousands of calls, and what it allocates costs pages
  @Substitute
  static long call(int number, Object... arguments) {
    PinnedObject a = Argument.pin(arguments, 0);
    PinnedObject b = Argument.pin(arguments, 1);
    PinnedObject c = Argument.pin(arguments, 2);
    PinnedObject d = Argument.pin(arguments, 3);
    PinnedObject e = Argument.pin(arguments, 4);
    PinnedObject f = Argument.pin(arguments, 5);
    try {
      long result =
          LibC.syscall(
              number,
              Argument.word(arguments, 0, a),
              Argument.word(arguments, 1, b),
              Argument.word(arguments, 2, c),
              Argument.word(arguments, 3, d),
              Argument.word(arguments, 4, e),
              Argument.word(arguments, 5, f));
      return result == -1 ? -LibC.errno().read() : result;
    } finally {
      Argument.free(a);
      Argument.free(b);
      Argument.free(c);
      Argument.free(d);
      Argument.free(e);
      Argument.free(f);
    }
  }

  @Substitute
  static long address(Object object) {
    try (PinnedObject pin = PinnedObject.create(object)) {
      return pin.addressOfObject().rawValue();
    }
  }

  private static final class Argument {

    private Argument() {}

    /** Keeps an array where it is; null for a number, or where the call has fewer arguments. */
    static @Nullable PinnedObject pin(Object[] arguments, int index) {
      return index < arguments.length && arguments[index] instanceof byte[] bytes
          ? PinnedObject.create(bytes)
          : null;
    }

    static long word(Object[] arguments, int index, @Nullable PinnedObject pin) {
      if (pin != null) {
        return pin.addressOfArrayElement(0).rawValue();
      }
      return index < arguments.length ? (Long) arguments[index] : 0;
    }

    static void free(@Nullable PinnedObject pin) {
      if (pin != null) {
        pin.close();
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
