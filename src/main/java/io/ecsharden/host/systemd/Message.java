package io.ecsharden.host.systemd;

import io.ecsharden.host.linux.Conversation;
import java.io.IOException;

/**
 * A message that came over the bus (D-Bus Specification 0.43, "Message Format").
 *
 * @param type one of the constants here, or something that a newer bus knows
 * @param replySerial the serial of the call that this answers; 0 where it answers none
 * @param errorName empty unless this is an error
 * @param signature the types of the body
 */
record Message(int type, long replySerial, String errorName, String signature, byte[] body) {

  static final int CALL = 1;
  static final int REPLY = 2;
  static final int ERROR = 3;

  static final int PATH = 1;
  static final int INTERFACE = 2;
  static final int MEMBER = 3;
  private static final int ERROR_NAME = 4;
  private static final int REPLY_SERIAL = 5;
  static final int DESTINATION = 6;
  static final int SIGNATURE = 8;

  static final int PROTOCOL = 1;

  /** No answer that is asked for here comes near it; the specification allows 128 MiB. */
  static final int MOST_BYTES = 1 << 18;

  /** Reads a message, with no more memory than {@link #MOST_BYTES}. */
  static Message read(Conversation conversation) throws IOException {
    WireReader fixed = new WireReader(conversation.hear(16));
    if (fixed.u8() != 'l') {
      throw new IOException("a message in another byte order");
    }
    int type = fixed.u8();
    fixed.u8(); // flags, which ask nothing of us
    if (fixed.u8() != PROTOCOL) {
      throw new IOException("a message in another version of the protocol");
    }
    long body = fixed.u32();
    fixed.u32(); // the sender's serial
    long fields = fixed.u32();
    if (fields > MOST_BYTES || body > MOST_BYTES || fields + body > MOST_BYTES) {
      throw new IOException("a message of more than " + MOST_BYTES + " bytes");
    }
    byte[] header = conversation.hear((int) fields);
    conversation.hear((int) (-fields & 7)); // padding
    return of(type, new WireReader(header), conversation.hear((int) body));
  }

  private static Message of(int type, WireReader header, byte[] body) throws IOException {
    long replySerial = 0;
    String errorName = "";
    String signature = "";
    while (!header.atEnd()) {
      header.align(8);
      int field = header.u8();
      String kind = header.signature();
      switch (kind) {
        case "u" -> {
          long value = header.u32();
          replySerial = field == REPLY_SERIAL ? value : replySerial;
        }
        case "s", "o" -> {
          String value = header.string();
          errorName = field == ERROR_NAME ? value : errorName;
        }
        case "g" -> {
          String value = header.signature();
          signature = field == SIGNATURE ? value : signature;
        }
        default -> throw new IOException("a header field of a type that is not known here");
      }
    }
    return new Message(type, replySerial, errorName, signature, body);
  }

  /** The text that comes with an error; empty where there is none. */
  String text() throws IOException {
    return signature.startsWith("s") ? new WireReader(body).string() : "";
  }
}
