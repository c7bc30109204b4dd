package io.ecsharden.baseline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files that are almost right: good and bad ones, changed in a few places; the same for a seed. */
final class Mutations {

  private static final String[] WORDS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "! ",
    "'",
    "\"",
    "|",
    ">-",
    "#",
    "\n",
    "\n  ",
    "\r\n",
    "\r",
    "\t",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "%YAML 9999999999.1\n",
    "<<: ",
    "null",
    "~",
    "true",
    "no",
    "0640",
    "1e3",
    "-.inf",
    "0x1F",
    "\0",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "\uD83D\uDE00",
    "schemaVersion: 1\n",
    "name: x\n",
    "extends: default\n",
    "settings:",
    "controls:",
    "waivers:",
    "equals: ",
    "oneOf: ",
    "unset: true",
    "present: true",
    "severity: LOW",
    "enabled: ",
    "parameters: ",
    "expires: 2027-03-31",
    "setting: ECS_LOGLEVEL",
    "control: agent-settings",
    "ECS_LOGLEVEL",
    "task-role",
    "[[[[[[[[[[[[[[[[[[[[",
    "{a: {a: {a: {a: {a: {a: {a: ",
    "\\x",
    "\\u12"
  };

  private final Random random;
  private final List<byte[]> seeds;

  Mutations(long seed) throws IOException {
    this.random = new Random(seed);
    this.seeds = new ArrayList<>();
    for (String folder : List.of("ecs-config/baselines", BadFilesTest.FOLDER.toString())) {
      try (var paths = Files.list(Path.of(folder))) {
        for (Path path :
            paths.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
          seeds.add(Files.readAllBytes(path));
        }
      }
    }
  }

  byte[] next() {
    if (random.nextInt(50) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    // the first seeds are the good files: often, so that many mutations stay good
    byte[] bytes = seeds.get(random.nextInt(random.nextBoolean() ? 3 : seeds.size()));
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = mutated(bytes);
    }
    return bytes;
  }

  private byte[] mutated(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(12));
    return switch (random.nextInt(6)) {
      case 0 -> replaced(bytes, from, to, new byte[0]);
      case 1 -> replaced(bytes, from, from, word());
      case 2 -> replaced(bytes, from, to, word());
      case 3 -> replaced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
      case 4 -> replaced(bytes, from, Math.min(bytes.length, from + 1), aByte());
      default -> movedLine(bytes);
    };
  }

  private byte[] word() {
    return WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private byte[] aByte() {
    return new byte[] {(byte) random.nextInt(random.nextBoolean() ? 128 : 256)};
  }

  private byte[] movedLine(byte[] bytes) {
    List<String> lines =
        new ArrayList<>(List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)));
    String line = lines.remove(random.nextInt(lines.size()));
    lines.add(random.nextInt(lines.size() + 1), line);
    return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(with);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
