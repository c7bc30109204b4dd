package io.ecsharden.host.http;

import io.ecsharden.host.linux.Conversation;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One request over one connection (RFC 9112): status line, headers, and a body, by {@code
 * Content-Length}, in chunks, or to the end. No redirects, no compression, no second request.
 */
public final class HttpGet {

  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 100;

  private final Conversation conversation;
  private final int most;
  private final HttpBuffers buffers;
  private long length = -1;
  private boolean chunked;

  private HttpGet(Conversation conversation, int most, HttpBuffers buffers) {
    this.conversation = conversation;
    this.most = most;
    this.buffers = buffers;
  }

  /**
   * Sends the request and waits for the answer.
   *
   * @param socket is closed afterwards in any case
   * @param target path and query, plain ASCII without spaces
   * @param most the longest body, in bytes
   * @param buffers for the body
   * @param timeout for the whole exchange; after it an {@code Errno} with {@code EAGAIN}
   * @throws HttpException where the answer is not HTTP, or too long
   */
  public static HttpAnswer ask(
      Socket socket, String target, int most, HttpBuffers buffers, Duration timeout)
      throws IOException {
    String head = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    return send(socket, head, most, buffers, Deadline.in(timeout));
  }

  /** The same, for one answer that its receiver may keep. */
  public static HttpAnswer ask(Socket socket, String target, int most, Duration timeout)
      throws IOException {
    return ask(socket, target, most, new HttpBuffers(), timeout);
  }

  /**
   * Sends a request, and waits for the answer.
   *
   * @param head the request's line and headers, each with its CR LF, without {@code Connection}
   */
  static HttpAnswer send(
      Socket socket, String head, int most, HttpBuffers buffers, Deadline deadline)
      throws IOException {
    buffers.clear();
    try (Conversation conversation =
        new Conversation(socket, buffers.incoming(), deadline.left())) {
      String request = head + "Connection: close\r\n\r\n";
      conversation.say(request.getBytes(StandardCharsets.US_ASCII));
      return new HttpGet(conversation, most, buffers).answer();
    }
  }

  private HttpAnswer answer() throws IOException {
    int status = status(conversation.line(LONGEST_LINE));
    headers();
    if (chunked) {
      chunks();
    } else if (length < 0) {
      rest();
    } else {
      hear(length);
    }
    return new HttpAnswer(status, buffers.body(), buffers.length());
  }

  private void hear(long size) throws IOException {
    if (size > most - buffers.length()) {
      throw tooLong();
    }
    int start = buffers.grow((int) size);
    conversation.hear(buffers.body(), start, (int) size);
  }

  private static int status(String line) throws HttpException {
    boolean http = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
    long status = http ? number(line.substring(9, 12), 10) : -1;
    if (status < 200) {
      throw new HttpException("the answer is not HTTP");
    }
    return (int) status;
  }

  private void headers() throws IOException {
    for (int i = 0; i < MOST_HEADERS; i++) {
      String line = conversation.line(LONGEST_LINE);
      if (line.isEmpty()) {
        return;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new HttpException("the answer has a header without a name");
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> {
          length = number(value, 10);
          if (length < 0) {
            throw new HttpException("the answer has a Content-Length that is not a number");
          }
        }
        case "transfer-encoding" -> {
          if (!value.toLowerCase(Locale.ROOT).equals("chunked")) {
            throw new HttpException("the answer has an unknown encoding");
          }
          chunked = true;
        }
        default -> {}
      }
    }
    throw new HttpException("the answer has more than " + MOST_HEADERS + " headers");
  }

  private void chunks() throws IOException {
    while (true) {
      String line = conversation.line(LONGEST_LINE);
      int semicolon = line.indexOf(';');
      long size = number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
      if (size < 0) {
        throw new HttpException("the answer has a chunk without a length");
      }
      if (size == 0) {
        // trailers hold nothing that is needed
        return;
      }
      hear(size);
      if (!conversation.line(2).isEmpty()) {
        throw new HttpException("the answer has a chunk that is longer than it says");
      }
    }
  }

  private void rest() throws IOException {
    for (int b = conversation.hear(); b >= 0; b = conversation.hear()) {
      if (buffers.length() == most) {
        throw tooLong();
      }
      int place = buffers.grow(1);
      buffers.body()[place] = (byte) b;
    }
  }

  private HttpException tooLong() {
    return new HttpException("the answer has more than " + most + " bytes");
  }

  /** A number of at most nine digits, or -1. */
  private static long number(String text, int radix) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
