package io.ecsharden.host;

import io.ecsharden.facts.BlockActivity;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.host.files.HostRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the unit that blocks the metadata service for bridges. Starts no process. */
final class BlockUnit {

  /**
   * systemd keeps a link here for each unit that is not inactive (systemd 236 to 258, {@code
   * src/core/unit.c}, {@code unit_export_invocation_id}).
   */
  private static final String UNITS = "/run/systemd/units";

  /** The programs of the unit, in its own PATH. */
  private static final List<String> TOOLS =
      List.of("/usr/sbin/iptables", "/sbin/iptables", "/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft");

  private final HostRoot host;

  BlockUnit(HostRoot host) {
    this.host = host;
  }

  /** Reads its file and its link, where they are there. */
  void read(Map<String, FileFact> files) {
    add(files, unit());
    Optional<String> link = host.linkText(HostFacts.BLOCK_LINK);
    if (link.isPresent()) {
      byte[] text = link.get().getBytes(StandardCharsets.UTF_8);
      files.put(
          HostFacts.BLOCK_LINK,
          new FileFact.Content(HostFacts.BLOCK_LINK, text, HostFacts.LINK_MODE, 0, 0));
      if (!files.containsKey(HostFacts.BLOCK_FILE)) {
        add(files, host.read(HostFacts.PACKAGED_BLOCK_FILE));
      }
    }
  }

  /** A link is nothing that a repair replaces; one to /dev/null masks the unit. */
  private FileFact unit() {
    return host.linkText(HostFacts.BLOCK_FILE)
        .<FileFact>map(to ->
            new FileFact.Unreadable(
                HostFacts.BLOCK_FILE,
                FileFact.Cause.NOT_REGULAR,
                "it is a symbolic link"
                    + (to.equals("/dev/null") ? " to /dev/null: the unit is masked" : "")))
        .orElseGet(() -> host.read(HostFacts.BLOCK_FILE));
  }

  private static void add(Map<String, FileFact> files, FileFact file) {
    if (!(file instanceof FileFact.Absent)) {
      files.put(file.path(), file);
    }
  }

  /** Whether it runs. */
  BlockActivity activity() {
    if (host.linkText(UNITS + "/invocation:" + HostFacts.BLOCK_UNIT).isPresent()) {
      return BlockActivity.ACTIVE;
    }
    if (!host.exists(UNITS)) {
      return BlockActivity.UNSEEN;
    }
    return TOOLS.stream().anyMatch(host::exists) ? BlockActivity.STOPPED : BlockActivity.NO_TOOL;
  }
}
