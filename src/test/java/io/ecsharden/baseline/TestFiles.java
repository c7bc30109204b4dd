package io.ecsharden.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Baseline files in memory or below a folder, by relative path. */
final class TestFiles implements BaselineSource {

  private final Map<String, byte[]> files = new HashMap<>();

  TestFiles with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  TestFiles with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  /** Every file in the folder and below it. */
  static TestFiles below(Path folder) throws IOException {
    TestFiles all = new TestFiles();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        all.with(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return all;
  }

  Baseline load(String nameOrFile) throws BadBaseline {
    return new BaselineLoader(TestCatalog.CATALOG, this).load(nameOrFile);
  }

  @Override
  public byte[] read(String path) throws BaselineUnreadable {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new BaselineUnreadable("no such file");
    }
    return bytes;
  }

  @Override
  public String resolve(String base, String relative) {
    return Path.of(base).resolveSibling(relative).normalize().toString();
  }
}
