package io.ecsharden.settings.proxy;

/** The encoder of RFC 3492, section 6.3. */
final class Punycode {

  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE_POINT = 0x80;

  private Punycode() {}

  /** A label without the prefix {@code xn--}. */
  static String encode(String label) {
    int[] input = label.codePoints().toArray();
    StringBuilder output = new StringBuilder();
    label.chars().filter(c -> c < FIRST_CODE_POINT).forEach(c -> output.append((char) c));
    int basic = output.length();
    if (basic > 0) {
      output.append('-');
    }
    int next = FIRST_CODE_POINT;
    int delta = 0;
    int bias = FIRST_BIAS;
    for (int handled = basic; handled < input.length; delta++, next++) {
      int smallest = smallestFrom(input, next);
      delta += (smallest - next) * (handled + 1);
      next = smallest;
      for (int c : input) {
        if (c < next) {
          delta++;
        } else if (c == next) {
          appendNumber(delta, bias, output);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
    }
    return output.toString();
  }

  private static int smallestFrom(int[] input, int least) {
    int smallest = Integer.MAX_VALUE;
    for (int c : input) {
      if (c >= least && c < smallest) {
        smallest = c;
      }
    }
    return smallest;
  }

  private static void appendNumber(int number, int bias, StringBuilder output) {
    int rest = number;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.clamp(k - (long) bias, T_MIN, T_MAX);
      if (rest < threshold) {
        output.append(digit(rest));
        return;
      }
      output.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int adapt(int delta, int points, boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / points;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }
}
