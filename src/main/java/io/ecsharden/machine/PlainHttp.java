package io.ecsharden.machine;

import java.time.Duration;
import java.util.Map;

/**
 * HTTP without TLS, for the endpoints that hand an instance or a task its identity. Every answer is
 * bounded in bytes and in time, and nothing is left behind.
 */
public interface PlainHttp {

  /**
   * A request.
   *
   * @param method {@code GET} or {@code PUT}
   * @param address an IPv4 or IPv6 address, without brackets; not a name
   * @param target path and query, plain ASCII without spaces
   * @param headers plain ASCII without line feeds
   */
  record Request(
      String method, String address, int port, String target, Map<String, String> headers) {
    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /** What came of a request. */
  sealed interface Result {

    /**
     * An answer.
     *
     * @param status 200 for example
     * @param body whole
     */
    record Answer(int status, byte[] body) implements Result {}

    /** Nothing listens there, or no way leads there: another try does not help. */
    record NotThere() implements Result {}

    /** The answer is late, broken, too long or not HTTP: another try may help. */
    record Broken() implements Result {}
  }

  /**
   * Asks once.
   *
   * @param timeout for everything together, from the connection to the last byte
   */
  Result ask(Request request, Duration timeout);
}
