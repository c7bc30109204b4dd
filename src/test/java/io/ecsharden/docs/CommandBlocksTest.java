package io.ecsharden.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block of commands says what it needs, and so which test runs it ({@link Commands}). */
class CommandBlocksTest {

  private static final Set<String> OTHERS =
      Set.of("text", "yaml", "json", "java", "ts", "hcl", "ini");

  /** A line of an indented block that would be a command. */
  private static final Pattern INDENTED =
      Pattern.compile("    (ecs-harden|make|sudo|aws|docker|curl|systemctl|journalctl) .*");

  private static final Pattern AWS = Pattern.compile("(?m)^ *aws ");
  private static final Pattern FILE =
      Pattern.compile("\\b(?:ecs-config|scripts|src)/[A-Za-z0-9_./-]+");

  static List<Path> pages() throws IOException {
    return Commands.pages();
  }

  static List<Markdown.Block> blocks() throws IOException {
    return Commands.blocks();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void says_what_each_block_is(Path page) throws IOException {
    List<String> unknown =
        Markdown.blocks(page).stream()
            .filter(block -> !Commands.KINDS.contains(block.kind()))
            .filter(block -> !OTHERS.contains(block.kind()))
            .map(Markdown.Block::toString)
            .toList();
    assertEquals(List.of(), unknown, "behind ``` stands one of " + Commands.KINDS + OTHERS);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void fences_its_commands(Path page) throws IOException {
    List<String> indented = new ArrayList<>();
    boolean fenced = false;
    for (Markdown.Line line : Markdown.lines(page)) {
      fenced ^= line.text().startsWith("```");
      if (!fenced && INDENTED.matcher(line.text()).matches()) {
        indented.add(line.toString());
      }
    }
    assertEquals(List.of(), indented, "write ```sh around it");
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void is_something_that_bash_reads(Markdown.Block block) throws Exception {
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    bash.getOutputStream().write(block.text().getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), said);
    assertEquals("", said);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void names_files_that_exist(Markdown.Block block) {
    List<String> missing =
        FILE.matcher(block.text())
            .results()
            .map(MatchResult::group)
            // a name with a variable in it ends before the variable
            .filter(name -> !name.endsWith("-"))
            .filter(name -> !Files.exists(Path.of(name)))
            .toList();
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void says_that_it_needs_aws_where_it_calls_aws(Markdown.Block block) {
    assertEquals(AWS.matcher(block.text()).find(), block.kind().equals(Commands.AWS), block.text());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void keeps_an_ellipsis_out_of_what_is_run(Path page) throws IOException {
    for (Markdown.Block block : Markdown.blocks(page)) {
      if (block.kind().equals(Commands.INSTANCE)) {
        assertTrue(block.text().indexOf('…') < 0, block.toString());
      }
    }
  }
}
