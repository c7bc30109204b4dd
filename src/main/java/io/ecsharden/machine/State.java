package io.ecsharden.machine;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the program remembers from run to run, locked for one run. Files have simple names, or one
 * folder and a name: {@code receipts/20261126T204501.123Z.json}.
 *
 * <p>Every method but {@link #close} throws {@link MachineException} where the machine refuses.
 */
public interface State extends Closeable {

  /** The folder of receipts. */
  String RECEIPTS = "receipts";

  /** The folder of the previous contents of files, by their digests. */
  String PREVIOUS = "previous";

  /** A file's content; nothing where there is no file. */
  Optional<byte[]> read(String name) throws IOException;

  /** Writes a whole file: when this returns it is on the disk, and there is no state between. */
  void write(String name, byte[] content) throws IOException;

  /** Adds a line to a file, on the disk when this returns. */
  void append(String name, byte[] line) throws IOException;

  /** Removes a file, if it exists. */
  void remove(String name) throws IOException;

  /** The names in a folder, sorted; none where there is no folder. */
  List<String> names(String folder) throws IOException;

  @Override
  void close();
}
