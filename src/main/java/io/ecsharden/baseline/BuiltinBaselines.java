package io.ecsharden.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The baselines inside the program. Their bytes are read when this class is initialised, and {@link
 * #parsed} keeps its result. A native image that initialises classes at build time has both in its
 * heap, provided that a static initializer calls {@link #parsed} with the product's catalog: then
 * no YAML is parsed at run time, unless a user's file is.
 */
public final class BuiltinBaselines {

  private static final String DEFAULT = "default";
  private static final String STRICT = "strict";

  private static final byte[] DEFAULT_BYTES = resource(DEFAULT);
  private static final byte[] STRICT_BYTES = resource(STRICT);

  private record Parsed(ControlCatalog catalog, SortedMap<String, Baseline> baselines) {}

  /** One entry but in tests. A list, since an image heap keeps its order without hash codes. */
  private static final List<Parsed> PARSED = new ArrayList<>();

  private BuiltinBaselines() {}

  /** {@code default} and {@code strict}; each extends only names before it. */
  public static List<String> names() {
    return List.of(DEFAULT, STRICT);
  }

  /** The file of a built-in baseline, comments and all; empty for another name. */
  public static Optional<byte[]> text(String name) {
    return switch (name) {
      case DEFAULT -> Optional.of(DEFAULT_BYTES.clone());
      case STRICT -> Optional.of(STRICT_BYTES.clone());
      default -> Optional.empty();
    };
  }

  /**
   * All built-in baselines by name. Parsed once for each catalog.
   *
   * @throws IllegalStateException a baseline and the catalog do not fit: an error of the program
   */
  public static synchronized SortedMap<String, Baseline> parsed(ControlCatalog catalog) {
    for (Parsed known : PARSED) {
      if (known.catalog().equals(catalog)) {
        return known.baselines();
      }
    }
    SortedMap<String, Baseline> baselines = parse(catalog);
    PARSED.add(new Parsed(catalog, baselines));
    return baselines;
  }

  static Optional<Baseline> named(String name, ControlCatalog catalog) {
    return names().contains(name)
        ? Optional.ofNullable(parsed(catalog).get(name))
        : Optional.empty();
  }

  private static SortedMap<String, Baseline> parse(ControlCatalog catalog) {
    SortedMap<String, Baseline> baselines = new TreeMap<>();
    LayerReader reader = new LayerReader(catalog);
    for (String name : names()) {
      Problems problems = new Problems("builtin:" + name);
      Optional<Layer> layer = reader.read("builtin:" + name, text(name).orElseThrow(), problems);
      if (layer.isEmpty() || !problems.inOrder().isEmpty()) {
        throw new IllegalStateException("a built-in baseline is bad: " + problems.inOrder());
      }
      baselines.put(name, Overlay.apply(base(layer.get(), baselines, catalog), layer.get()));
    }
    return Collections.unmodifiableSortedMap(baselines);
  }

  private static Baseline base(
      Layer layer, SortedMap<String, Baseline> baselines, ControlCatalog catalog) {
    return layer
        .extended()
        .map(up -> Optional.ofNullable(baselines.get(up.reference())).orElseThrow())
        .orElseGet(() -> Overlay.ground(catalog));
  }

  private static byte[] resource(String name) {
    try (InputStream in = BuiltinBaselines.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the built-in baseline " + name + " is not in the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
