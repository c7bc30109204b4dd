package io.ecsharden.host.http;

import java.util.Arrays;

/** Memory for one answer after the other, because a look at an instance has hundreds of them. */
public final class HttpBuffers {

  private static final int INCOMING = 4096;
  private static final int USUAL_BODY = 8192;

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
      body = Arrays.copyOf(body, Math.max(length, Math.max(USUAL_BODY, 2 * body.length)));
    }
    return start;
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
