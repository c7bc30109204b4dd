package io.ecsharden.host.http;

import io.ecsharden.host.linux.Conversation;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.machine.Deadline;
import java.io.ByteArrayOutputStream;
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
  private long length = -1;
  private boolean chunked;

  private HttpGet(Conversation conversation, int most) {
    this.conversation = conversation;
    this.most = most;
  }

  /**
   * Sends the request and waits for the answer.
   *
   * @param socket is closed afterwards in any case
   * @param target path and query, plain ASCII without spaces
   * @param most the longest body, in bytes
   * @param timeout for the whole exchange; after it an {@code Errno} with {@code EAGAIN}
   * @throws HttpException where the answer is not HTTP, or too long
   */
  public static HttpAnswer ask(Socket socket, String target, int most, Duration timeout)
      throws IOException {
    return send(
        socket, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n", most, Deadline.in(timeout));
  }

  /**
   * Sends a request, and waits for the answer.
   *
   * @param head the request's line and headers, each with its CR LF, without {@code Connection}
   */
  static HttpAnswer send(Socket socket, String head, int most, Deadline deadline)
      throws IOException {
    try (Conversation conversation = new Conversation(socket, deadline.left())) {
      String request = head + "Connection: close\r\n\r\n";
      conversation.say(request.getBytes(StandardCharsets.US_ASCII));
      return new HttpGet(conversation, most).answer();
    }
  }

  private HttpAnswer answer() throws IOException {
    int status = status(conversation.line(LONGEST_LINE));
    headers();
    if (chunked) {
      return new HttpAnswer(status, chunks());
    }
    if (length < 0) {
      return new HttpAnswer(status, rest());
    }
    check(length);
    return new HttpAnswer(status, conversation.hear((int) length));
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

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = conversation.line(LONGEST_LINE);
      int semicolon = line.indexOf(';');
      long size = number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
      if (size < 0) {
        throw new HttpException("the answer has a chunk without a length");
      }
      if (size == 0) {
        // trailers hold nothing that is needed
        return body.toByteArray();
      }
      check(body.size() + size);
      body.writeBytes(conversation.hear((int) size));
      if (!conversation.line(2).isEmpty()) {
        throw new HttpException("the answer has a chunk that is longer than it says");
      }
    }
  }

  private byte[] rest() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int b = conversation.hear(); b >= 0; b = conversation.hear()) {
      check(body.size() + 1L);
      body.write(b);
    }
    return body.toByteArray();
  }

  private void check(long size) throws HttpException {
    if (size > most) {
      throw new HttpException("the answer has more than " + most + " bytes");
    }
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
