package io.ecsharden.host.http;

import java.util.Arrays;

/**
 * The answer to a request.
 *
 * @param status 200 for example
 * @param buffer the body, unchunked, and bytes that mean nothing behind it; the {@link HttpBuffers}
 *     of the request may own it, and use it again for the next answer
 * @param length of the body
 */
public record HttpAnswer(int status, byte[] buffer, int length) {

  /** The body. */
  public byte[] body() {
    return buffer.length == length ? buffer : Arrays.copyOf(buffer, length);
  }
}
