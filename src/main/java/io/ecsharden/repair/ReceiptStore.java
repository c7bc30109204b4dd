package io.ecsharden.repair;

import io.ecsharden.format.Digest;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the program records in its {@link State}: the journal of a run that is not over, a receipt
 * for every run that changed something, what files held before, and a history of one line a run.
 */
public final class ReceiptStore {

  /** The journal's name in the state; it is there while a run is not over. */
  public static final String JOURNAL = "journal.json";

  private static final String HISTORY = "history.jsonl";

  /** Older receipts go, and with them the previous versions that only they speak of. */
  static final int MOST_RECEIPTS = 200;

  private final State state;

  public ReceiptStore(State state) {
    this.state = state;
  }

  /** The journal of a run that is not over. */
  Optional<Receipt> journal() throws IOException {
    Optional<byte[]> bytes = read(JOURNAL);
    return bytes.isEmpty() ? Optional.empty() : Optional.of(parsed(JOURNAL, bytes.get()));
  }

  void journal(Receipt receipt) throws IOException {
    state.write(JOURNAL, ReceiptJson.bytes(receipt));
  }

  /**
   * Writes the receipt and the line of history, and closes the journal. May be done again after it
   * was done in part.
   *
   * @throws MachineException {@code UNRECORDED} when that fails: the files are as the receipt says
   */
  void end(Receipt receipt) throws MachineException {
    try {
      state.write(name(receipt.id()), ReceiptJson.bytes(receipt));
      remember(receipt);
      state.remove(JOURNAL);
      prune();
    } catch (IOException e) {
      StringBuilder done = new StringBuilder();
      for (FileRecord file : receipt.files()) {
        done.append(done.isEmpty() ? "" : ", ").append(file.action()).append(' ');
        done.append(file.path());
      }
      throw new MachineException(
          MachineException.Kind.UNRECORDED,
          receipt.outcome().id()
              + " ("
              + done
              + "), but that could not be recorded: "
              + e.getMessage()
              + "; the next run does that");
    }
  }

  /** Closes the journal of a run that changed nothing. */
  void forget() throws IOException {
    state.remove(JOURNAL);
  }

