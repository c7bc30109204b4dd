package io.ecsharden.docs;

import io.ecsharden.lab.EcsInstance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands in README.md, CONTRIBUTING.md and docs, and how a block of them is run on an
 * instance. What stands behind the fence says which test runs it.
 */
public final class Commands {

  /** {@code DocumentedCommandsIT} runs it. */
  static final String INSTANCE = "sh";

  /** {@code PackagesIT} runs it, because it needs what {@code make dist} writes. */
  public static final String PACKAGES = "sh needs-packages";

  /** No test runs it; CI itself runs make. */
  static final String CLONE = "sh needs-clone";

  /** No test runs it: it calls AWS. */
  static final String AWS = "sh needs-aws";

  static final List<String> KINDS = List.of(INSTANCE, PACKAGES, CLONE, AWS);

  private static final Duration LONG = Duration.ofMinutes(2);

  /**
   * Stands before a block. A command that fails is noted; 10 and 11 are results of an audit and of
   * a repair. The daemon, which would stay, goes on beside the commands behind it until the next
   * one, or the end of the block. It is given the time to report, and to finish its first look
   * before somebody asks for its health.
   */
  private static final String BEFORE =
      """
      failed=$(mktemp)
      trap 'code=$?; case $code in 10 | 11) ;; *) echo "exit code $code: $(sed -n "${LINENO}p" "$0")" >> "$failed" ;; esac' ERR
      sudo() { "$@"; }
      daemon=
      finish() {
        trap - ERR
        stop
        cat "$failed"
        [ ! -s "$failed" ] || exit 1
        exit 0
      }
      trap finish EXIT
      stop() { if [ -n "$daemon" ]; then kill "$daemon"; wait "$daemon" || true; daemon=; fi; }
      looked() {
        for _ in $(seq 100); do
          if command ecs-harden health > /dev/null 2>&1; then return 0; fi
          sleep 0.1
        done
        return 69
      }
      ecs-harden() {
        if [ "$1" = health ]; then looked || true; fi
        if [ "$1" != watch ]; then command ecs-harden "$@"; return; fi
        stop
        command ecs-harden "$@" &
        daemon=$!
        looked || return 69
        case $* in *--report*) sleep 3 ;; esac
      }
      """;

  private Commands() {}

  /** The pages whose commands are run. */
  static List<Path> pages() throws IOException {
    return Markdown.pages().stream().filter(page -> !page.startsWith("src")).toList();
  }

  /** All blocks of commands. */
  static List<Markdown.Block> blocks() throws IOException {
    List<Markdown.Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      Markdown.blocks(page).stream().filter(Markdown.Block::isShell).forEach(blocks::add);
    }
    return blocks;
  }

  /** The blocks of a kind, as texts that begin with their places, in the order of the pages. */
  public static List<String> of(String kind) throws IOException {
    return blocks().stream()
        .filter(block -> block.kind().equals(kind))
        .map(block -> "# " + block + "\n" + block.text())
        .toList();
  }

  /** Runs a block as root, in a directory, after what {@code setup} says. */
  public static EcsInstance.Result run(
      EcsInstance instance, String directory, String setup, String block) {
    String script = BEFORE + setup + "\n" + block;
    instance.write("/var/tmp/_block.sh", script);
    return instance.exec(
        LONG, "bash", "-c", "cd \"$1\" && exec bash /var/tmp/_block.sh 2>&1", "bash", directory);
  }
}
