package io.ecsharden.report;

/**
 * How a report is shown to people; formats for programs ignore it.
 *
 * @param width the longest line where there is a choice; {@link #UNLIMITED} where nothing is
 *     wrapped
 * @param commands what the report suggests
 */
public record Presentation(Style style, int width, Commands commands) {

  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** In a file or a pipe: without colour, and each line whole. */
  public static final Presentation PLAIN = new Presentation(Style.PLAIN, UNLIMITED, Commands.PLAIN);
}
