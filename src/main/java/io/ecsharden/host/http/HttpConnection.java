package io.ecsharden.host.http;

import io.ecsharden.host.linux.Conversation;
import io.ecsharden.host.linux.Socket;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection for one request after the other (RFC 9112, 9.3). The server may close it between
 * two; the next request then fails, and can be sent again over a new one.
 */
public final class HttpConnection implements Closeable {

  private final Conversation conversation;
  private final HttpBuffers buffers;
  private final boolean keeps;
  private boolean open = true;

  /**
   * @param socket is closed together with this
   * @param buffers for the answers; one connection at a time uses them
   * @param keeps whether more than one request will follow; the request says so
   * @param timeout for the first request
   */
  public HttpConnection(Socket socket, HttpBuffers buffers, boolean keeps, Duration timeout) {
    this.conversation = new Conversation(socket, buffers.incoming(), timeout);
    this.buffers = buffers;
    this.keeps = keeps;
  }

  /** Whether another request can be sent: neither side has said that this was the last one. */
  public boolean isOpen() {
    return open;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param target path and query, plain ASCII without spaces
   * @param most the longest body, in bytes
   * @param timeout for the whole exchange; after it an {@code Errno} with {@code EAGAIN}
   * @throws HttpException where the answer is not HTTP, or too long
   */
  public HttpAnswer ask(String target, int most, Duration timeout) throws IOException {
    open = false;
    buffers.clear();
    conversation.allow(timeout);
    String end = keeps ? "\r\n" : "Connection: close\r\n\r\n";
    String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + end;
    conversation.say(request.getBytes(StandardCharsets.US_ASCII));
    HttpGet get = new HttpGet(conversation, most, buffers, keeps);
    HttpAnswer answer = get.answer();
    open = get.isKept();
    return answer;
  }

  @Override
  public void close() {
    conversation.close();
  }
}
