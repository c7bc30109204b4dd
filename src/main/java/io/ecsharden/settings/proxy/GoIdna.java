package io.ecsharden.settings.proxy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ASCII form of a host name, as {@code idnaASCII} of {@code httpproxy} gives it: ASCII as it
 * is, all else through {@code golang.org/x/net/idna}'s {@code Lookup.ToASCII} (UTS #46, not
 * transitional), and a name that it refuses as it is.
 *
 * <p>Exact for ASCII. For the rest it is an approximation without the tables of UTS #46: Unicode's
 * compatibility mapping and lower case stand for its mapping; what no host can hold is refused by
 * general category; zero-width joiners are refused everywhere; the Bidi rule is not checked; and
 * labels that begin with {@code xn--} are kept unseen. The JDK's {@code java.net.IDN} is further
 * off: it has the rules of 2003 and the letters of Unicode 3.2.
 */
final class GoIdna {

  private GoIdna() {}

  static String toAscii(String name) {
    return GoStrings.isAscii(name) ? name : map(name).flatMap(GoIdna::encode).orElse(name);
  }

  private static Optional<String> map(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    name.codePoints().filter(c -> !isIgnored(c)).forEach(kept::appendCodePoint);
    // the two capitals whose lower case is more than one letter
    String single = kept.toString().replace("\u1E9E", "ss").replace("\u0130", "i\u0307");
    String folded = compose(GoStrings.lower(compose(single))).replace('\u3002', '.');
    return folded.codePoints().allMatch(GoIdna::isValid) ? Optional.of(folded) : Optional.empty();
  }

  private static String compose(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** Soft hyphen, variation selectors and their kind. */
  private static boolean isIgnored(int c) {
    return switch (c) {
      case 0xAD, 0x34F, 0x200B, 0x2060, 0x2064, 0xFEFF -> true;
      default -> c >= 0xFE00 && c <= 0xFE0F || c >= 0x180B && c <= 0x180D;
    };
  }

  private static boolean isValid(int c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.';
    }
    return c != 0xFFFD
        && switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  private static Optional<String> encode(String name) {
    List<String> labels = new ArrayList<>();
    for (String label : name.split("\\.", -1)) {
      if (label.startsWith("-") || label.endsWith("-") || beginsWithMark(label)) {
        return Optional.empty();
      }
      labels.add(GoStrings.isAscii(label) ? label : "xn--" + Punycode.encode(label));
    }
    return Optional.of(String.join(".", labels));
  }

  private static boolean beginsWithMark(String label) {
    return !label.isEmpty()
        && switch (Character.getType(label.codePointAt(0))) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }
}
