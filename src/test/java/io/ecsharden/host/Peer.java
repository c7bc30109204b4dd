package io.ecsharden.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other side of a socket, which does what a test says. */
public final class Peer implements AutoCloseable {

  /** One conversation; the connection is closed when it returns. */
  public interface Manners {
    void talk(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocketChannel server;
  private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
  private final Thread serving;

  private Peer(ServerSocketChannel server, Manners manners) {
    this.server = server;
    this.serving = Thread.ofPlatform().daemon().start(() -> serve(manners));
  }

  /** Listens at a path below a root. */
  public static Peer unix(Path root, String path, Manners manners) throws IOException {
    Path real = root.resolve(path.substring(1));
    Files.createDirectories(real.getParent());
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(real));
    return new Peer(server, manners);
  }

  /** Listens at a port of 127.0.0.1 that is free. */
  public static Peer loopback(Manners manners) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
    return new Peer(server, manners);
  }

  /** An HTTP server that says these bytes whatever it is asked. */
  public static Manners http(String answer) {
    return (in, out) -> {
      request(in);
      out.write(answer.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** A 200 with a body of known length. */
  public static String ok(String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  /** Takes a connection and says nothing. */
  public static Manners silence() {
    return (in, out) -> Thread.sleep(30_000);
  }

  /** Reads an HTTP request to its end. */
  public static String request(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return text.toString();
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** The port that it listens at. */
  public int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private void serve(Manners manners) {
    while (server.isOpen()) {
      try {
        SocketChannel connection = server.accept();
        connections.add(connection);
        Thread.ofPlatform().daemon().start(() -> talk(manners, connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void talk(Manners manners, SocketChannel connection) {
    try (connection) {
      manners.talk(Channels.newInputStream(connection), Channels.newOutputStream(connection));
    } catch (IOException | InterruptedException e) {
      // the test has seen enough
    }
  }

  /** Nothing listens once it is closed. */
  @Override
  public void close() {
    try {
      SocketAddress address = server.getLocalAddress();
      server.close();
      // the kernel takes connections for as long as a thread is in accept
      serving.join();
      for (SocketChannel connection : connections) {
        connection.close();
      }
      if (address instanceof UnixDomainSocketAddress unix) {
        Files.deleteIfExists(unix.getPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
