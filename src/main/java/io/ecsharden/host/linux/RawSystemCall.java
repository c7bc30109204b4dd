package io.ecsharden.host.linux;

/**
 * {@code syscall(2)}: every system call goes through here.
 *
 * <p>On the JVM it goes through Java's foreign functions. In the native executable {@code
 * io.ecsharden.image.NativeSystemCall} takes this method's place: there foreign functions cost
 * megabytes, and a static executable cannot look a function up by its name.
 */
final class RawSystemCall {

  /** The most arguments of any system call. */
  static final int MOST_ARGUMENTS = 6;

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
}
