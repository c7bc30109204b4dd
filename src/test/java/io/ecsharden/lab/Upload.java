package io.ecsharden.lab;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A file of the machine that runs the tests, on its way into a container.
 *
 * <p>Testcontainers copies through a pipe of 1 KiB between two threads: where the processors are
 * busy, an executable then takes minutes. This makes the archive in memory first.
 *
 * @param mode permission bits; the owner is root
 */
record Upload(Path file, int mode) {

  /** With the mode that it has here. */
  static Upload of(Path file) {
    return new Upload(file, Files.isExecutable(file) ? 0755 : 0644);
  }

  /** Puts it at a path in a container, which need not run; directories are made. */
  void put(String containerId, String path) {
    Engine.client()
        .copyArchiveToContainerCmd(containerId)
        .withRemotePath("/")
        .withTarInputStream(new ByteArrayInputStream(archive(path)))
        .exec();
  }

  private byte[] archive(String path) {
    try {
      byte[] content = Files.readAllBytes(file);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 4096);
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
        TarArchiveEntry entry = new TarArchiveEntry(path.substring(1));
        entry.setMode(0100000 | mode);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
