package io.ecsharden.settings;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.value.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * User data that writes the agent's configuration at each boot, so that a repair does not last:
 * {@code bootcmd}, a boothook, a part of type {@code x-shellscript-per-boot}, or scripts with
 * {@code [scripts-user, always]} (cloud-init 24.1: {@code cloudinit/handlers}, "User data
 * formats"). A part that is compressed or in base64 is not seen.
 */
public final class BootWriter {

  private static final List<String> WRITES = List.of(">", "tee ", "sed ", "cp ", "mv ", "install ");

  private boolean atEachBoot;
  private boolean inBootcmd;
  private boolean scriptsAlways;

  private BootWriter() {}

  /** The first line that writes a file at each boot. */
  public static Optional<Origin> of(HostFacts facts) {
    if (!(facts.file(HostFacts.USER_DATA) instanceof FileFact.Content data)) {
      return Optional.empty();
    }
    BootWriter writer = new BootWriter();
    String[] lines = new String(data.bytes(), StandardCharsets.UTF_8).split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (writer.writes(lines[i])) {
        return Optional.of(Origin.line(HostFacts.USER_DATA, i + 1));
      }
    }
    return Optional.empty();
  }

  private boolean writes(String line) {
    section(line);
    String command = line.strip();
    boolean named =
        command.contains(HostFacts.ECS_CONFIG) || command.contains(HostFacts.INSTANCE_CONFIG);
    return atEachBoot
        && named
        && !command.startsWith("#")
        && WRITES.stream().anyMatch(command::contains);
  }

  private void section(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    if (lower.startsWith("content-type:") || line.startsWith("#!") || line.startsWith("#cloud-")) {
      inBootcmd = false;
      boolean script = line.startsWith("#!") || lower.contains("text/x-shellscript");
      // within a part, the first line of a script says no more than the part's type does
      atEachBoot =
          lower.contains("cloud-boothook")
              || lower.contains("x-shellscript-per-boot")
              || script && (scriptsAlways || line.startsWith("#!") && atEachBoot);
    } else if (line.startsWith("bootcmd:")) {
      inBootcmd = true;
      atEachBoot = true;
    } else if (inBootcmd && !line.isBlank() && " \t-#]}".indexOf(line.charAt(0)) < 0) {
      inBootcmd = false;
      atEachBoot = false;
    }
    scriptsAlways |= lower.contains("scripts-user") && lower.contains("always");
  }
}
