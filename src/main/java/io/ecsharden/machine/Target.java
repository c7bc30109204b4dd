package io.ecsharden.machine;

import io.ecsharden.facts.FileFact;
import java.io.Closeable;
import java.io.IOException;

/**
 * One file to change, held by its open directory: if somebody renames a directory of the path
 * meanwhile, the work stays in the one that was opened.
 *
 * <p>Every method but {@link #close} throws {@link MachineException} where the machine refuses.
 */
public interface Target extends Closeable {

  /** The file as it was read when the target was opened: content, or nothing. */
  FileFact fact();

  /** The file's owner, or that of a new file. */
  int uid();

  /** The file's group, or that of a new file. */
  int gid();

  /**
   * Writes the new content to a temporary file beside the file, on the disk and with the file's
   * extended attributes. The file itself does not change.
   *
   * @param temporary the name of the file beside it
   */
  void stage(String temporary, NewContent content) throws IOException;

  /**
   * Replaces the file by what was staged, if it is still the file that was read, and reads it back.
   */
  void commit() throws IOException;

  /** Removes the file, if it is still the one that was read. */
  void remove() throws IOException;

  /** Removes what was staged, if it exists. */
  void discard(String temporary) throws IOException;

  @Override
  void close();
}
