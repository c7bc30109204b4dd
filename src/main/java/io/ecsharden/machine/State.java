package io.ecsharden.machine;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The program's own memory of what it did, locked for one run. Files have simple names, or one
 * folder and a name: {@code receipts/20261126T204501.123Z.json}.
 *
 * <p>Every method but {@link #close} throws {@link MachineException} when the machine says no.
 */
public interface State extends Closeable {

  /** The folder of receipts. */
  String RECEIPTS = "receipts";

  /** The folder of what files held before they were changed, by the digest of their content. */
  String PREVIOUS = "previous";

  /** A file's content, if it is there. */
  Optional<byte[]> read(String name) throws IOException;

  /** Writes a file as a whole: afterwards it is on the disk, before nothing is. */
  void write(String name, byte[] content) throws IOException;

  /** Adds a line to a file, on the disk when this returns. */
  void append(String name, byte[] line) throws IOException;

  /** Removes a file that may be there. */
  void remove(String name) throws IOException;

  /** The names in a folder, sorted; none when it is not there. */
  List<String> names(String folder) throws IOException;

  @Override
  void close();
}
