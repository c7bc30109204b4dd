package io.ecsharden.settings.unit;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.format.unit.EnvironmentWords;
import io.ecsharden.format.unit.EnvironmentWords.Words;
import io.ecsharden.format.unit.NamedFile;
import io.ecsharden.format.unit.UnitFile;
import io.ecsharden.format.unit.UnitFile.Entry;
import io.ecsharden.settings.value.Origin;
import io.ecsharden.settings.value.Sourced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a unit's files say about its processes' environment.
 *
 * @param variables the assignments that hold, in order: those of {@code DefaultEnvironment=}, which
 *     systemd's manager gives every service, then those of {@code Environment=}
 * @param files the {@code EnvironmentFile=} files that hold, in order, wildcards replaced by what
 *     they match; none when the unit is not installed or could not be read
 * @param notes what systemd drops or what could not be read
 * @param gap what could not be read, and so may say anything
 * @param edges what comes before and after all of that
 */
public record UnitEnvironment(
    List<Variable> variables,
    Optional<List<EnvironmentFile>> files,
    List<String> notes,
    Optional<Gap> gap,
    EnvironmentEdges edges) {

  /** Without {@code PassEnvironment=} and {@code UnsetEnvironment=} lines. */
  public UnitEnvironment(
      List<Variable> variables,
      Optional<List<EnvironmentFile>> files,
      List<String> notes,
      Optional<Gap> gap) {
    this(variables, files, notes, gap, EnvironmentEdges.NONE);
  }

  /**
   * A file of variables.
   *
   * @param path the file, or a pattern that could not be followed
   * @param required whether the unit does not start without it
   * @param where the line that names it
   */
  public record EnvironmentFile(String path, boolean required, Origin where) {}

  /**
   * A file of the unit that could not be read.
   *
   * @param reason why, naming the file
   * @param before how many of {@code files} stand before it: it may name another one, which beats
   *     those and every {@code Environment=}
   */
  public record Gap(String reason, int before) {}

  /** An assignment and where it stands. */
  public record Variable(String key, Sourced source) {}

  /**
   * @param manager the manager's files, in the order in which systemd applies them
   */
  public static UnitEnvironment of(UnitFacts unit, List<FileFact> manager) {
    List<Variable> inherited = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    List<EnvironmentFile> environmentFiles = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Optional<Gap> gap = Optional.empty();
    for (FileFact file : manager) {
      if (file instanceof FileFact.Unreadable unreadable) {
        String reason = unreadable.path() + " could not be read: " + unreadable.detail();
        notes.add(reason);
        gap = Optional.of(new Gap(reason, 0));
      }
      for (Entry entry : UnitFile.parse(file.bytesOrEmpty()).entries()) {
        if (entry.section().equals("Manager") && entry.name().equals("DefaultEnvironment")) {
          environment(entry.value(), Origin.line(file.path(), entry.line()), inherited, notes);
        }
      }
    }
    List<FileFact> all = new ArrayList<>();
    unit.fragment().ifPresent(all::add);
    all.addAll(unit.dropIns());
    for (FileFact fact : all) {
      switch (fact) {
        case FileFact.Content content -> read(unit, content, variables, environmentFiles, notes);
        case FileFact.Unreadable unreadable -> {
          String reason = unreadable.path() + " could not be read: " + unreadable.detail();
          notes.add(reason);
          if (unreadable.mayHoldMore()) {
            gap = Optional.of(new Gap(reason, environmentFiles.size()));
          }
        }
        case FileFact.Absent absent -> {}
      }
    }
    Optional<List<EnvironmentFile>> files =
        unit.fragment()
            .filter(FileFact.Content.class::isInstance)
            .map(fragment -> List.copyOf(environmentFiles));
    int named = environmentFiles.size();
    inherited.addAll(variables);
    return new UnitEnvironment(
        List.copyOf(inherited),
        files,
        List.copyOf(notes),
        gap.map(g -> new Gap(g.reason(), Math.min(g.before(), named))),
        EnvironmentEdges.of(all));
  }

  private static void read(
      UnitFacts unit,
      FileFact.Content file,
      List<Variable> variables,
      List<EnvironmentFile> files,
      List<String> notes) {
    for (Entry entry : UnitFile.parse(file.bytes()).entries()) {
      if (!entry.section().equals("Service")) {
        continue;
      }
      Origin origin = Origin.line(file.path(), entry.line());
      switch (entry.name()) {
        case "Environment" -> environment(entry.value(), origin, variables, notes);
        case "EnvironmentFile" -> environmentFile(unit, entry.value(), origin, files);
        default -> {}
      }
    }
  }

  private static void environment(
      String value, Origin origin, List<Variable> variables, List<String> notes) {
    if (value.isEmpty()) {
      variables.clear();
      return;
    }
    Words words = EnvironmentWords.of(value);
    for (String assignment : words.assignments()) {
      int equals = assignment.indexOf('=');
      String key = assignment.substring(0, equals);
      variables.add(new Variable(key, Sourced.of(key, assignment.substring(equals + 1), origin)));
    }
    if (!words.lost().isEmpty() || words.refusal().isPresent()) {
      notes.add(origin.display() + ": systemd drops a part of this Environment= line");
    }
  }

  private static void environmentFile(
      UnitFacts unit, String value, Origin origin, List<EnvironmentFile> files) {
    if (value.isEmpty()) {
      files.clear();
      return;
    }
    NamedFile.of(value)
        .ifPresent(file -> {
          List<String> paths =
              unit.environmentFiles().getOrDefault(file.path(), List.of(file.path()));
          for (String path : paths) {
            files.add(new EnvironmentFile(path, file.required(), origin));
          }
          if (paths.isEmpty() && file.required()) {
            files.add(new EnvironmentFile(file.path(), true, origin));
          }
        });
  }
}
