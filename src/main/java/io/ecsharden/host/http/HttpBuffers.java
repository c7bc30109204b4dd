package io.ecsharden.host.http;

import java.util.Arrays;

/** Memory for one answer after the other, because a look at an instance has hundreds of them. */
public final class HttpBuffers {

  /** Most inspects at once. */
  private static final int INCOMING = 16 << 10;

  /** An inspect, a long one, and the list of a hundred containers; then twice as much each time. */
  private static final int[] SIZES = {8 << 10, 32 << 10, 256 << 10};

  private final byte[] incoming = new byte[INCOMING];
  private byte[] body = {};
  private int length;

  /** Throws the body away. */
  void clear() {
    length = 0;
  }

  /** Makes room behind the body: where it begins. */
  int grow(int bytes) {
    int start = length;
    length += bytes;
    if (length > body.length) {
      body = Arrays.copyOf(body, Math.max(length, next(body.length)));
    }
    return start;
  }

  private static int next(int size) {
    for (int larger : SIZES) {
      if (larger > size) {
        return larger;
      }
    }
    return 2 * size;
  }

  byte[] incoming() {
    return incoming;
  }

  byte[] body() {
    return body;
  }

  int length() {
    return length;
  }
}
