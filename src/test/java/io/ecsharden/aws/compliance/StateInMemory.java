package io.ecsharden.aws.compliance;

import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.State;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A state without a disk; it can be full. */
final class StateInMemory implements State {

  final TreeMap<String, byte[]> files = new TreeMap<>();
  boolean full;

  @Override
  public Optional<byte[]> read(String name) {
    return Optional.ofNullable(files.get(name));
  }

  @Override
  public void write(String name, byte[] content) throws MachineException {
    if (full) {
      throw new MachineException(MachineException.Kind.FAILED, name + ": no space left on device");
    }
    files.put(name, content);
  }

  @Override
  public void append(String name, byte[] line) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(String name) {
    files.remove(name);
  }

  @Override
  public List<String> names(String folder) {
    return files.keySet().stream()
        .filter(name -> name.startsWith(folder + "/"))
        .map(name -> name.substring(folder.length() + 1))
        .toList();
  }

  @Override
  public void close() {}
}
