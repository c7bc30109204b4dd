package io.ecsharden.host.linux;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Requests and answers over a socket, with a timeout for the whole exchange: a peer that sends a
 * byte now and then cannot delay us for ever. After the timeout every read and write fails with
 * {@code EAGAIN}, "timed out".
 */
public final class Conversation implements Closeable {

  /** A header of HTTP is shorter. */
  private static final int USUAL_LINE = 128;

  private static final int BUFFER = 4096;

  /** The last call may take an eighth of the timeout longer, which saves most calls that set it. */
  private static final int TOLERANCE = 8;

  private final Socket socket;
  private final byte[] buffer;
  private byte[] line = new byte[USUAL_LINE];
  private int position;
  private int filled;
  private long end;

  /**
   * @param socket closed together with this
   * @param timeout for everything from now on, until the next {@link #allow}
   */
  public Conversation(Socket socket, Duration timeout) {
    this(socket, new byte[BUFFER], timeout);
  }

  /**
   * The same, in a buffer of the caller's.
   *
   * @param buffer for what comes in, until this is closed
   */
  public Conversation(Socket socket, byte[] buffer, Duration timeout) {
    this.socket = socket;
    this.buffer = buffer;
    allow(timeout);
  }

  /** Starts a new timeout. */
  public void allow(Duration timeout) {
    end = System.nanoTime() + timeout.toNanos();
  }

  /** Sends bytes. */
  public void say(byte[] bytes) throws IOException {
    limit();
    socket.write(bytes);
  }

  /** The next byte; -1 where the other side has closed. */
  public int hear() throws IOException {
    return position < filled || fill() ? buffer[position++] & 0xff : -1;
  }

  /** Exactly so many bytes. The caller limits the number. */
  public byte[] hear(int length) throws IOException {
    byte[] bytes = new byte[length];
    hear(bytes, 0, length);
    return bytes;
  }

  /** Exactly so many bytes, into a place of an array. */
  public void hear(byte[] bytes, int start, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (position == filled && !fill()) {
        throw closed();
      }
      int n = Math.min(length - done, filled - position);
      System.arraycopy(buffer, position, bytes, start + done, n);
      position += n;
      done += n;
    }
  }

  /**
   * A line of ASCII, without its CR LF.
   *
   * @param most the longest line; a longer one is an error
   */
  public String line(int most) throws IOException {
    int length = readLine(most); // it may take a larger array
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads a line of ASCII. Its bytes, without its CR LF, are the first of {@link #lineBytes} until
   * the next one is read.
   *
   * @param most the longest line; a longer one is an error
   * @return how many bytes
   */
  public int readLine(int most) throws IOException {
    int length = 0;
    boolean ended = false;
    while (!ended) {
      if (position == filled && !fill()) {
        throw closed();
      }
      int stop = endOfLine();
      ended = stop < filled;
      length = keep(stop - position, length, most);
      position = ended ? stop + 1 : stop;
    }
    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
  }

  /** Where the line feed is, or what came in ends. */
  private int endOfLine() {
    int i = position;
    while (i < filled && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  /** Adds bytes to the line; its new length. */
  private int keep(int bytes, int length, int most) throws IOException {
    if (bytes > most - length) {
      throw new IOException("a line of more than " + most + " bytes");
    }
    if (length + bytes > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + bytes));
    }
    System.arraycopy(buffer, position, line, length, bytes);
    return length + bytes;
  }

  /** Where {@link #readLine} puts a line. */
  public byte[] lineBytes() {
    return line;
  }

  private boolean fill() throws IOException {
    limit();
    position = 0;
    filled = 0;
    filled = socket.read(buffer);
    return filled > 0;
  }

  private void limit() throws IOException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new Errno("read", Errno.EAGAIN);
    }
    long limit = socket.limit().toNanos();
    if (left > limit || left < limit - limit / TOLERANCE) {
      socket.limit(Duration.ofNanos(left));
    }
  }

  private static EOFException closed() {
    return new EOFException("the other side has closed the connection");
  }

  @Override
  public void close() {
    socket.close();
  }
}
