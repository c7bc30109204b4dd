package io.ecsharden.format.env;

/**
 * One variable that a reader takes from a file.
 *
 * @param key the variable's name as this reader sees it; ecs-init takes any text as a name
 * @param value its value as this reader sees it
 * @param line the line, from 1, on which the assignment starts
 */
public record Assignment(String key, String value, int line) {

  /** {@code KEY=value}. */
  public String text() {
    return key + "=" + value;
  }
}
