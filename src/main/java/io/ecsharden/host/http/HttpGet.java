package io.ecsharden.host.http;

import io.ecsharden.host.linux.Conversation;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One request and its answer (RFC 9112): status line, headers, and a body, by {@code
 * Content-Length}, in chunks, or to the end. No redirects and no compression.
 */
public final class HttpGet {

  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 100;

  private final Conversation conversation;
  private final int most;
  private final HttpBuffers buffers;
  private final boolean keeps;
  private long length = -1;
  private boolean chunked;
  private boolean closes;

  /**
   * @param keeps whether another request is to follow over the same connection
   */
  HttpGet(Conversation conversation, int most, HttpBuffers buffers, boolean keeps) {
    this.conversation = conversation;
    this.most = most;
    this.buffers = buffers;
    this.keeps = keeps;
  }

  /**
   * Sends one request, and waits for the answer.
   *
   * @param socket is closed afterwards in any case
   * @param target path and query, plain ASCII without spaces
   * @param most the longest body, in bytes
   * @param timeout for the whole exchange; after it an {@code Errno} with {@code EAGAIN}
   * @throws HttpException where the answer is not HTTP, or too long
   */
  public static HttpAnswer ask(Socket socket, String target, int most, Duration timeout)
      throws IOException {
    try (HttpConnection connection =
        new HttpConnection(socket, new HttpBuffers(), false, timeout)) {
      return connection.ask(target, most, timeout);
    }
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
      return new HttpGet(conversation, most, buffers, false).answer();
    }
  }

  /** Whether another request can follow over the same connection, once the answer is read. */
  boolean isKept() {
    return keeps && !closes && (chunked || length >= 0);
  }

  /** Reads the answer to its end. */
  HttpAnswer answer() throws IOException {
    int status = status();
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

  private HeaderLine line(int most) throws IOException {
    int length = conversation.readLine(most);
    return new HeaderLine(conversation.lineBytes(), length);
  }

  private int status() throws IOException {
    HeaderLine line = line(LONGEST_LINE);
    boolean http = line.startsWith("http/1.") && line.length() >= 12 && line.at(8) == ' ';
    long status = http ? line.number(9, 12, 10) : -1;
    if (status < 200) {
      throw new HttpException("the answer is not HTTP");
    }
    closes = line.at(7) == '0';
    return (int) status;
  }

  private void headers() throws IOException {
    for (int i = 0; i < MOST_HEADERS; i++) {
      HeaderLine line = line(LONGEST_LINE);
      if (line.length() == 0) {
        return;
      }
      if (line.indexOf(':') <= 0) {
        throw new HttpException("the answer has a header without a name");
      }
      if (line.startsWith("content-length:")) {
        length = line.number("content-length:".length(), line.length(), 10);
        if (length < 0) {
          throw new HttpException("the answer has a Content-Length that is not a number");
        }
      } else if (line.startsWith("transfer-encoding:")) {
        if (!line.has("transfer-encoding:".length(), "chunked")) {
          throw new HttpException("the answer has an unknown encoding");
        }
        chunked = true;
      } else if (line.startsWith("connection:")) {
        closes |= line.has("connection:".length(), "close");
      }
    }
    throw new HttpException("the answer has more than " + MOST_HEADERS + " headers");
  }

  private void chunks() throws IOException {
    while (true) {
      HeaderLine line = line(LONGEST_LINE);
      int semicolon = line.indexOf(';');
      long size = line.number(0, semicolon < 0 ? line.length() : semicolon, 16);
      if (size < 0) {
        throw new HttpException("the answer has a chunk without a length");
      }
      if (size == 0) {
        // trailers hold nothing that is needed
        for (int i = 0; keeps && line(LONGEST_LINE).length() > 0; i++) {
          if (i == MOST_HEADERS) {
            throw new HttpException("the answer has more than " + MOST_HEADERS + " trailers");
          }
        }
        return;
      }
      hear(size);
      if (line(2).length() > 0) {
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
}
