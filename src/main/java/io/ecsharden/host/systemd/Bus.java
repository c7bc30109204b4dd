package io.ecsharden.host.systemd;

import io.ecsharden.host.linux.Conversation;
import io.ecsharden.host.linux.Kernel;
import io.ecsharden.host.linux.Socket;
import io.ecsharden.machine.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection to a D-Bus bus. It makes one call after the other, and skips every message that is
 * not the answer. It closes when an answer is missing or malformed.
 */
final class Bus implements Closeable {

  private static final String BUS = "org.freedesktop.DBus";
  private static final int LONGEST_LINE = 512;

  /** Messages other than the answer; more of them mean that the bus is not a real one. */
  private static final int MOST_OTHERS = 100;

  private final Conversation conversation;
  private int serial;

  private Bus(Conversation conversation) {
    this.conversation = conversation;
  }

  /**
   * Connects and authenticates. EXTERNAL means that the kernel tells the bus our user (D-Bus
   * Specification 0.43, "Authentication Protocol").
   *
   * @param path the socket's path for this process
   */
  static Bus connect(String path, Duration timeout) throws SystemdException {
    Deadline deadline = Deadline.in(timeout);
    Conversation conversation;
    try {
      conversation = new Conversation(Socket.unix(path, deadline.left()), deadline.left());
    } catch (IOException e) {
      throw SystemdException.noSocket(path, e);
    }
    Bus bus = new Bus(conversation);
    try {
      bus.authenticate();
    } catch (SystemdException e) {
      bus.close();
      throw e;
    } catch (IOException e) {
      bus.close();
      throw SystemdException.broken("the system bus", timeout, e);
    }
    bus.call(Call.of(BUS, "/org/freedesktop/DBus", BUS, "Hello"), "s", deadline.left());
    return bus;
  }

  private void authenticate() throws IOException {
    String user = Integer.toUnsignedString(Kernel.effectiveUser());
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < user.length(); i++) {
      hex.append(Integer.toHexString(user.charAt(i)));
    }
    say("\0AUTH EXTERNAL " + hex + "\r\n");
    if (!conversation.line(LONGEST_LINE).startsWith("OK ")) {
      throw SystemdException.notAccepted();
    }
    say("BEGIN\r\n");
  }

  private void say(String text) throws IOException {
    conversation.say(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Calls a method and waits for its answer.
   *
   * @param signature the types of the answer; another answer is an error
   * @param timeout for the whole call
   */
  WireReader call(Call call, String signature, Duration timeout) throws SystemdException {
    Message answer;
    try {
      conversation.allow(timeout);
      serial++;
      conversation.say(call.toBytes(serial));
      answer = answer();
      if (answer.type() == Message.ERROR) {
        throw SystemdException.error(call.member(), answer.errorName(), answer.text());
      }
      if (!answer.signature().equals(signature)) {
        throw new IOException("the answer does not have the type " + signature);
      }
    } catch (SystemdException e) {
      throw e;
    } catch (IOException e) {
      close();
      throw SystemdException.broken(call.member(), timeout, e);
    }
    return new WireReader(answer.body());
  }

  private Message answer() throws IOException {
    for (int i = 0; i < MOST_OTHERS; i++) {
      Message message = Message.read(conversation);
      boolean isAnswer = message.type() == Message.REPLY || message.type() == Message.ERROR;
      if (isAnswer && message.replySerial() == serial) {
        return message;
      }
    }
    throw new IOException("no answer among " + MOST_OTHERS + " messages");
  }

  @Override
  public void close() {
    conversation.close();
  }
}
