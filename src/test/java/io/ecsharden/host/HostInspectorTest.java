package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.UnitFacts;
import io.ecsharden.host.files.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine as it is looked at, on a folder. */
class HostInspectorTest {

  private static final String UNIT = "systemd/system/ecs.service";

  @TempDir private Path folder;

  @Test
  void finds_nothing_on_an_empty_machine() {
    // When
    HostFacts facts = inspect();

    // Then
    assertEquals(UnitFacts.absent("ecs.service"), facts.ecsUnit());
    assertFalse(facts.ecsDirectory());
    assertEquals(List.of(), facts.agentTraces());
    assertInstanceOf(FileFact.Absent.class, facts.file(HostFacts.ECS_CONFIG));
    assertEquals(folder.toString(), facts.root());
  }

  @Test
  void reads_the_configuration_and_the_traces_of_an_agent() throws IOException {
    // Given
    write("etc/ecs/ecs.config", "A=1");
    write("var/lib/ecs/ecs.config", "B=2");
    write("etc/ecs/ecs.config.json", "{}");
    write("usr/lib/os-release", "ID=amzn");
    Files.createSymbolicLink(folder.resolve("etc/os-release"), Path.of("../usr/lib/os-release"));

    // When
    HostFacts facts = inspect();

    // Then
    assertEquals("A=1", text(facts.file(HostFacts.ECS_CONFIG)));
    assertEquals("B=2", text(facts.file(HostFacts.INSTANCE_CONFIG)));
    assertEquals("{}", text(facts.file(HostFacts.JSON_CONFIG)));
    assertEquals("ID=amzn", text(facts.file(HostFacts.OS_RELEASE)));
    assertTrue(facts.ecsDirectory());
    assertEquals(List.of("/var/lib/ecs"), facts.agentTraces());
  }

  @Test
  void takes_the_unit_of_the_first_directory_in_systemds_search_path() throws IOException {
    List<String> places = List.of("lib/", "usr/lib/", "usr/local/lib/", "run/", "etc/");
    for (String place : places) {
      // Given
      write(place + UNIT, place);

      // When
      FileFact fragment = inspect().ecsUnit().fragment().orElseThrow();

      // Then
      assertEquals("/" + place + UNIT, fragment.path());
      assertEquals(place, text(fragment));
    }
  }

  @Test
  void sorts_drop_ins_by_name_and_takes_the_nearest_of_each_name() throws IOException {
    // Given
    write("usr/lib/" + UNIT + ".d/20-b.conf", "far");
    write("etc/" + UNIT + ".d/20-b.conf", "near");
    write("run/" + UNIT + ".d/10-a.conf", "run");
    write("usr/lib/" + UNIT + ".d/30-c.conf", "last");
    write("etc/" + UNIT + ".d/40-d.txt", "no drop-in");
    write("etc/systemd/system/service.d/15-all.conf", "every service");

    // When
    List<FileFact> dropIns = inspect().ecsUnit().dropIns();

    // Then
    assertEquals(
        List.of("run", "every service", "near", "last"),
        dropIns.stream().map(HostInspectorTest::text).toList());
    assertEquals("/etc/" + UNIT + ".d/20-b.conf", dropIns.get(2).path());
  }

  @Test
  void sees_that_a_unit_is_masked() throws IOException {
    // Given
    write("usr/lib/" + UNIT, "[Service]");
    Files.createDirectories(folder.resolve("etc/systemd/system"));
    Files.createSymbolicLink(folder.resolve("etc/" + UNIT), Path.of("/dev/null"));

    // When
    UnitFacts unit = inspect().ecsUnit();

    // Then
    assertTrue(unit.masked());
    assertTrue(unit.fragment().isEmpty());
  }

  @Test
  void ignores_a_masked_unit_behind_the_one_that_counts() throws IOException {
    // Given
    write("etc/" + UNIT, "[Service]");
    Files.createDirectories(folder.resolve("usr/lib/systemd/system"));
    Files.createSymbolicLink(folder.resolve("usr/lib/" + UNIT), Path.of("/dev/null"));

    // When
    UnitFacts unit = inspect().ecsUnit();

    // Then
    assertFalse(unit.masked());
    assertEquals("[Service]", text(unit.fragment().orElseThrow()));
  }

  @Test
  void reads_dockers_unit_and_of_its_files_those_that_it_names() throws IOException {
    // Given
    write(
        "usr/lib/systemd/system/docker.service",
        "[Service]\nEnvironmentFile=-/etc/sysconfig/docker\n");
    write("etc/systemd/system/docker.service.d/http-proxy.conf", "[Service]\n");
    write("etc/sysconfig/docker", "OPTIONS=\n");
    write("etc/default/docker", "A=1\n");
    write("etc/docker/daemon.json", "{}");

    // When
    HostFacts facts = inspect();

    // Then
    assertTrue(facts.dockerUnit().fragment().isPresent());
    assertEquals(1, facts.dockerUnit().dropIns().size());
    assertEquals("OPTIONS=\n", text(facts.file("/etc/sysconfig/docker")));
    assertEquals("{}", text(facts.file(HostFacts.DAEMON_JSON)));
    assertFalse(facts.files().containsKey("/etc/default/docker"));
    assertFalse(facts.dockerSpeaksOfProxies());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etc/docker/daemon.json",
        "etc/sysconfig/docker",
        "etc/systemd/system/docker.service.d/a.conf",
        "usr/lib/systemd/system/docker.service"
      })
  void knows_whether_docker_may_have_a_proxy(String path) throws IOException {
    // Given
    write(
        "usr/lib/systemd/system/docker.service",
        "[Service]\nEnvironmentFile=-/etc/sysconfig/docker\n");
    write(path, "# HTTP_Proxy of /etc/sysconfig/docker");

    // Then
    assertTrue(inspect().dockerSpeaksOfProxies());
  }

  @Test
  void knows_from_the_environment_that_it_runs_in_a_task() {
    // Given
    HostInspector inspector = new HostInspector(new HostRoot(folder));

    // Then
    assertFalse(inspector.inspect(Map.of()).surroundings().taskMetadata());
    assertTrue(
        inspector
            .inspect(Map.of("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/x"))
            .surroundings()
            .taskMetadata());
  }

  private HostFacts inspect() {
    return new HostInspector(new HostRoot(folder)).inspect(Map.of());
  }

  private static String text(FileFact fact) {
    return new String(fact.bytesOrEmpty(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
