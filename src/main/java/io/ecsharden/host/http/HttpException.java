package io.ecsharden.host.http;

import java.io.IOException;

/** An answer that is not HTTP, not the expected JSON, or too long. */
public final class HttpException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message a line for people, without a final stop
   */
  public HttpException(String message) {
    super(message);
  }
}
