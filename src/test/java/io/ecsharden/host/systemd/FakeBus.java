package io.ecsharden.host.systemd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other side of a bus, for a test: what it hears, and messages to say. */
final class FakeBus {

  /** What comes back for a call: the bytes of one or more messages. */
  interface Answers {
    byte[] to(String member, int serial) throws IOException;
  }

  private FakeBus() {}

  /** Accepts a client, greets it, and then answers its calls. */
  static void talk(InputStream in, OutputStream out, Answers answers) throws IOException {
    line(in);
    out.write("OK 0123456789abcdef0123456789abcdef\r\n".getBytes(StandardCharsets.US_ASCII));
    line(in);
    for (byte[] fixed = in.readNBytes(16); fixed.length == 16; fixed = in.readNBytes(16)) {
      int serial = number(fixed, 8);
      int fields = number(fixed, 12);
      byte[] header = in.readNBytes(fields + (-fields & 7));
      in.readNBytes(number(fixed, 4));
      String member = member(header);
      byte[] answer =
          member.equals("Hello")
              ? reply(serial, "s", new WireWriter().string(":1.1"))
              : answers.to(member, serial);
      out.write(answer);
    }
  }

  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString();
  }

  private static String member(byte[] header) {
    String text = new String(header, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("\003\001s\0");
    int length = header[at + 4];
    return text.substring(at + 8, at + 8 + length);
  }

  private static int number(byte[] bytes, int at) {
    return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
  }

  static byte[] reply(int serial, String signature, WireWriter body) {
    return message(Message.REPLY, serial, Map.of(), signature, body.toBytes());
  }

  static byte[] error(int serial, String name, String text) {
    return message(
        Message.ERROR, serial, Map.of(4, name), "s", new WireWriter().string(text).toBytes());
  }

  static byte[] message(
      int type, int serial, Map<Integer, String> texts, String signature, byte[] body) {
    WireWriter fields = new WireWriter().u8(5).signature("u").u32(serial);
    texts.forEach((code, text) -> fields.align(8).u8(code).signature("s").string(text));
    if (!signature.isEmpty()) {
      fields.align(8).u8(8).signature("g").signature(signature);
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(
        new WireWriter()
            .u8('l')
            .u8(type)
            .u8(1)
            .u8(1)
            .u32(body.length)
            .u32(7)
            .u32(fields.size())
            .append(fields)
            .align(8)
            .toBytes());
    message.writeBytes(body);
    return message.toByteArray();
  }

  /** Several messages, one behind the other. */
  static byte[] all(List<byte[]> messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    new ArrayList<>(messages).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
