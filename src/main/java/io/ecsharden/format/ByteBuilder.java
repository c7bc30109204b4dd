package io.ecsharden.format;

import java.util.Arrays;

/** A growing array of bytes that is not synchronized. */
public final class ByteBuilder {

  private byte[] bytes;
  private int size;

  public ByteBuilder(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Adds one byte. */
  public void append(int b) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) b;
  }

  /** Adds a part of an array. */
  public void append(byte[] source, int from, int to) {
    int length = to - from;
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
    }
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** Forgets everything from an index on. */
  public void truncate(int newSize) {
    size = Math.min(size, newSize);
  }

  /** The bytes so far; shared, valid up to {@link #size()}. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of the bytes so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
