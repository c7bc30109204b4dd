package io.ecsharden.repair;

import io.ecsharden.facts.HostFacts;
import io.ecsharden.plan.RepairableFiles;
import io.ecsharden.plan.Restart;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every receipt and journal of this program obeys. A record that does not is somebody else's:
 * it would be acted on as root.
 */
final class ReceiptRules {

  private static final List<String> RESTARTED =
      List.of(
          Restart.DAEMON_RELOAD.id(),
          AgentAwaiter.AGENT_UNIT,
          AgentAwaiter.DOCKER_UNIT,
          HostFacts.BLOCK_UNIT);

  private static final String ID = "00000000T000000.000Z";
  private static final int DIGEST = 64;
  private static final int LONGEST_VERB = 32;

  private ReceiptRules() {}

  static boolean allow(Receipt receipt) {
    Set<String> paths = new HashSet<>();
    return isId(receipt.id())
        && receipt.undoes().stream().allMatch(ReceiptRules::isId)
        && receipt.sequence() >= 0
        && !receipt.duration().isNegative()
        && isVerb(receipt.verb())
        && receipt.restarts().stream().allMatch(restart -> RESTARTED.contains(restart.what()))
        && receipt.files().stream().allMatch(file -> allows(file) && paths.add(file.path()));
  }

  private static boolean allows(FileRecord file) {
    return RepairableFiles.contains(file.path())
        && (file.before().isPresent() || file.after().isPresent() || file.between().isPresent())
        && allows(file.before())
        && allows(file.after())
        && file.between().stream().allMatch(between -> allows(between.file()));
  }

  private static boolean allows(Optional<Fingerprint> fingerprint) {
    return fingerprint.isEmpty()
        || isDigest(fingerprint.get().sha256())
            && fingerprint.get().mode() >= 0
            && fingerprint.get().mode() <= RepairableFiles.PERMISSIONS;
  }

  /**
   * {@code 20261126T204501.123Z}, or the same with a number behind it: {@code -01}. An id becomes
   * part of names of files.
   */
  static boolean isId(String text) {
    int length = ID.length();
    if (text.length() < length || text.length() > length + 8) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      boolean right =
          ID.charAt(i) == '0' ? isDigit(text.charAt(i)) : text.charAt(i) == ID.charAt(i);
      if (!right) {
        return false;
      }
    }
    String number = text.substring(length);
    return number.isEmpty()
        || number.length() > 1
            && number.charAt(0) == '-'
            && number.chars().skip(1).allMatch(ReceiptRules::isDigit);
  }

  private static boolean isDigest(String text) {
    return text.length() == DIGEST
        && text.chars().allMatch(c -> isDigit(c) || c >= 'a' && c <= 'f');
  }

  private static boolean isVerb(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_VERB
        && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '-');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
