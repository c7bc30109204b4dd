package io.ecsharden.host.http;

import io.ecsharden.format.net.GoIp;
import io.ecsharden.host.linux.Errno;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.machine.Deadline;
import io.ecsharden.machine.PlainHttp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** HTTP over a socket of its own, which is closed when {@link #ask} returns. */
public final class SocketHttp implements PlainHttp {

  /** An identity document has 500 bytes, credentials 2000. */
  static final int MOST_BYTES = 1 << 16;

  @Override
  public Result ask(Request request, Duration timeout) {
    Optional<GoIp> ip = GoIp.parseWithoutZone(request.address());
    String name = name(request);
    if (ip.isEmpty()) {
      return new Result.NotThere();
    }
    Deadline deadline = Deadline.in(timeout);
    try {
      Socket socket = Socket.internet(bytes(ip.get()), request.port(), name, deadline.left());
      HttpAnswer answer =
          HttpGet.send(socket, head(request, name), MOST_BYTES, new HttpBuffers(), deadline);
      return new Result.Answer(answer.status(), answer.body());
    } catch (Errno e) {
      return switch (e.number()) {
        case Errno.ECONNREFUSED, Errno.ENETUNREACH, Errno.EHOSTUNREACH -> new Result.NotThere();
        default -> new Result.Broken();
      };
    } catch (IOException e) {
      return new Result.Broken();
    }
  }

  private static String name(Request request) {
    String address = request.address();
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + request.port();
  }

  private static byte[] bytes(GoIp ip) {
    ByteBuffer sixteen = ByteBuffer.allocate(16).putLong(ip.high()).putLong(ip.low());
    byte[] four = new byte[4];
    sixteen.get(12, four);
    return ip.isV4() ? four : sixteen.array();
  }

  private static String head(Request request, String name) {
    StringBuilder head =
        new StringBuilder(request.method())
            .append(' ')
            .append(request.target())
            .append(" HTTP/1.1\r\nHost: ")
            .append(name)
            .append("\r\n");
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    if (request.method().equals("PUT")) {
      head.append("Content-Length: 0\r\n");
    }
    return head.toString();
  }
}