  private void remember(Receipt receipt) throws IOException {
    String line =
        "{\"id\": \""
            + receipt.id()
            + "\", \"verb\": \""
            + receipt.verb()
            + "\", \"outcome\": \""
            + receipt.outcome().id()
            + "\", \"files\": "
            + receipt.files().size()
            + "}\n";
    String past = state.read(HISTORY).map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
    if (!past.contains(line)) {
      // the end of a line that a full disk did not take
      String torn = past.isEmpty() || past.endsWith("\n") ? "" : "\n";
      state.append(HISTORY, (torn + line).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A receipt. */
  public Optional<Receipt> receipt(String id) throws IOException {
    if (!isId(id)) {
      return Optional.empty();
    }
    Optional<byte[]> bytes = read(name(id));
    return bytes.isEmpty() ? Optional.empty() : Optional.of(parsed(name(id), bytes.get()));
  }

  /**
   * Everything that was recorded.
   *
   * @param receipts those that can be read, oldest first
   * @param unreadable a line for each that cannot
   */
  public record History(List<Receipt> receipts, List<String> unreadable) {
    public History {
      receipts = List.copyOf(receipts);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** All receipts. One that is damaged hides none of the others. */
  public History history() throws IOException {
    List<Receipt> found = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (String id : ids()) {
      try {
        receipt(id).ifPresent(found::add);
      } catch (MachineException e) {
        unreadable.add(e.getMessage());
      }
    }
    return new History(found, unreadable);
  }

  /** The ids of all receipts, oldest first. */
  List<String> ids() throws IOException {
    List<String> names;
    try {
      names = state.names(State.RECEIPTS);
    } catch (MachineException e) {
      throw unreadable(e);
    }
    return names.stream()
        .filter(name -> name.endsWith(".json"))
        .map(name -> name.substring(0, name.length() - ".json".length()))
        .sorted()
        .toList();
  }

  /** The ids that begin with a text, oldest first. */
  public List<String> ids(String prefix) throws IOException {
    return ids().stream().filter(id -> id.startsWith(prefix)).toList();
  }

  /** The last run that changed files and has not been put back. */
  public Optional<Receipt> last() throws IOException {
    Set<String> undone = new HashSet<>();
    for (String id : ids().reversed()) {
      Optional<Receipt> receipt = receipt(id);
      if (receipt.isEmpty() || receipt.get().outcome().isUndone()) {
        continue;
      }
      if (!undone.contains(id)) {
        receipt.get().undoes().ifPresent(undone::add);
      }
      boolean candidate =
          receipt.get().undoes().isEmpty()
              && !receipt.get().files().isEmpty()
              && !undone.contains(id);
      if (candidate) {
        return receipt;
      }
    }
    return Optional.empty();
  }

  /** The id of a new run: that of its time, or the next that is free. */
  Receipt unused(Receipt receipt) throws IOException {
    Receipt candidate = receipt;
    for (int i = 1; read(name(candidate.id())).isPresent(); i++) {
      candidate = receipt.withId(receipt.id() + (i < 10 ? "-0" : "-") + i);
    }
    return candidate;
  }

  /** Keeps what a file holds. */
  void keep(byte[] content) throws IOException {
    String name = State.PREVIOUS + "/" + Digest.of(content);
    Optional<byte[]> kept = state.read(name);
    if (kept.isEmpty() || kept.get().length != content.length) {
      state.write(name, content);
    }
  }

  /** What a file held. */
  byte[] kept(Fingerprint fingerprint) throws IOException {
    Optional<byte[]> bytes = read(State.PREVIOUS + "/" + fingerprint.sha256());
    if (bytes.isEmpty() || !Digest.of(bytes.get()).equals(fingerprint.sha256())) {
      throw new MachineException(
          MachineException.Kind.STATE,
          "the previous version "
              + fingerprint.sha256()
              + " is missing in the state directory, or damaged");
    }
    return bytes.get();
  }

  private void prune() throws IOException {
    List<String> ids = ids();
    if (ids.size() <= MOST_RECEIPTS) {
      return;
    }
    for (String id : ids.subList(0, ids.size() - MOST_RECEIPTS)) {
      state.remove(name(id));
    }
    Set<String> wanted = new HashSet<>();
    for (String id : ids.subList(ids.size() - MOST_RECEIPTS, ids.size())) {
      receipt(id)
          .ifPresent(receipt ->
              receipt
                  .files()
                  .forEach(file -> file.before().map(Fingerprint::sha256).ifPresent(wanted::add)));
    }
    for (String name : state.names(State.PREVIOUS)) {
      if (!wanted.contains(name)) {
        state.remove(State.PREVIOUS + "/" + name);
      }
    }
  }

  private Optional<byte[]> read(String name) throws IOException {
    try {
      return state.read(name);
    } catch (MachineException e) {
      throw unreadable(e);
    }
  }

  private static MachineException unreadable(MachineException e) {
    return e.kind() == MachineException.Kind.PERMISSION
        ? e
        : new MachineException(MachineException.Kind.STATE, e.getMessage());
  }

  private static Receipt parsed(String name, byte[] bytes) throws MachineException {
    return ReceiptParser.parse(bytes)
        .orElseThrow(() ->
            new MachineException(
                MachineException.Kind.STATE,
                name
                    + " in the state directory cannot be understood; it is of another version,"
                    + " or damaged: look at it, and move it away"));
  }

  private static String name(String id) {
    return State.RECEIPTS + "/" + id + ".json";
  }

  /** An id comes from the command line as well, and becomes a name of a file. */
  private static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() < 64
        && id.charAt(0) != '.'
        && id.chars()
            .allMatch(c -> c >= '0' && c <= '9' || c == 'T' || c == 'Z' || c == '.' || c == '-');
  }
}
