package io.ecsharden.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Contents of files for tests. */
public final class Bytes {

  private Bytes() {}

  /** A text as bytes. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Each character as one byte. */
  public static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A piece, again and again, cut off at a size. */
  public static byte[] repeated(String piece, int size) {
    byte[] unit = utf8(piece);
    byte[] file = new byte[size];
    for (int i = 0; i < size; i += unit.length) {
      System.arraycopy(unit, 0, file, i, Math.min(unit.length, size - i));
    }
    return file;
  }

  /** Two files as one. */
  public static byte[] joined(byte[] first, byte[] second) {
    byte[] file = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, file, first.length, second.length);
    return file;
  }
}
