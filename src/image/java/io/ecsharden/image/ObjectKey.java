package io.ecsharden.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name for an object that stays the same from build to build: the text of a string, the name of a
 * class, and for all others their type and the types of the objects that led to them.
 */
final class ObjectKey {

  private static final String STRING = "java.lang.String";
  private static final String CLASS = "java.lang.Class";
  private static final int PARENTS = 3;
  private static final int TEXT = 100;

  /** Numbers that change from build to build: of lambdas and their classes. */
  private static final Pattern NUMBER = Pattern.compile("(\\$\\$Lambda)?/0x[0-9a-f]+|\\$\\d+$");

  private ObjectKey() {}

  static String of(ImageObject object) {
    Optional<String> name = name(object);
    if (name.isPresent()) {
      return name.get();
    }
    Optional<ImageObject> parent = object.parent();
    if (parent.isPresent() && parent.get().type().equals(STRING)) {
      // the bytes of a string go where it goes
      return of(parent.get());
    }
    StringBuilder key = new StringBuilder(type(object));
    String last = key.toString();
    int parents = 0;
    ImageObject at = object;
    while (parent.isPresent() && parents < PARENTS) {
      at = parent.get();
      Optional<String> named = name(at);
      if (named.isPresent()) {
        return key.append(" < ").append(named.get()).toString();
      }
      // the third link of a chain is like the second
      if (!type(at).equals(last)) {
        last = type(at);
        key.append(" < ").append(last);
        parents++;
      }
      parent = at.parent();
    }
    if (parent.isEmpty()) {
      key.append(" << ").append(NUMBER.matcher(at.root()).replaceAll(""));
    }
    return key.toString();
  }

  private static String type(ImageObject object) {
    return NUMBER.matcher(object.type()).replaceAll("");
  }

  /** The key of a string or a class. */
  private static Optional<String> name(ImageObject object) {
    return switch (object.type()) {
      case STRING -> object.value().map(value -> quoted(value.toString()));
      case CLASS -> object.value().map(value -> NUMBER.matcher(value.toString()).replaceAll(""));
      default -> Optional.empty();
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .limit(TEXT)
        .forEach(c -> {
          if (c >= ' ' && c <= '~') {
            quoted.append((char) c);
          } else {
            quoted.append("\\u").append(Integer.toHexString(c));
          }
        });
    if (text.length() > TEXT) {
      quoted.append("... ").append(Integer.toHexString(text.hashCode()));
    }
    return quoted.append('"').toString();
  }
}
