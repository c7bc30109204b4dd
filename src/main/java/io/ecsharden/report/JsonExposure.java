package io.ecsharden.report;

import io.ecsharden.control.task.Exposure;
import io.ecsharden.control.task.NetworkMode;
import io.ecsharden.control.task.Reach;
import io.ecsharden.control.task.TaskExposure;
import io.ecsharden.control.task.TaskRemedies;
import io.ecsharden.control.task.Verdict;
import io.ecsharden.facts.TaskContainer;
import io.ecsharden.format.json.JsonWriter;

/** The exposed tasks as JSON; {@code docs/schema/exposure-v1.schema.json} describes it. */
final class JsonExposure {

  private final StringBuilder out = new StringBuilder(8192);
  private final JsonWriter json = new JsonWriter(out);

  private JsonExposure() {}

  /** Writes the report, with a final line feed. */
  static String write(ExposureReport report) {
    return new JsonExposure().report(report);
  }

  private String report(ExposureReport report) {
    json.object();
    json.name("schemaVersion").value(Schema.VERSION);
    json.name("tool").object();
    json.name("name").value("ecs-harden");
    json.name("version").value(report.version());
    json.end();
    json.name("time").value(report.time().toString());
    json.name("host");
    JsonAudit.host(json, report.instance(), report.host());
    json.name("seen").value(report.tasks() instanceof ExposureReport.Tasks.Seen);
    switch (report.tasks()) {
      case ExposureReport.Tasks.Seen(Exposure exposure) -> seen(exposure);
      case ExposureReport.Tasks.Unseen(String reason) -> json.name("reason").value(reason);
    }
    json.end();
    return out.append('\n').toString();
  }

  private void seen(Exposure exposure) {
    json.name("summary").object();
    for (Reach reach : Reach.values()) {
      json.name(name(reach)).value(exposure.count(reach));
    }
    json.name("containersLeft").value(exposure.left());
    json.name("exposedByMode").object();
    for (NetworkMode mode : NetworkMode.values()) {
      json.name(mode.id()).value(exposure.exposed(mode));
    }
    json.end();
    json.end();
    json.name("tasks").array();
    exposure.tasks().forEach(this::task);
    json.end();
  }

  private static String name(Reach reach) {
    return switch (reach) {
      case EXPOSED -> "exposed";
      case NOT_SEEN -> "notSeen";
      case BLOCKED -> "blocked";
    };
  }

  private void task(TaskExposure task) {
    json.object();
    json.name("task").value(task.labels().task());
    json.name("cluster").value(task.labels().cluster());
    json.name("family").value(task.labels().family());
    json.name("version").value(task.labels().version());
    json.name("networkMode").value(task.mode().id());
    json.name("reach").value(task.reach().id());
    verdict("ipv4", task.ipv4());
    verdict("ipv6", task.ipv6());
    json.name("containers").array();
    task.containers().forEach(this::container);
    json.end();
    json.name("warnings").array();
    task.warnings().forEach(json::value);
    json.end();
    json.name("advice").value(TaskRemedies.advice(task));
    json.name("commands").array();
    TaskRemedies.commands(task).forEach(json::value);
    json.end();
    json.end();
  }

  private void verdict(String name, Verdict verdict) {
    json.name(name).object();
    json.name("reach").value(verdict.reach().id());
    json.name("cause").value(verdict.cause().id());
    json.name("reason").value(verdict.reason());
    json.end();
  }

  private void container(TaskContainer container) {
    json.object();
    json.name("id").value(container.id());
    json.name("name").value(container.labels().container());
    json.name("dockerName").value(container.name());
    container.started().ifPresent(time -> json.name("started").value(time.toString()));
    json.name("privileged").value(container.privileged());
    json.name("netAdmin").value(container.netAdmin());
    if (container.network() instanceof TaskContainer.Network.Bridge(var networks, var _)) {
      json.name("networks").array();
      networks.forEach(json::value);
      json.end();
    }
    json.end();
  }
}
