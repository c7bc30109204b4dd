package io.ecsharden.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.nativeimage.PinnedObject;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CCharPointer;
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
    return Call.with(number, arguments);
  }

  private static final class Call {

    /**
     * Longer arrays are pinned, which makes garbage: paths and the kernel's structures are short.
     */
    private static final int SHORT = 256;

    private Call() {}

    static long with(int number, Object[] arguments) {
      for (Object argument : arguments) {
        if (argument instanceof byte[] bytes && bytes.length > SHORT) {
          return pinned(number, arguments);
        }
      }
      return copied(number, arguments);
    }

    /** Copies arrays to the stack and back. */
    private static long copied(int number, Object[] arguments) {
      CCharPointer a = StackValue.get(SHORT);
      CCharPointer b = StackValue.get(SHORT);
      CCharPointer c = StackValue.get(SHORT);
      CCharPointer d = StackValue.get(SHORT);
      CCharPointer e = StackValue.get(SHORT);
      CCharPointer f = StackValue.get(SHORT);
      long first = word(arguments, 0, a);
      long second = word(arguments, 1, b);
      long third = word(arguments, 2, c);
      long fourth = word(arguments, 3, d);
      long fifth = word(arguments, 4, e);
      long sixth = word(arguments, 5, f);
      long result = LibC.syscall(number, first, second, third, fourth, fifth, sixth);
      long outcome = result == -1 ? -LibC.errno().read() : result;
      copyBack(arguments, 0, a);
      copyBack(arguments, 1, b);
      copyBack(arguments, 2, c);
      copyBack(arguments, 3, d);
      copyBack(arguments, 4, e);
      copyBack(arguments, 5, f);
      return outcome;
    }

    private static long word(Object[] arguments, int index, CCharPointer room) {
      if (index >= arguments.length) {
        return 0;
      }
      if (arguments[index] instanceof byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
          room.write(i, bytes[i]);
        }
        return room.rawValue();
      }
      return (Long) arguments[index];
    }

    private static void copyBack(Object[] arguments, int index, CCharPointer room) {
      if (index < arguments.length && arguments[index] instanceof byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = room.read(i);
        }
      }
    }

    private static long pinned(int number, Object[] arguments) {
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
  }

  private static final class LibC {

    private LibC() {}

    @CFunction(value = "syscall", transition = Transition.NO_TRANSITION)
    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    @CFunction(value = "__errno_location", transition = Transition.NO_TRANSITION)
    static native CIntPointer errno();
  }
}
