package io.ecsharden.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file with all objects of an image, a line each: offset, size and key. */
final class ObjectList {

  private final Path file;

  ObjectList(String file) {
    this.file = Path.of(file);
  }

  void write(List<ImageObject> objects) {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (ImageObject object : objects) {
        out.write(object.offset() + "\t" + object.size() + "\t" + object.key() + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
