package io.ecsharden.host.linux;

/**
 * {@code syscall(2)}: every system call goes through here.
 *
 * <p>On the JVM it goes through Java's foreign functions. In the native executable {@code
 * io.ecsharden.image.NativeSystemCall} takes its place: there foreign functions cost megabytes, and
 * a static executable cannot look a function up by its name.
 */
final class RawSystemCall {

  /** The most arguments of any system call. */
  static final int MOST_ARGUMENTS = 6;

  /** Instead of an address. */
  static final long UNKNOWN = 0;

  private RawSystemCall() {}

  /**
   * Makes a call.
   *
   * @param arguments each a {@link Long}, or a {@code byte[]} that stands for its address and may
   *     be written to; an array has at least one byte
   * @return the result, or the negative error number
   */
  static long call(int number, Object... arguments) {
    return ForeignSystemCall.call(number, arguments);
  }

  /**
   * Where an object is now. It may move at any time, so this is only good for a guess.
   *
   * @return {@link #UNKNOWN} on the JVM; the native executable's own method takes this one's place
   */
  static long address(Object object) {
    return UNKNOWN;
  }
}
