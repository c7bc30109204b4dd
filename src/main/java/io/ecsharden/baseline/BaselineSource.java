package io.ecsharden.baseline;

/** Where baseline files come from. */
public interface BaselineSource {

  /**
   * The bytes of a file. More than {@link BaselineLoader#MAX_BYTES} are refused afterwards, so an
   * implementation may stop reading after one byte more.
   *
   * @throws BaselineUnreadable with the reason in a few words: {@code no such file}
   */
  byte[] read(String path) throws BaselineUnreadable;

  /**
   * The path that {@code relative} means when it is written in the file {@code base}; an absolute
   * one stays. One file should always get the same path, else a cycle is only seen by its length.
   */
  String resolve(String base, String relative);
}
