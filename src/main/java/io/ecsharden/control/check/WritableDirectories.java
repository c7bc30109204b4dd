package io.ecsharden.control.check;

import io.ecsharden.control.Detail;
import io.ecsharden.control.Remedy;
import io.ecsharden.facts.Access;
import io.ecsharden.facts.Access.Intruder;
import io.ecsharden.facts.AccessFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Directories on the way to the agent's files in which somebody else can swap files. */
final class WritableDirectories {

  private WritableDirectories() {}

  /** One of them. */
  record Found(String path, Intruder intruder) {

    void addTo(List<Detail> details, List<Remedy> remedies) {
      String command = intruder.remedy() + " " + path;
      details.add(
          ConfigOwner.detail(
              "writable-directory",
              path,
              "The directory " + intruder.verb() + ", who can put another file there",
              "Run " + command));
      remedies.add(
          new Remedy.ByHand(
              "the directory "
                  + path
                  + " "
                  + intruder.verb()
                  + ": find out what was put there, then run "
                  + command));
    }
  }

  /**
   * Finds them.
   *
   * @param judged whether owners and groups count, and not only what everybody can write
   */
  static List<Found> of(AccessFacts access, boolean judged) {
    Map<String, Found> found = new LinkedHashMap<>();
    for (String file : ConfigFiles.ALL) {
      List<Access> directories = access.directories(file);
      for (int i = 0; i < directories.size(); i++) {
        Access directory = directories.get(i);
        boolean last = i == directories.size() - 1;
        if (judged || directory.isOpenToEverybody(last)) {
          directory
              .intruder(last, judged ? 0 : directory.uid(), judged ? 0 : directory.gid())
              .ifPresent(intruder ->
                  found.putIfAbsent(directory.path(), new Found(directory.path(), intruder)));
        }
      }
    }
    return List.copyOf(found.values());
  }
}
