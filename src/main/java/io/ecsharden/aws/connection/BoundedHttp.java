package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The SDK's HTTP client, with an end: an answer has so many bytes at most, none is read after the
 * deadline, and a name that is not known in time is not waited for.
 */
final class BoundedHttp implements SdkHttpClient {

  /** A parameter has 8 KB at most; every other answer is smaller. */
  static final int MOST_BYTES = 1 << 18;

  private final SdkHttpClient client;
  private final String host;
  private final Deadline deadline;

  /**
   * @param host whom the client connects to: the service, or the proxy in front of it
   */
  BoundedHttp(SdkHttpClient client, String host, Deadline deadline) {
    this.client = client;
    this.host = host;
    this.deadline = deadline;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest inner = client.prepareRequest(request);
    return new ExecutableHttpRequest() {
      private volatile boolean answered;

      @Override
      public HttpExecuteResponse call() throws IOException {
        NameLookup.SHARED.await(host, deadline.left());
        HttpExecuteResponse answer = inner.call();
        answered = true;
        return HttpExecuteResponse.builder()
            .response(answer.httpResponse())
            .responseBody(bounded(answer.responseBody()))
            .build();
      }

      @Override
      public void abort() {
        // while a body is read, Java's client holds a lock that its end would wait for; the body
        // ends at the deadline by itself
        if (!answered) {
          inner.abort();
        }
      }
    };
  }

  private AbortableInputStream bounded(Optional<AbortableInputStream> body) {
    return AbortableInputStream.create(
        new Bounded(body.<InputStream>map(in -> in).orElseGet(InputStream::nullInputStream)));
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  /** A body with an end. */
  private final class Bounded extends FilterInputStream {
    private int left = MOST_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      check();
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      check();
      int n = super.read(bytes, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(n, 8192)], 0, (int) Math.min(n, 8192)));
    }

    private void check() throws IOException {
      if (deadline.isOver()) {
        throw new SocketTimeoutException("the answer did not end in time");
      }
    }

    private void count(int n) throws IOException {
      left -= n;
      if (left < 0) {
        throw new IOException("the answer has more than " + MOST_BYTES + " bytes");
      }
    }
  }
}
