package io.ecsharden.app;

import io.ecsharden.aws.parameter.ParameterName;
import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.baseline.Problem;
import io.ecsharden.control.check.Controls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** From a name to a baseline: a built-in one, a file, or a parameter of Systems Manager. */
final class BaselineResolver {

  /** Made while the image is built, so that no YAML is parsed for the built-in ones. */
  private static final SortedMap<String, Baseline> BUILTIN =
      BuiltinBaselines.parsed(Controls.catalog());

  private BaselineResolver() {}

  /**
   * Loads the baseline. Only one of Systems Manager needs the network, and waits first.
   *
   * @throws StopException with every mistake in it
   */
  static Baseline resolve(RunContext context, BaselineRequest request, SystemsManager service)
      throws StopException {
    String name = request.name();
    Optional<Baseline> builtin = Optional.ofNullable(BUILTIN.get(name));
    if (builtin.isPresent()) {
      return builtin.get();
    }
    try {
      if (!name.startsWith(ParameterName.PREFIX)) {
        return new BaselineLoader(Controls.catalog(), new LocalFiles()).load(name);
      }
      Optional<ParameterName> parameter = ParameterName.parse(name);
      if (parameter.isEmpty()) {
        throw new StopException(
            Stop.Reason.WRONG_REQUEST, name + ": this is not the name of a parameter");
      }
      service.pause();
      return new ParameterBaseline(context, parameter.get(), request.maxAge())
          .load(service.forBaseline());
    } catch (BadBaseline e) {
      throw new StopException(mistakes(name, e.problems()));
    }
  }

  /** The built-in default. */
  static Baseline builtinDefault() {
    return Optional.ofNullable(BUILTIN.get("default")).orElseThrow();
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
            + "; nothing was audited");
    return new Stop(Stop.Reason.BAD_BASELINE, lines);
  }
}
