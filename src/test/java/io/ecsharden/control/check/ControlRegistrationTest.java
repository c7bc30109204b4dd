package io.ecsharden.control.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ecsharden.baseline.BuiltinBaselines;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever adds a control and forgets a step is told which one. CONTRIBUTING.md has the steps. */
class ControlRegistrationTest {

  private static final Path GOLDENS = Path.of("src/test/resources/golden");
  private static final String FINDINGS = allFindings();

  static List<ControlInfo> infos() {
    return Controls.all().stream().map(Control::info).toList();
  }

  @Test
  void every_control_is_registered() {
    // Given
    Set<String> registered =
        Controls.all().stream()
            .map(control -> control.getClass().getName())
            .collect(Collectors.toSet());

    // When
    List<String> forgotten =
        new ClassFileImporter()
            .importUrl(Control.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                .filter(type -> type.isAssignableTo(Control.class) && !type.isInterface())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .filter(name -> !registered.contains(name))
                .toList();

    // Then
    assertTrue(
        forgotten.isEmpty(),
        () -> "not registered: " + forgotten + ". Add each to the list in Controls.java.");
  }

  @ParameterizedTest
  @MethodSource("infos")
  void every_control_has_a_line_in_each_built_in_baseline(ControlInfo info) {
    for (String name : BuiltinBaselines.names()) {
      String text = new String(BuiltinBaselines.text(name).orElseThrow(), StandardCharsets.UTF_8);
      assertTrue(
          text.contains("\n  " + info.id() + ": {"),
          () ->
              "ecs-config/baselines/"
                  + name
                  + ".yaml does not mention the control. Add under `controls`, with the reason in a"
                  + " comment: `"
                  + info.id()
                  + ": {enabled: true, severity: "
                  + info.severity()
                  + "}`");
    }
  }

  @ParameterizedTest
  @MethodSource("infos")
  void every_control_has_a_section_in_the_documentation(ControlInfo info) throws IOException {
    assertTrue(
        Files.readString(Path.of("docs/controls.md")).contains("\n## " + info.id() + "\n"),
        () ->
            "docs/controls.md has no section `"
                + info.id()
                + "`. Write it with: scripts/mvn.sh -q test -Dtest=ControlsPageTest"
                + " -Ddocs.update=true");
  }

  @ParameterizedTest
  @MethodSource("infos")
  void every_control_fails_in_some_golden(ControlInfo info) {
    assertTrue(
        Stream.of(":", " ").anyMatch(end -> FINDINGS.contains("\nFAIL " + info.id() + end)),
        () ->
            "no golden shows how `"
                + info.id()
                + "` fails. Add one to "
                + GOLDENS
                + " as its README.md says; a control that `default` switches off needs a .baseline"
                + " file.");
  }

  private static String allFindings() {
    try (var paths = Files.walk(GOLDENS)) {
      StringBuilder all = new StringBuilder("\n");
      for (Path path : paths.filter(p -> p.toString().endsWith(".findings")).toList()) {
        all.append(Files.readString(path));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
