package io.ecsharden.deploy;

import java.util.ArrayList;
import java.util.List;

/** What somebody would put into a parameter to have a shell run something else: 200 and more. */
final class HostileValues {

  /** What a value that got through would leave. */
  static final String CANARY = "/var/tmp/canary";

  private static final List<String> COMMANDS =
      List.of(
          "touch " + CANARY,
          "touch${IFS}" + CANARY,
          "echo>" + CANARY,
          "sh -c 'touch " + CANARY + "'",
          "{touch," + CANARY + "}");

  /** Around a command, which is %. */
  private static final List<String> WRAPPERS =
      List.of(
          "'; %; '",
          "';%;'",
          "'\n%\n'",
          "'&&%&&'",
          "'||%||'",
          "'|%|'",
          "'&%&'",
          "'$(%)'",
          "'`%`'",
          "$(%)",
          "`%`",
          "; %",
          "&& %",
          "|| %",
          "| %",
          "& %",
          "\n%",
          "\r\n%",
          "\n%\n",
          "\"; %; \"",
          "\"$(%)\"",
          "default'; %; '",
          "default\n%",
          "default;%",
          "default$(%)",
          "default`%`",
          "last'; %; '",
          "10; %",
          "10\n%",
          "10'; %; #",
          "yes'; %; '",
          "yes\n%",
          "safe\n%",
          "ssm:/a'; %; '",
          "ssm:/a$(%)",
          "ssm:/a\n%",
          "/etc/a'; %; '",
          "/etc/a\n%",
          "/etc/$(%)",
          "a,b'; %; '",
          "a,b\n%",
          "a\u2028%",
          "%",
          " %",
          "\\'; %; '",
          "'\\''; %; '",
          "'\"'\"'; %; '",
          "{{ Baseline }}'; %; '",
          "{{ssm:x}}$(%)",
          "\u0000'; %; '");

  private HostileValues() {}

  static List<String> all() {
    List<String> values = new ArrayList<>();
    for (String wrapper : WRAPPERS) {
      for (String command : COMMANDS) {
        values.add(wrapper.replace("%", command));
      }
    }
    values.addAll(
        List.of("--root=/", "-", "--", "$HOME", "~", "*", "../../etc/shadow", "%s", "$IFS", "a b"));
    return values;
  }
}
