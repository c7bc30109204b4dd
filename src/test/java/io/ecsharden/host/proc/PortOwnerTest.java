package io.ecsharden.host.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real listener of this process, and a tree in the place of the instance's {@code /proc}. */
class PortOwnerTest {

  private static final String ID = "a1".repeat(32);

  @TempDir private Path folder;
  private Path process;
  private PortOwner owner;

  @BeforeEach
  void makeProcess() throws IOException {
    Path root = folder.toRealPath();
    process = root.resolve("proc/7");
    Files.createDirectories(process.resolve("fd"));
    Files.createDirectories(process.resolve("task/7"));
    Files.writeString(process.resolve("task/7/children"), "");
    Files.writeString(process.resolve("cgroup"), "0::/docker/" + ID + "\n");
    owner = new PortOwner(new HostRoot(Path.of("/")), new HostRoot(root));
  }

  @Test
  void sees_that_another_process_listens() throws IOException {
    Files.createSymbolicLink(process.resolve("fd/3"), Path.of("socket:[1]"));

    // Then
    assertEquals(PortOwner.Owner.ANOTHER, ask());
  }

  /** As for root in a container without capabilities: it lists descriptors, and reads none. */
  @Test
  void does_not_accuse_another_process_where_no_descriptor_can_be_read() throws IOException {
    Files.writeString(process.resolve("fd/3"), "");

    // Then
    assertEquals(PortOwner.Owner.UNSEEN, ask());
  }

  private PortOwner.Owner ask() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return owner.of(listener.getLocalPort(), 7, ID);
    }
  }
}
