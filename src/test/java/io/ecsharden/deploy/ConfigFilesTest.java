package io.ecsharden.deploy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every file that an operator copies is what its kind demands. */
class ConfigFilesTest {

  private static final Path ECS_CONFIG = Path.of("ecs-config");

  static List<Path> json() throws IOException {
    return files(".json");
  }

  static List<Path> yaml() throws IOException {
    return files(".yaml");
  }

  static List<Path> shell() throws IOException {
    List<Path> all = files(".sh");
    try (Stream<Path> scripts = Files.list(Path.of("src/packages/deb"))) {
      scripts.filter(file -> file.getFileName().toString().matches("p.*")).forEach(all::add);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("json")
  void is_json_without_a_name_twice(Path file) {
    ObjectMapper strict = new ObjectMapper();
    strict.configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);
    assertDoesNotThrow(() -> strict.readTree(file.toFile()));
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void is_yaml_without_a_name_twice(Path file) throws IOException {
    Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    String text = Files.readString(file);
    assertDoesNotThrow(() -> load.loadFromString(text));
  }

  @ParameterizedTest
  @MethodSource("shell")
  void passes_shellcheck(Path file) throws Exception {
    lint(Files.readString(file), file.toString());
  }

  static List<CommandDocument> documents() {
    return CommandDocument.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void has_commands_that_pass_shellcheck(CommandDocument document) throws Exception {
    lint(document.script(Map.of()), document.name());
  }

  @Test
  void has_one_script_in_the_three_forms_of_user_data() throws IOException {
    // Given
    String script = Files.readString(ECS_CONFIG.resolve("user-data/user-data.sh"));
    String cloudConfig = Files.readString(ECS_CONFIG.resolve("user-data/cloud-config.yaml"));
    String multiPart = Files.readString(ECS_CONFIG.resolve("user-data/multi-part.mime"));

    // When
    Map<?, ?> parsed =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(cloudConfig);
    Map<?, ?> file = (Map<?, ?>) ((List<?>) parsed.get("write_files")).get(1);

    // Then
    assertEquals(script, file.get("content"));
    assertTrue(multiPart.contains("\n\n" + script + "\n--==ECS-HARDEN==--"));
  }

  @Test
  void bakes_images_with_the_same_functions() throws IOException {
    // Given: what a boot and a build have in common
    String boot = Files.readString(ECS_CONFIG.resolve("user-data/user-data.sh"));
    String functions = boot.substring(boot.indexOf("say()"), boot.indexOf("work=$(mktemp"));
    String bake = Files.readString(ECS_CONFIG.resolve("image-bake/install.sh"));

    // When
    Map<?, ?> component =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(
                    Files.readString(
                        ECS_CONFIG.resolve("image-bake/image-builder-component.yaml")));
    Map<?, ?> build = (Map<?, ?>) ((List<?>) component.get("phases")).get(0);
    Map<?, ?> step = (Map<?, ?>) ((List<?>) build.get("steps")).get(0);
    String command =
        String.valueOf(((List<?>) ((Map<?, ?>) step.get("inputs")).get("commands")).get(0));

    // Then
    assertTrue(bake.contains(functions));
    assertTrue(command.endsWith(bake.substring(bake.indexOf("set -u"))), command);
  }

  @Test
  void names_no_registry_in_the_lock_of_npm() throws IOException {
    String lock = Files.readString(ECS_CONFIG.resolve("cdk/package-lock.json"));
    assertEquals(-1, lock.indexOf("\"resolved\""));
    assertEquals(-1, lock.indexOf("://registry"));
  }

  private static void lint(String script, String name) throws Exception {
    boolean here =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "shellcheck")));
    assumeTrue(here, "!!!! SKIPPED: shellcheck is not installed !!!!");
    Process process =
        new ProcessBuilder("shellcheck", "--shell=sh", "-").redirectErrorStream(true).start();
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), name + "\n" + said);
  }

  private static List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(ECS_CONFIG)) {
      return new ArrayList<>(
          files
              .filter(file -> file.toString().endsWith(suffix))
              .filter(file -> !file.toString().contains("/node_modules/"))
              .filter(file -> !file.toString().contains("/sample-instance/"))
              .filter(file -> !file.toString().contains("/cdk/dist/"))
              .sorted()
              .toList());
    }
  }
}
