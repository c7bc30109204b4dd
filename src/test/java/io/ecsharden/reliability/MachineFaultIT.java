package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.Native;
import io.ecsharden.host.linux.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that does not do what it is asked for: a line, a code, and nothing half done. */
class MachineFaultIT {

  private static final String FIX = "\"$0\" fix --restart never --root ";

  @TempDir private Path folder;
  private Native program;
  private Tree tree;
  private Map<String, String> before;

  @BeforeEach
  void makeTree() throws IOException {
    program = new Native(folder);
    tree = Tree.in(folder).withWrongLine();
    before = tree.files();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 12, 16, 20, 24, 28, 32, 36})
  void changes_all_or_nothing_on_a_full_disk(int kibibytes)
      throws IOException, InterruptedException {
    needMounts();

    // Given
    String disk = Files.createDirectory(folder.resolve("disk")).toString();
    String after = Files.createDirectories(folder.resolve("after/root")).toString();

    // When
    Native.Result result =
        mounted(
            "mount -t tmpfs -o mode=755,size=$2k tmpfs \"$3\"; cp -a \"$1\"/. \"$3\";"
                + FIX
                + "\"$3\"; code=$?; cp -a \"$3\"/. \"$4\"; exit $code",
            tree.root().toString(),
            String.valueOf(kibibytes),
            disk,
            after);

    // Then
    Tree left = new Tree(Path.of(after));
    assertTrue(List.of(0, 12, 14, 74).contains(result.code()), result.toString());
    assertEquals(result.code() == 0 ? 0 : 1, result.err().lines().count(), result.toString());
    assertEquals(
        result.code() == 12 || result.code() == 14, left.files().equals(before), result.toString());
    assertEquals(0, program.run(CrashCheck.arguments("fix", left)).code());
    assertTrue(left.text(Tree.CONFIG).contains("ECS_AWSVPC_BLOCK_IMDS=true\n"));
    assertEquals(List.of(), left.leftovers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "77|/etc/ecs/ecs.config: read-only file system|"
            + "mount --bind \"$1/etc\" \"$1/etc\"; mount -o remount,ro,bind \"$1/etc\"",
        "77|/var/lib/ecs-harden: read-only file system|"
            + "mount --bind \"$1/var\" \"$1/var\"; mount -o remount,ro,bind \"$1/var\"",
        "12|/etc/ecs/ecs.config is a mount of its own, which cannot be replaced: mount its"
            + " directory instead|mount --bind \"$1/etc/ecs/ecs.config\" \"$1/etc/ecs/ecs.config\""
      })
  void changes_nothing_that_is_mounted_like_this(int code, String line, String mount)
      throws IOException, InterruptedException {
    needMounts();
    says(code, line, mounted(mount + "; exec " + FIX + "\"$1\"", tree.root().toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "14|/var/lib/ecs-harden: not a directory (a symbolic link is not followed)|"
            + "touch \"$1/var/lib/ecs-harden\"",
        "14|/var/lib/ecs-harden: not a directory (a symbolic link is not followed)|"
            + "ln -s /tmp \"$1/var/lib/ecs-harden\"",
        "14|the directory /var/lib can be written by everybody, who could swap files in it; chmod"
            + " o-w it|chmod 777 \"$1/var/lib\"",
        "12|/etc/ecs/ecs.config has 2 names (hard links), and a change would reach only one of"
            + " them: remove the others|ln \"$1/etc/ecs/ecs.config\" \"$1/other\"",
        "14|/var/lib/ecs-harden/lock is a symbolic link and is not trusted: move it away|"
            + "mkdir -m 700 \"$1/var/lib/ecs-harden\"; ln -s /tmp/x \"$1/var/lib/ecs-harden/lock\"",
        "14|/var/lib/ecs-harden/journal.json is not a regular file and is not trusted: move it"
            + " away|mkdir -m 700 \"$1/var/lib/ecs-harden\"; mkfifo"
            + " \"$1/var/lib/ecs-harden/journal.json\"",
        "14|/var/lib/ecs-harden can be written by others (its mode is 0777) and is not trusted:"
            + " check what it holds, then run chmod -R go-w on it or move it away|"
            + "mkdir \"$1/var/lib/ecs-harden\"; chmod 777 \"$1/var/lib/ecs-harden\"",
        "14|/var/lib/ecs-harden/history.jsonl has 2 names (hard links) and is not trusted: move it"
            + " away|mkdir -m 700 \"$1/var/lib/ecs-harden\"; echo a >\"$1/other\"; ln"
            + " \"$1/other\" \"$1/var/lib/ecs-harden/history.jsonl\""
      })
  void changes_nothing_that_is_not_safe(int code, String line, String given)
      throws IOException, InterruptedException {
    // Given
    assertEquals(0, program.shell(given, tree.root().toString()).code());
    before = tree.files();

    // Then
    says(code, line, program.run(CrashCheck.arguments("fix", tree)));
  }

  @Test
  void changes_nothing_with_somebody_elses_state() throws IOException, InterruptedException {
    needRoot();

    // Given
    Files.setAttribute(Files.createDirectory(tree.path(Tree.STATE)), "unix:uid", 4711);

    // Then
    says(
        14,
        "/var/lib/ecs-harden belongs to the user 4711 and is not trusted: check what it holds, then"
            + " give it to root (chown -R root:root) or move it away",
        program.run(CrashCheck.arguments("fix", tree)));
  }

  @Test
  void makes_a_state_private_that_was_not() throws IOException, InterruptedException {
    // Given
    Files.createDirectory(tree.path(Tree.STATE));
    Files.setPosixFilePermissions(
        tree.path(Tree.STATE), PosixFilePermissions.fromString("rwxr-xr-x"));

    // When
    Native.Result result = program.run(CrashCheck.arguments("fix", tree));

    // Then
    assertEquals(0, result.code(), result.toString());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.path(Tree.STATE))));
  }

  @Test
  void changes_nothing_without_root() throws IOException, InterruptedException {
    needRoot();
    assumeTrue(Native.has("setpriv"), "!!!! SKIPPED: needs setpriv !!!!");

    // Given
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    tree.write(Tree.CONFIG, tree.text(Tree.CONFIG), "rw-r--r--");
    before = tree.files();
    Path copy =
        Files.copy(
            Native.executable(), folder.resolve("program"), StandardCopyOption.COPY_ATTRIBUTES);

    // Then
    says(
        77,
        "/var/lib/ecs-harden: permission denied; run as root",
        program.shell(
            "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$1\" fix --root \"$2\"",
            copy.toString(),
            tree.root().toString()));
  }

  @Test
  void changes_nothing_that_is_immutable() throws IOException, InterruptedException {
    String file = tree.path(Tree.CONFIG).toString();
    assumeTrue(
        Native.has("chattr") && program.shell("chattr +i \"$1\"", file).code() == 0,
        "!!!! SKIPPED: needs root, chattr and a file system that knows immutable files !!!!");
    try {
      says(
          77,
          "/etc/ecs/ecs.config: operation not permitted; is it immutable (lsattr)?",
          program.run(CrashCheck.arguments("fix", tree)));
    } finally {
      program.shell("chattr -i \"$1\"", file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {">&-", ">/dev/full", "2>&- >&-"})
  void keeps_the_receipt_of_a_change_that_nobody_was_told_of(String redirection)
      throws IOException, InterruptedException {
    // When
    Native.Result result =
        program.shell("exec " + FIX + "\"$1\" " + redirection, tree.root().toString());

    // Then
    assertEquals(74, result.code(), result.toString());
    assertEquals(redirection.contains("2>") ? 0 : 1, result.err().lines().count(), result.err());
    assertTrue(tree.text(Tree.CONFIG).contains("ECS_AWSVPC_BLOCK_IMDS=true\n"));
    assertEquals(1, tree.receipts().size());
    assertEquals(0, program.run(CrashCheck.arguments("rollback", tree)).code());
    assertEquals(before, tree.files());
  }

  private void says(int code, String line, Native.Result result) throws IOException {
    assertEquals(new Native.Result(code, "", "ecs-harden: " + line + "\n"), result);
    assertEquals(before, tree.files());
    assertTrue(
        tree.leftovers().stream()
            .allMatch(name -> name.endsWith("journal.json") && line.contains("journal.json")),
        tree.leftovers().toString());
  }

  private static void needRoot() {
    assumeTrue(Kernel.effectiveUser() == 0, "!!!! SKIPPED: needs root !!!!");
  }

  private void needMounts() throws IOException, InterruptedException {
    needRoot();
    boolean works =
        Native.has("unshare")
            && program
                    .shell("exec unshare -m mount -t tmpfs tmpfs \"$1\"", folder.toString())
                    .code()
                == 0;
    assumeTrue(works, "!!!! SKIPPED: needs the permission to mount !!!!");
  }

  /** Runs a line of the shell, whose mounts are gone after it. */
  private Native.Result mounted(String line, String... arguments)
      throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = line;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return program.shell("line=$1; shift; exec unshare -m sh -c \"$line\" \"$0\" \"$@\"", all);
  }
}
