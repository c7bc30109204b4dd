package io.ecsharden.plan;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.Lines;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.secrets.SecretFinder;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Which lines of a file hold secrets. A line is looked at when somebody asks for it. */
final class SecretLines {

  /** No line holds one. */
  static final IntPredicate NONE = line -> false;

  private SecretLines() {}

  /**
   * Tells of a line, by its number from 1, whether its bytes have to stay where they are.
   *
   * @param lines the file's
   */
  static IntPredicate in(FileFact.Content file, Lines lines) {
    if (file.path().equals(HostFacts.JSON_CONFIG)) {
      return inJson(file);
    }
    BitSet asked = new BitSet();
    BitSet secret = new BitSet();
    return line -> {
      if (line < 1 || line > lines.count()) {
        return false;
      }
      if (!asked.get(line)) {
        asked.set(line);
        boolean known = lines.repeats(line - 1) && asked.get(line - 1);
        secret.set(line, known ? secret.get(line - 1) : SecretFinder.isIn(lines, line - 1));
      }
      return secret.get(line);
    };
  }

  /** Of a value that goes over several lines, all of them; of what is no JSON, line by line. */
  private static IntPredicate inJson(FileFact.Content file) {
    BitSet secret = new BitSet();
    SecretFinder.findInJson(file.bytes()).forEach(found -> secret.set(found.line()));
    JsonDocument document = JsonDocument.parse(file.bytes());
    if (document.root().orElse(null) instanceof JsonObject object) {
      for (Member member : object.members()) {
        int first = document.lineOf(member.start());
        if (secret.get(first)) {
          secret.set(
              first, document.lineOf(Math.max(member.start(), member.value().end() - 1)) + 1);
        }
      }
    }
    return line -> line > 0 && secret.get(line);
  }
}
