package io.ecsharden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

/** Whether a file system keeps extended attributes. */
public final class Attributes {

  private static final String PROBE = "probe";

  private Attributes() {}

  /**
   * Tries it on a file. {@code Files.getFileStore} would look for a mount point, and a chroot may
   * have none.
   */
  public static boolean areKept(Path file) {
    var view = view(file);
    try {
      view.write(PROBE, ByteBuffer.allocate(1));
      view.delete(PROBE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The names of a file's attributes; none where the file system keeps none. */
  public static List<String> namesOf(Path file) {
    try {
      return view(file).list();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }
}
