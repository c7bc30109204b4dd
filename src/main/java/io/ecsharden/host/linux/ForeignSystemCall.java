package io.ecsharden.host.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code syscall(2)} on the JVM; see {@link RawSystemCall}. */
@SuppressWarnings("restricted") // calling the kernel is what this class is for
final class ForeignSystemCall {

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final long ERRNO_OFFSET =
      Linker.Option.captureStateLayout().byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
              JAVA_LONG),
          ERRNO,
          Linker.Option.firstVariadicArg(1));

  private ForeignSystemCall() {}

  static long call(int number, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] copies = new MemorySegment[arguments.length];
      long[] words = new long[RawSystemCall.MOST_ARGUMENTS];
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof byte[] bytes) {
          copies[i] = arena.allocateFrom(JAVA_BYTE, bytes);
          words[i] = copies[i].address();
        } else {
          words[i] = (Long) arguments[i];
        }
      }
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      long result =
          (long)
              SYSCALL.invokeExact(
                  state, (long) number, words[0], words[1], words[2], words[3], words[4], words[5]);
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof byte[] bytes) {
          MemorySegment.copy(copies[i], JAVA_BYTE, 0, bytes, 0, bytes.length);
        }
      }
      return result == -1 ? -state.get(JAVA_INT, ERRNO_OFFSET) : result;
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("syscall(2) cannot be called", e);
    }
  }
}
