package io.ecsharden.host.systemd;

/**
 * A call of a method.
 *
 * @param path the object
 * @param signature the types of the arguments
 * @param arguments begins at a multiple of eight
 */
record Call(
    String destination,
    String path,
    String iface,
    String member,
    String signature,
    WireWriter arguments) {

  static Call of(String destination, String path, String iface, String member, String... texts) {
    WireWriter arguments = new WireWriter();
    for (String text : texts) {
      arguments.string(text);
    }
    return new Call(destination, path, iface, member, "s".repeat(texts.length), arguments);
  }

  /** The message (D-Bus Specification 0.43, "Message Format"). */
  byte[] toBytes(int serial) {
    WireWriter fields = new WireWriter();
    field(fields, Message.PATH, "o", path);
    field(fields, Message.MEMBER, "s", member);
    field(fields, Message.INTERFACE, "s", iface);
    field(fields, Message.DESTINATION, "s", destination);
    if (!signature.isEmpty()) {
      fields.align(8).u8(Message.SIGNATURE).signature("g").signature(signature);
    }
    return new WireWriter()
        .u8('l')
        .u8(Message.CALL)
        .u8(0)
        .u8(Message.PROTOCOL)
        .u32(arguments.size())
        .u32(serial)
        .u32(fields.size())
        .append(fields)
        .align(8)
        .append(arguments)
        .toBytes();
  }

  private static void field(WireWriter fields, int code, String type, String text) {
    fields.align(8).u8(code).signature(type).string(text);
  }
}
