package io.ecsharden.repair;

import io.ecsharden.format.Digest;
import io.ecsharden.machine.MachineException;
import io.ecsharden.machine.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the program records in its {@link State}: the journal of a run that is not over, a receipt
 * for every run that changed something, what files held before, and a history of one line a run.
 */
public final class ReceiptStore {

  /** The journal's name in the state; it is there while a run is not over. */
  public static final String JOURNAL = "journal.json";

  private static final String SUFFIX = ".json";

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
   * was done in part. Files that are as before are no part of a receipt.
   *
   * @throws MachineException {@code UNRECORDED} when that fails: the files are as the receipt says
   */
  void end(Receipt ended) throws MachineException {
    Receipt receipt = ended.withoutUnchanged();
    try {
      if (receipt.sequence() == 0 && state.read(name(receipt.id())).isEmpty()) {
        // the journal of an earlier build
        receipt = receipt.as(receipt.id(), history().next());
      }
      state.write(name(receipt.id()), ReceiptJson.bytes(receipt));
      new HistoryLog(state).add(receipt);
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

  /** A receipt. */
  public Optional<Receipt> receipt(String id) throws IOException {
    if (!ReceiptRules.isId(id)) {
      return Optional.empty();
    }
    Optional<byte[]> bytes = read(name(id));
    return bytes.isEmpty() ? Optional.empty() : Optional.of(parsed(name(id), bytes.get()));
  }

  /**
   * Everything that was recorded.
   *
   * @param receipts those that can be read, in the order of the runs
   * @param unreadable a line for each that cannot, by its id
   */
  public record History(List<Receipt> receipts, Map<String, String> unreadable) {
    public History {
      receipts = List.copyOf(receipts);
    }

    /** The number of the next run. Receipts of earlier builds have none, and come first. */
    long next() {
      return receipts.isEmpty() ? 1 : receipts.getLast().sequence() + 1;
    }
  }

  /** All receipts. One that is damaged hides none of the others. */
  public History history() throws IOException {
    List<Receipt> found = new ArrayList<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (String id : ids()) {
      try {
        receipt(id).ifPresent(found::add);
      } catch (MachineException e) {
        unreadable.put(id, String.valueOf(e.getMessage()));
      }
    }
    // the clock may have been set back in between
    found.sort(Comparator.comparingLong(Receipt::sequence).thenComparing(Receipt::id));
    return new History(found, unreadable);
  }

  /** The ids of all receipts, by the clock. */
  List<String> ids() throws IOException {
    List<String> names;
    try {
      names = state.names(State.RECEIPTS);
    } catch (MachineException e) {
      throw unreadable(e);
    }
    return names.stream()
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .filter(ReceiptRules::isId)
        .sorted()
        .toList();
  }

  /** The ids that begin with a text, by the clock. */
  public List<String> ids(String prefix) throws IOException {
    return ids().stream().filter(id -> id.startsWith(prefix)).toList();
  }

  /**
   * The last run that changed files and has not been put back.
   *
   * @throws MachineException {@code STATE} where a receipt that may be a later one is damaged
   */
  public Optional<Receipt> last() throws IOException {
    Set<String> undone = new HashSet<>();
    History history = history();
    Optional<Receipt> last = Optional.empty();
    for (Receipt receipt : history.receipts().reversed()) {
      if (receipt.outcome().isUndone()) {
        continue;
      }
      if (!undone.contains(receipt.id())) {
        receipt.undoes().ifPresent(undone::add);
      }
      boolean candidate =
          receipt.undoes().isEmpty() && receipt.changesFiles() && !undone.contains(receipt.id());
      if (candidate) {
        last = Optional.of(receipt);
        break;
      }
    }
    for (Map.Entry<String, String> damaged : history.unreadable().entrySet()) {
      if (last.isEmpty() || damaged.getKey().compareTo(last.get().id()) > 0) {
        throw new MachineException(MachineException.Kind.STATE, damaged.getValue());
      }
    }
    return last;
  }

  /** A new run: with the number after the last one, and the id of its time or the next free one. */
  Receipt unused(Receipt receipt) throws IOException {
    String id = receipt.id();
    for (int i = 1; read(name(id)).isPresent(); i++) {
      id = receipt.id() + (i < 10 ? "-0" : "-") + i;
    }
    return receipt.as(id, history().next());
  }

  /** Keeps what a file holds. */
  void keep(byte[] content) throws IOException {
    String name = State.PREVIOUS + "/" + Digest.of(content);
    Optional<byte[]> kept = state.read(name);
    if (kept.isEmpty() || !Arrays.equals(kept.get(), content)) {
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
    int surplus = ids().size() - MOST_RECEIPTS;
    if (surplus <= 0) {
      return;
    }
    History history = history();
    int oldest = Math.min(surplus, history.receipts().size());
    for (Receipt receipt : history.receipts().subList(0, oldest)) {
      state.remove(name(receipt.id()));
    }
    if (!history.unreadable().isEmpty()) {
      // nobody knows which previous versions those speak of
      return;
    }
    Set<String> wanted = new HashSet<>();
    for (Receipt receipt : history.receipts().subList(oldest, history.receipts().size())) {
      receipt
          .files()
          .forEach(file -> file.before().map(Fingerprint::sha256).ifPresent(wanted::add));
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
        .filter(receipt -> name.equals(JOURNAL) || name.equals(name(receipt.id())))
        .orElseThrow(() ->
            new MachineException(
                MachineException.Kind.STATE,
                name
                    + " in the state directory cannot be understood; it is of another version,"
                    + " damaged, or not written by this program: look at it, and move it away"));
  }

  private static String name(String id) {
    return State.RECEIPTS + "/" + id + SUFFIX;
  }
}
