package io.ecsharden.machine;

import io.ecsharden.facts.FileFact;
import java.io.Closeable;
import java.io.IOException;

/**
 * One file that shall change, held by its directory: whatever is done to the path meanwhile, the
 * work stays in that directory.
 *
 * <p>Every method but {@link #close} throws {@link MachineException} when the machine says no.
 */
public interface Target extends Closeable {

  /** The file as it was read when the target was opened: content, or nothing. */
  FileFact fact();

  /** The owner that the file has, or gets when it is made. */
  int uid();

  /** The group that the file has, or gets when it is made. */
  int gid();

  /**
   * Writes the new content beside the file and brings it to the disk, with the file's extended
   * attributes. The file itself is as it was.
   *
   * @param temporary the name of the file beside it
   */
  void stage(String temporary, NewContent content) throws IOException;

  /**
   * Puts what was staged in the file's place, if that is still the file that was read, and reads it
   * back.
   */
  void commit() throws IOException;

  /** Removes the file, if it is still the one that was read. */
  void remove() throws IOException;

  /** Removes what was staged, if it is still there. */
  void discard(String temporary) throws IOException;

  @Override
  void close();
}
