package io.ecsharden.app;

import io.ecsharden.baseline.BaselineLoader;
import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Baselines in the process's own file system, which need not be the instance's. */
final class LocalFiles implements BaselineSource {

  /** The name of what comes from standard input. */
  static final String STANDARD_INPUT = "standard input";

  private final HostRoot files;
  private final Optional<InputStream> input;
  private final Optional<FileFact> known;

  /**
   * @param input stands for {@link #STANDARD_INPUT}, where that is the baseline
   * @param files this process's own file system
   * @param known a file that was read already
   */
  LocalFiles(Optional<InputStream> input, HostRoot files, Optional<FileFact> known) {
    this.input = input;
    this.files = files;
    this.known = known;
  }

  @Override
  public byte[] read(String path) throws BaselineUnreadable {
    if (input.isPresent() && path.equals(STANDARD_INPUT)) {
      return readInput(input.get());
    }
    try {
      return switch (file(Path.of(path).toAbsolutePath().toString())) {
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

  private FileFact file(String path) {
    return known.filter(fact -> fact.path().equals(path)).orElseGet(() -> files.read(path));
  }

  private static byte[] readInput(InputStream input) throws BaselineUnreadable {
    try {
      return input.readNBytes(BaselineLoader.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new BaselineUnreadable(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String resolve(String base, String relative) throws InvalidPathException {
    return Path.of(base).resolveSibling(relative).normalize().toString();
  }
}
