package io.ecsharden.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.Hosts;
import io.ecsharden.control.task.Containers;
import io.ecsharden.control.task.Exposure;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.facts.TaskContainer.Network;
import io.ecsharden.facts.TaskFacts;
import io.ecsharden.settings.AgentBlock;
import io.ecsharden.settings.Instance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tasks as text and as JSON. */
class ExposureReportTest {

  private static final ReportSchema SCHEMA = new ReportSchema("exposure-v1.schema.json");

  @Test
  void shows_each_task_with_its_reason_and_what_to_do() {
    // Given
    List<TaskContainer> containers = new ArrayList<>(Containers.awsvpc("t1", Containers.OPEN));
    containers.add(Containers.bridge("t2", "bridge"));
    containers.addAll(Containers.awsvpc("t3", Containers.REFUSED));

    // When
    String text = text(containers, 0);

    // Then
    assertTrue(text.contains("fam-t1:7  awsvpc  yes       yes       t1  web\n"), text);
    assertTrue(
        text.contains("    do   Replace the task: a new one is made with the block.\n"), text);
    assertTrue(text.contains("         aws ecs stop-task --cluster prod --task "), text);
    assertTrue(text.contains("fam-t2:7  bridge  not seen  not seen  t2  web\n"), text);
    assertTrue(text.contains("fam-t3:7  awsvpc  no        no        t3  web\n"), text);
    assertTrue(text.contains("1 task reaches the metadata service"), text);
    assertTrue(text.contains("; 1 not seen; 1 blocked.\n"), text);
  }

  @Test
  void says_that_no_task_runs() {
    assertTrue(text(List.of(), 0).contains("No task runs here.\n"));
  }

  @Test
  void says_how_many_containers_nobody_looked_at() {
    assertTrue(text(List.of(), 7).contains("Nobody looked at 7 more containers of tasks.\n"));
  }

  @Test
  void says_why_the_tasks_were_not_seen() {
    ExposureReport report = report(new ExposureReport.Tasks.Unseen("there is no socket"));

    assertTrue(
        TextExposure.write(report, Presentation.PLAIN)
            .contains("The running tasks were not seen: there is no socket.\n"));
    JsonNode json = FormatsTest.json(JsonExposure.write(report));
    assertEquals(List.of(), SCHEMA.violations(json));
    assertEquals("there is no socket", json.get("reason").textValue());
  }

  @Test
  void writes_json_as_the_schema_says() {
    // Given
    List<TaskContainer> containers = new ArrayList<>(Containers.awsvpc("t1", Containers.OPEN));
    containers.add(Containers.bridge("t2", "mine"));
    containers.add(Containers.host("t3"));

    // When
    JsonNode json = FormatsTest.json(JsonExposure.write(report(containers, 3)));

    // Then
    assertEquals(List.of(), SCHEMA.violations(json));
    assertEquals(2, json.get("summary").get("exposed").intValue());
    assertEquals(1, json.get("summary").get("exposedByMode").get("host").intValue());
    assertEquals(3, json.get("summary").get("containersLeft").intValue());
    assertEquals("mine", json.findValue("networks").get(0).textValue());
  }

  /** Anybody who may start a container writes what these labels say. */
  @Test
  void shows_no_control_character_of_a_label() {
    // Given
    String hostile = "\u001B[2J\n\u202Eweb\r" + "x".repeat(600);
    TaskContainer container =
        new TaskContainer(
            "c",
            hostile,
            new TaskContainer.Labels(hostile, hostile, hostile, hostile, hostile),
            new Network.Bridge(List.of(hostile), List.of()),
            7,
            Containers.host("t").started(),
            true,
            true,
            Containers.host("t").ways(),
            Containers.host("t").probes());

    // When
    String text = text(List.of(container), 0);
    String json = JsonExposure.write(report(List.of(container), 0));

    // Then
    for (String report : List.of(text, json)) {
      assertFalse(report.contains("\u001B"), report);
      assertFalse(report.contains("\u202E"), report);
      assertFalse(report.contains("\r"), report);
    }
    assertEquals(List.of(), SCHEMA.violations(FormatsTest.json(json)));
    assertTrue(text.lines().allMatch(line -> line.length() < 1500), text);
  }

  private static String text(List<TaskContainer> containers, int left) {
    return TextExposure.write(report(containers, left), Presentation.PLAIN);
  }

  private static ExposureReport report(List<TaskContainer> containers, int left) {
    AgentBlock agent = new AgentBlock.Since(Instant.parse("2026-11-26T10:03:00Z"));
    return report(
        new ExposureReport.Tasks.Seen(
            Exposure.of(new TaskFacts.Seen(containers, left), agent, new PacketFilter.NotAsked())));
  }

  private static ExposureReport report(ExposureReport.Tasks tasks) {
    return new ExposureReport(
        Instance.of(Hosts.instance().facts()),
        HostIdentity.UNKNOWN,
        Instant.parse("2026-11-26T10:03:00Z"),
        "1.2.3",
        tasks);
  }
}
