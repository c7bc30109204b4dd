package io.ecsharden.report;

/**
 * A form in which a report is written. To add one, write a class and register it in {@link Formats}
 * (CONTRIBUTING.md, "Add a format").
 *
 * @param id the name after {@code --format}: {@code sarif}
 * @param <R> the report
 */
public record Format<R>(String id, Writer<R> writer) {

  /**
   * Writes a whole report, with a final line feed. The text has no secret that the report hides,
   * and no control character that comes from a file.
   */
  public interface Writer<R> {

    /**
     * Writes it.
     *
     * @param shown how people see it; formats for programs ignore that
     */
    String write(R report, Presentation shown);
  }

  /** Writes a report. */
  public OutputText write(R report, Presentation shown) {
    return OutputText.written(writer.write(report, shown), shown.style());
  }
}
