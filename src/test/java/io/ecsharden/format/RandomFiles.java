package io.ecsharden.format;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Generates files of up to a few hundred bytes: env files, unit files, JSON and plain noise, whole
 * or damaged. The same seed gives the same files.
 */
public final class RandomFiles {

  private static final String[] PIECES = {
    "\n",
    "\n",
    "\r\n",
    "\r",
    "=",
    "=",
    " ",
    "\t",
    "\"",
    "'",
    "\\",
    "\\\n",
    "#",
    ";",
    "# comment",
    "; comment \\",
    "export ",
    "ECS_CLUSTER",
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "A=1",
    "b = \"2\"",
    "\uFEFF",
    "\u0000",
    "\u0001",
    "\u001B[31m",
    "\u007F",
    "\u0085",
    "\u00A0",
    "\u2028",
    "\u3000",
    "\uFFFE",
    "\uFDD0",
    "\uD83D\uDE00",
    "é",
    "[Service]",
    "[Unit]\n",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "Environment=A=1 \"B=2 3\" 'C=%%'",
    "Environment=",
    "EnvironmentFile=-/etc/ecs/ecs.config\n",
    "null",
    "true",
    "false",
    "-0.1e+5",
    "12",
    "\"a\":1",
    "\\u00e9",
    "\\ud83d",
    "\\ude00",
    "\\q",
    "http://user:word@proxy:3128",
    "`",
    "$",
    "%",
    "@"
  };

  private static final int[] ODD_BYTES = {
    0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xA0, 0xF0, 0xF4, 0x90, 0xF8, 0xFE, 0xFF, 0x00, 0x0D, 0x0A
  };

  private final Random random;

  public RandomFiles(long seed) {
    this.random = new Random(seed);
  }

  /** The next file. */
  public byte[] next() {
    byte[] file =
        switch (random.nextInt(6)) {
          case 0 -> noise();
          case 1 -> json();
          case 2 -> utf8(lines("A=", "B_C =", "export D=", "ECS_EXTERNAL=", "# ", "; "));
          case 3 -> utf8(lines("[Service]", "Environment=", "Type =", " ", "#", ";", "\\"));
          default -> utf8(pieces(random.nextInt(24)));
        };
    return random.nextInt(4) == 0 ? damaged(file) : file;
  }

  /** A JSON text that is mostly well-formed. */
  public byte[] json() {
    StringBuilder out = new StringBuilder();
    value(out, 4);
    return utf8(out.toString());
  }

  /** A copy with bytes replaced, removed, put in or repeated, or cut off. */
  public byte[] damaged(byte[] file) {
    ByteBuilder out = new ByteBuilder(file.length + 8);
    int rate = 4 + random.nextInt(60);
    for (byte b : file) {
      switch (random.nextInt(rate)) {
        case 0 -> out.append(ODD_BYTES[random.nextInt(ODD_BYTES.length)]);
        case 1 -> {}
        case 2 -> {
          out.append(b);
          out.append(random.nextInt(256));
        }
        case 3 -> {
          out.append(b);
          out.append(b);
        }
        default -> out.append(b);
      }
    }
    if (random.nextInt(8) == 0) {
      out.truncate(random.nextInt(out.size() + 1));
    }
    return out.toBytes();
  }

  /** One of some texts. */
  public String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** A number. */
  public int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(120)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String lines(String... starts) {
    StringBuilder out = new StringBuilder(random.nextInt(10) == 0 ? "\uFEFF" : "");
    for (int i = random.nextInt(7); i > 0; i--) {
      out.append(pick(starts)).append(pieces(random.nextInt(4)));
      out.append(pick("\n", "\n", "\n", "\r\n", "\r", "\\\n", ""));
    }
    return out.toString();
  }

  private String pieces(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(pick(PIECES));
    }
    return out.toString();
  }

  private void value(StringBuilder out, int depth) {
    out.append(pick("", "", " ", "\n", "\r\n\t"));
    switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> out.append(pick("true", "false", "null"));
      case 1 -> out.append(pick("0", "-1", "12.50", "1e9", "-0.0E-07", "123456789012345678901"));
      case 2, 3, 4 -> string(out);
      case 5 -> container(out, depth, "[", "]", false);
      default -> container(out, depth, "{", "}", true);
    }
    out.append(pick("", "", " ", "\n"));
  }

  private void container(StringBuilder out, int depth, String open, String close, boolean named) {
    out.append(open);
    for (int i = random.nextInt(4); i > 0; i--) {
      if (named) {
        string(out);
        out.append(pick(":", " : "));
      }
      value(out, depth - 1);
      out.append(i > 1 ? "," : "");
    }
    out.append(close);
  }

  private void string(StringBuilder out) {
    out.append('"');
    for (int i = random.nextInt(4); i > 0; i--) {
      out.append(
          pick("a", "External", "é", "\\n", "\\\"", "\\u0041", "\\ud83d\\ude00", "\\/", "#"));
    }
    out.append('"');
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
