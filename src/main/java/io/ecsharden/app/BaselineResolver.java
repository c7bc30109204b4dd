package io.ecsharden.app;

import io.ecsharden.aws.parameter.ParameterName;
import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.baseline.Problem;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.host.files.Lookups;
import io.ecsharden.machine.Budget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** From a name to a baseline: a built-in one, a file, or a parameter of Systems Manager. */
final class BaselineResolver {

  /** Made while the image is built, so that no YAML is parsed for the built-in ones. */
  private static final SortedMap<String, Baseline> BUILTIN =
      BuiltinBaselines.parsed(Controls.catalog());

  private static final Path OWN = Path.of("/");

  private BaselineResolver() {}

  /**
   * Loads the baseline. Only one of Systems Manager needs the network, and waits first.
   *
   * @throws StopException with every mistake in it
   */
  static Baseline resolve(RunContext context, BaselineRequest request, SystemsManager service)
      throws StopException {
    return resolve(context, request, service, new HostRoot(OWN));
  }

  /**
   * The same, and keeps a list of the files that were looked at in this process's own file system.
   *
   * @param lookups the list
   */
  static Baseline resolve(
      RunContext context, BaselineRequest request, SystemsManager service, Lookups lookups)
      throws StopException {
    return resolve(context, request, service, new HostRoot(OWN, lookups));
  }

  private static Baseline resolve(
      RunContext context, BaselineRequest request, SystemsManager service, HostRoot own)
      throws StopException {
    if (request.name().isPresent()) {
      return load(context, request.name().get(), request, service, own, Optional.empty())
          .chosenBy(Baseline.Choice.OPTION);
    }
    DefaultBaseline found =
        DefaultBaseline.find(
            own, Optional.ofNullable(context.environment().get(DefaultBaseline.VARIABLE)));
    found.ignored().ifPresent(context.messages()::warning);
    if (found.file().orElse(null) instanceof FileFact.Unreadable file) {
      throw new StopException(
          Stop.Reason.BAD_BASELINE, file.path() + ": cannot read the baseline: " + file.detail());
    }
    return load(context, found.name(), request, service, own, found.file())
        .chosenBy(found.choice());
  }

  private static Baseline load(
      RunContext context,
      String name,
      BaselineRequest request,
      SystemsManager service,
      HostRoot own,
      Optional<FileFact> known)
      throws StopException {
    Optional<Baseline> builtin = Optional.ofNullable(BUILTIN.get(name));
    if (builtin.isPresent()) {
      return builtin.get();
    }
    Baseline baseline = read(context, name, request, service, own, known);
    baseline.warnings().forEach(problem -> context.messages().warning("warning: " + problem));
    return baseline;
  }

  private static Baseline read(
      RunContext context,
      String name,
      BaselineRequest request,
      SystemsManager service,
      HostRoot own,
      Optional<FileFact> known)
      throws StopException {
    boolean input = name.equals("-");
    try {
      if (!name.startsWith(ParameterName.PREFIX)) {
        LocalFiles files =
            new LocalFiles(
                input ? Optional.of(request.standardInput()) : Optional.empty(), own, known);
        return new BaselineLoader(Controls.catalog(), files)
            .load(input ? LocalFiles.STANDARD_INPUT : name);
      }
      Optional<ParameterName> parameter = ParameterName.parse(name);
      if (parameter.isEmpty()) {
        throw new StopException(
            Stop.Reason.WRONG_REQUEST, name + ": this is not the name of a parameter");
      }
      service.pause();
      try (Budget.Share share = service.forBaseline()) {
        return new ParameterBaseline(context, parameter.get(), request.maxAge())
            .load(service.settings(share));
      }
    } catch (BadBaseline e) {
      throw new StopException(mistakes(input ? LocalFiles.STANDARD_INPUT : name, e.problems()));
    }
  }

  /** The built-in default. */
  static Baseline builtinDefault() {
    return Optional.ofNullable(BUILTIN.get("default"))
        .orElseThrow()
        .chosenBy(Baseline.Choice.BUILT_IN);
  }

  private static Stop mistakes(String name, List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      lines.add(problem.toString());
    }
    int count = problems.size();
    lines.add(
        "the baseline "
            + name
            + " has "
            + count
            + (count == 1 ? " mistake" : " mistakes")
            + ", and is not used");
    return new Stop(Stop.Reason.BAD_BASELINE, lines);
  }
}
