package io.ecsharden.repair;

import io.ecsharden.machine.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line for each run that has a receipt, oldest first, also for those whose receipts are gone.
 * It keeps the newest lines: a program that runs for years must not fill the disk.
 */
final class HistoryLog {

  static final String NAME = "history.jsonl";

  /** Lines. Each has about 100 bytes. */
  static final int MOST_LINES = 1000;

  /** Lines that only another program can have written may be long. */
  static final int MOST_BYTES = 256 << 10;

  private final State state;

  HistoryLog(State state) {
    this.state = state;
  }

  /** Adds the line of a run, unless it is there. The oldest lines go where there are too many. */
  void add(Receipt receipt) throws IOException {
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
    byte[] past = state.read(NAME).orElse(new byte[0]);
    if (new String(past, StandardCharsets.UTF_8).contains(line)) {
      return;
    }
    int from = newest(past);
    // the end of a line that a full disk did not take
    boolean torn = from < past.length && past[past.length - 1] != '\n';
    byte[] added = ((torn ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8);
    if (from == 0) {
      state.append(NAME, added);
    } else {
      // a whole new file takes the place of the old one: no moment without a history
      byte[] kept = Arrays.copyOfRange(past, from, past.length + added.length);
      System.arraycopy(added, 0, kept, past.length - from, added.length);
      state.write(NAME, kept);
    }
  }

  /** Where those lines begin that stay beside a new one. */
  private static int newest(byte[] past) {
    int lines = 1;
    int from = past.length;
    for (int i = past.length - 1; i >= 0; i--) {
      boolean begins = i == 0 || past[i - 1] == '\n';
      if (begins) {
        lines++;
        if (lines > MOST_LINES || past.length - i > MOST_BYTES) {
          return from;
        }
        from = i;
      }
    }
    return 0;
  }
}
