package io.ecsharden.hygiene;

/** A rule that knows how a line with its defect is written without it. */
interface RewritingRule extends Rule {

  /**
   * The line without the defect, or why it stays as it is.
   *
   * @param defect a defect of this rule
   * @param line where it stands
   */
  LineRewrite rewrite(LineDefect defect, EnvLine line);
}
