package io.ecsharden.aws.compliance;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Systems Manager's limits (its service model of 2014-11-06, as botocore carries it), and how a
 * text is brought within one: cut, with a mark. Lengths count characters, which for AWS are code
 * points at most; here they are UTF-16 units, of which there are never fewer.
 */
public final class Limits {

  /** Bytes of one call: the service says 1 MB, and the SDK's JSON is not quite ours. */
  static final int CALL = 900_000;

  static final int ITEMS = 10_000;
  static final int ITEM_ID = 100;
  static final int TITLE = 500;
  static final int DETAIL_KEY = 64;
  static final int DETAIL_VALUE = 4096;
  static final int EXECUTION_ID = 100;
  static final int EXECUTION_TYPE = 50;

  /** Behind a text that was cut. */
  private static final String MARK = "… (cut)";

  private static final int HASH = 8;

  private Limits() {}

  /** A text of at most so many characters. */
  public static String cut(String text, int most) {
    return text.length() <= most ? text : head(text, most - MARK.length()) + MARK;
  }

  /** A name of at most so many characters; what is cut stays different from what is cut alike. */
  static String name(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int hash = text.hashCode();
    byte[] bytes = {(byte) (hash >> 24), (byte) (hash >> 16), (byte) (hash >> 8), (byte) hash};
    return head(text, most - HASH - 1) + "-" + HexFormat.of().formatHex(bytes);
  }

  /** Never half a surrogate pair, which no encoding has. */
  private static String head(String text, int length) {
    boolean split = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, split ? length - 1 : length);
  }

  /** A text as UTF-8 can carry it: a lone surrogate becomes a question mark. */
  static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
