package io.ecsharden.aws.compliance;

import io.ecsharden.format.ShortText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Systems Manager's limits (its service model of 2014-11-06, as botocore carries it), and how a
 * text is brought within one. AWS counts characters, which are code points at most; here lengths
 * are UTF-16 units, of which there are never fewer.
 */
final class Limits {

  /** Bytes of one call. The service allows 1 MB, and the SDK's JSON differs a little from ours. */
  static final int CALL = 900_000;

  static final int ITEMS = 10_000;
  static final int ITEM_ID = 100;
  static final int TITLE = 500;
  static final int DETAIL_KEY = 64;
  static final int DETAIL_VALUE = 4096;
  static final int EXECUTION_ID = 100;
  static final int EXECUTION_TYPE = 50;

  private static final int HASH = 8;

  private Limits() {}

  /**
   * A name of at most so many characters. Names that begin with the same text stay different: a
   * hash of the whole name takes the place of what is cut.
   */
  static String name(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int hash = text.hashCode();
    byte[] bytes = {(byte) (hash >> 24), (byte) (hash >> 16), (byte) (hash >> 8), (byte) hash};
    return ShortText.head(text, most - HASH - 1) + "-" + HexFormat.of().formatHex(bytes);
  }

  /** A text as UTF-8 can carry it: a lone surrogate becomes a question mark. */
  static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
