package io.ecsharden.fix;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.format.json.JsonDocument;
import io.ecsharden.format.json.JsonValue.JsonObject;
import io.ecsharden.format.json.JsonValue.Member;
import io.ecsharden.settings.SecretFinder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lines of a file that hold secrets. */
final class Secrets {

  private Secrets() {}

  /** Their numbers, from 1; of a value that goes over several lines, all of them. */
  static Set<Integer> lines(FileFact.Content file) {
    List<SecretFinder.Secret> secrets = SecretFinder.find(file);
    if (secrets.isEmpty()) {
      return Set.of();
    }
    Set<Integer> lines = new HashSet<>();
    secrets.forEach(secret -> lines.add(secret.line()));
    if (file.path().equals(HostFacts.JSON_CONFIG)) {
      JsonDocument document = JsonDocument.parse(file.bytes());
      if (document.root().orElse(null) instanceof JsonObject object) {
        for (Member member : object.members()) {
          int first = document.lineOf(member.start());
          if (lines.contains(first)) {
            int last = document.lineOf(Math.max(member.start(), member.value().end() - 1));
            for (int line = first; line <= last; line++) {
              lines.add(line);
            }
          }
        }
      }
    }
    return lines;
  }
}
