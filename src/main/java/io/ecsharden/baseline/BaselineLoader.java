package io.ecsharden.baseline;

import io.ecsharden.format.Location;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads a baseline with all that it extends. Reads through its {@link BaselineSource} only; safe
 * for several threads if that is.
 */
public final class BaselineLoader {

  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int DEEPEST = 8;

  private final ControlCatalog catalog;
  private final BaselineSource source;

  public BaselineLoader(ControlCatalog catalog, BaselineSource source) {
    this.catalog = catalog;
    this.source = source;
  }

  /**
   * The baseline of this name or in this file. A built-in name wins over a file of that name, which
   * can be had as {@code ./default}.
   *
   * @throws BadBaseline with every mistake in the file and in all that it extends
   */
  public Baseline load(String nameOrFile) throws BadBaseline {
    Optional<Baseline> builtin = BuiltinBaselines.named(nameOrFile, catalog);
    return builtin.isPresent() ? builtin.get() : new Loading().load(nameOrFile);
  }

  /** One call of {@link #load}: its files so far, each with its mistakes. */
  private final class Loading {

    private final List<String> paths = new ArrayList<>();
    private final List<Problems> problems = new ArrayList<>();

    Baseline load(String path) throws BadBaseline {
      Problems here = enter(path);
      Optional<Baseline> baseline =
          read(path, path, here.file(), here).flatMap(bytes -> parse(path, bytes, here));
      List<Problem> found = problems.stream().flatMap(file -> file.inOrder().stream()).toList();
      if (!found.isEmpty()) {
        throw new BadBaseline(found);
      }
      List<Problem> warnings =
          problems.stream().flatMap(file -> file.warningsInOrder().stream()).toList();
      return baseline.orElseThrow().withWarnings(warnings);
    }

    private Problems enter(String path) {
      Problems here = new Problems(path);
      paths.add(path);
      problems.add(here);
      return here;
    }

    private Optional<Baseline> parse(String path, byte[] bytes, Problems here) {
      Optional<Layer> layer = new LayerReader(catalog).read(path, bytes, here);
      Optional<Baseline> base = layer.flatMap(Layer::extended).flatMap(up -> base(path, up, here));
      return layer.map(over -> Overlay.apply(base.orElseGet(() -> Overlay.ground(catalog)), over));
    }

    /** What the file at {@code path} extends; empty when that has a problem. */
    private Optional<Baseline> base(String path, Layer.Extends up, Problems here) {
      if (paths.size() > DEEPEST) {
        here.add(up.at(), "more than " + DEEPEST + " baselines that extend one another");
        return Optional.empty();
      }
      Optional<Baseline> builtin = BuiltinBaselines.named(up.reference(), catalog);
      return builtin.isPresent() ? builtin : file(path, up, here);
    }

    private Optional<Baseline> file(String path, Layer.Extends up, Problems here) {
      Optional<String> next = resolve(path, up, here);
      if (next.isPresent() && paths.contains(next.get())) {
        String message = "the baseline extends itself through " + Quote.of(up.reference());
        here.add(up.at(), message);
        return Optional.empty();
      }
      return next.flatMap(file ->
          read(file, up.reference(), up.at(), here)
              .flatMap(bytes -> parse(file, bytes, enter(file))));
    }

    private Optional<String> resolve(String path, Layer.Extends up, Problems here) {
      try {
        return Optional.of(source.resolve(path, up.reference()));
      } catch (InvalidPathException e) {
        unreadable(up.reference(), "not a path here", up.at(), here);
        return Optional.empty();
      }
    }

    private Optional<byte[]> read(String path, String written, Location at, Problems here) {
      try {
        return Optional.of(source.read(path));
      } catch (BaselineUnreadable e) {
        unreadable(written, String.valueOf(e.getMessage()), at, here);
      } catch (InvalidPathException e) {
        unreadable(written, "not a path here", at, here);
      }
      return Optional.empty();
    }

    private void unreadable(String written, String why, Location at, Problems here) {
      String message = "cannot read the baseline " + Quote.of(written) + ": " + why;
      here.add(at, message, DidYouMean.hint(written, BuiltinBaselines.names()));
    }
  }
}
