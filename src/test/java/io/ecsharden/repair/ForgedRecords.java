package io.ecsharden.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ecsharden.plan.RepairableFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Journals and receipts as somebody would write them who wants root to do something else. */
final class ForgedRecords {

  private static final List<String> PATHS =
      List.of(
          "",
          "/",
          "/etc/shadow",
          "etc/shadow",
          "//etc/shadow",
          "/etc/ecs/../shadow",
          "/etc/ecs/./ecs.config",
          "/etc/ecs/ecs.config/",
          "/etc/ecs//ecs.config",
          "/etc/ecs/ecs.config\\u0000",
          "/etc/ecs/link",
          "/etc/ecs",
          "../../etc/shadow",
          "/root/.ssh/authorized_keys",
          "/etc/systemd/system/docker.service.d/zz-ecs-harden-evil.conf",
          "/etc/systemd/system/docker.service.d/../evil.service",
          "/var/lib/ecs-harden/lock",
          "/bin/su");

  private static final List<String> IDS =
      List.of(
          "20261126T204501.123Z",
          "20261126T204501.123Z-01",
          "20261126T204501.123Z/../../../etc/shadow",
          "/../shadow",
          "../../../../etc/x",
          "..",
          "",
          "20261126T204501.123Z\\n",
          "99999999T999999.999Z",
          "x");

  private static final List<String> MODES =
      List.of(
          "0644", "0600", "0777", "00", "04755", "02755", "01777", "06777", "07777", "-01", "+4755",
          "010000", "0x1ff", "99", "");

  private static final List<String> USERS =
      List.of("0", "1000", "-1", "4294967295", "4294967296", "1e3", "0.5", "\"0\"", "null");

  private static final List<String> OUTCOMES =
      List.of(
          "writing",
          "written",
          "undoing",
          "undoing",
          "rolling-back",
          "rolling-back",
          "done",
          "restart-pending",
          "rolled-back",
          "not-restored",
          "",
          "DONE");

  private final Random random;
  private final List<String> digests;

  /** How likely each part is an honest one: some records must pass. */
  private int honest = 90;

  /**
   * @param digests of contents that are there or kept, also of files that are not a repair's
   */
  ForgedRecords(long seed, List<String> digests) {
    this.random = new Random(seed);
    this.digests = digests;
  }

  /** The next record: from the grammar, or from it and then damaged, or bytes alone. */
  byte[] next() {
    honest = random.nextInt(3) == 0 ? 100 : 97;
    byte[] bytes = record().getBytes(UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> damaged(bytes);
      case 1 -> random.nextInt(4) == 0 ? noise() : bytes;
      default -> bytes;
    };
  }

  /** A name of a file of a receipt, mostly that of the first id. */
  String name() {
    return random.nextInt(5) == 0 ? "20261126T204501.123Z-01" : IDS.getFirst();
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(2000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] damaged(byte[] bytes) {
    byte[] copy = bytes.clone();
    for (int i = random.nextInt(3); i >= 0 && copy.length > 0; i--) {
      copy[random.nextInt(copy.length)] = (byte) (random.nextInt(96) + 32);
    }
    return copy;
  }

  private String record() {
    List<String> files = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      files.add(file());
    }
    List<String> members = new ArrayList<>();
    add(members, "schemaVersion", isHonest() ? "1" : "2");
    add(members, "id", text(pick(IDS.getFirst(), IDS)));
    if (random.nextBoolean()) {
      add(members, "sequence", pick("3", List.of("-1", "9223372036854775807", "1e9", "\"1\"")));
    }
    add(members, "verb", text(pick("fix", List.of("rollback", "rm -rf /", "", "\\u001b[2J"))));
    add(members, "version", text("1"));
    add(members, "time", text(pick("2026-11-26T20:45:01.123Z", List.of("now", ""))));
    add(members, "durationMillis", pick("5", List.of("-5", "9223372036854775807")));
    add(members, "baseline", text("default"));
    add(members, "outcome", text(OUTCOMES.get(random.nextInt(OUTCOMES.size()))));
    add(members, "message", text(""));
    if (random.nextInt(3) == 0) {
      add(members, "undoes", text(pick(IDS.get(1), IDS)));
    }
    add(members, "files", "[" + String.join(", ", files) + "]");
    String unit = pick("ecs.service", List.of("sshd.service", "evil.service", ""));
    add(
        members,
        "restarts",
        random.nextBoolean() ? "[]" : "[{\"what\": " + text(unit) + ", \"result\": \"x\"}]");
    return "{" + String.join(", ", members) + "}";
  }

  private void add(List<String> members, String name, String value) {
    if (honest == 100 || random.nextInt(60) > 0) {
      members.add("\"" + name + "\": " + value);
    }
  }

  private String file() {
    List<String> all = RepairableFiles.ALL;
    List<String> members = new ArrayList<>();
    String path = random.nextBoolean() ? all.get(random.nextInt(all.size())) : evilPath();
    add(members, "path", text(honest == 100 ? all.get(random.nextInt(all.size())) : path));
    add(members, "before", fingerprint());
    add(members, "after", fingerprint());
    if (random.nextInt(4) == 0) {
      add(members, "between", fingerprint());
    }
    add(members, "reasons", "[]");
    add(members, "needs", "[" + text(pick("agent", List.of("docker", "reboot", ""))) + "]");
    return "{" + String.join(", ", members) + "}";
  }

  private String evilPath() {
    return PATHS.get(random.nextInt(PATHS.size()));
  }

  private String fingerprint() {
    if (random.nextInt(5) == 0) {
      return isHonest() ? "null" : pick("null", List.of("\"\"", "[]", "false", "{}"));
    }
    return "{\"sha256\": "
        + text(
            pick(
                digests.get(random.nextInt(digests.size())),
                List.of("", "../../../../etc/shadow", "0".repeat(64), "A".repeat(64))))
        + ", \"mode\": "
        + text(pick("0644", MODES))
        + ", \"uid\": "
        + pick("0", USERS)
        + ", \"gid\": "
        + pick("0", USERS)
        + "}";
  }

  private boolean isHonest() {
    return random.nextInt(100) < honest;
  }

  private String pick(String right, List<String> others) {
    return isHonest() ? right : others.get(random.nextInt(others.size()));
  }

  private static String text(String escaped) {
    return "\"" + escaped + "\"";
  }
}
