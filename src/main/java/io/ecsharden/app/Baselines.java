package io.ecsharden.app;

import io.ecsharden.baseline.BadBaseline;
import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.baseline.Problem;
import io.ecsharden.cli.Console;
import io.ecsharden.cli.ExitCode;
import io.ecsharden.cli.Failure;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.report.Style;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** From a name or a file to a baseline. Paths are this process's own, not the instance's. */
public final class Baselines {

  /** Made while the image is built, so that no YAML is parsed for the built-in ones. */
  private static final java.util.SortedMap<String, Baseline> BUILTIN =
      BuiltinBaselines.parsed(Controls.catalog());

  private Baselines() {}

  public static Baseline load(String nameOrFile, Console console) throws Failure {
    Optional<Baseline> builtin = Optional.ofNullable(BUILTIN.get(nameOrFile));
    if (builtin.isPresent()) {
      return builtin.get();
    }
    return loaded(
        nameOrFile,
        () -> new BaselineLoader(Controls.catalog(), new LocalFiles()).load(nameOrFile),
        console);
  }

  /** One from Parameter Store. */
  public static Baseline load(String name, ParameterBaseline source, Console console)
      throws Failure {
    return loaded(name, () -> source.load(console), console);
  }

  private interface Loading {
    Baseline load() throws BadBaseline, Failure;
  }

  private static Baseline loaded(String name, Loading loading, Console console) throws Failure {
    try {
      return loading.load();
    } catch (BadBaseline e) {
      for (Problem problem : e.problems()) {
        console.error(Style.safe(problem.toString()));
      }
      int count = e.problems().size();
      throw new Failure(
          ExitCode.BAD_BASELINE,
          "the baseline "
              + Style.safe(name)
              + " has "
              + count
              + (count == 1 ? " mistake" : " mistakes")
              + "; nothing was audited");
    }
  }

  /** The process's own file system. */
  private static final class LocalFiles implements BaselineSource {

    private final HostRoot files = new HostRoot(Path.of("/"));

    @Override
    public byte[] read(String path) throws BaselineUnreadable {
      try {
        return switch (files.read(Path.of(path).toAbsolutePath().toString())) {
          case FileFact.Content content -> content.bytes();
          case FileFact.Absent absent ->
              throw new BaselineUnreadable(
                  "no such file; built in are " + String.join(" and ", BuiltinBaselines.names()));
          case FileFact.Unreadable unreadable -> throw new BaselineUnreadable(unreadable.detail());
        };
      } catch (InvalidPathException e) {
        throw new BaselineUnreadable("this is not a path");
      }
    }

    @Override
    public String resolve(String base, String relative) throws InvalidPathException {
      return Path.of(base).resolveSibling(relative).normalize().toString();
    }
  }
}
