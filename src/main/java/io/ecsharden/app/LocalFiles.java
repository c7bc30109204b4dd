package io.ecsharden.app;

import io.ecsharden.baseline.BaselineSource;
import io.ecsharden.baseline.BaselineUnreadable;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.facts.FileFact;
import io.ecsharden.host.files.HostRoot;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Baselines in the process's own file system, which need not be the instance's. */
final class LocalFiles implements BaselineSource {

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
