package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** dockerd's proxies, repaired on a whole instance: what it takes to bring them into force. */
@NeedsEngine
class DockerProxyIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** It is ready already: no more than a busy machine takes to say so. */
  private static final Duration READY = Duration.ofSeconds(15);

  private static final String CONFIG = "ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String FOLDER = "/etc/systemd/system/docker.service.d/";
  private static final String THEIRS = FOLDER + "http-proxy.conf";
  private static final String OURS = FOLDER + "zz-ecs-harden-no-proxy.conf";
  private static final String PROXY =
      "[Service]\nEnvironment=\"HTTP_PROXY=http://me:hunter2%%40@10.255.0.1:3128\"\n";
  private static final String BOTH = "169.254.169.254,169.254.170.2";

  @Test
  void writes_a_drop_in_and_restarts_docker_only_when_it_is_told_to() {
    try (EcsInstance instance = ready(PROXY)) {
      // Given
      task(instance);
      assertEquals("", noProxy(instance));

      // When
      Result dry = instance.exec("ecs-harden", "fix", "--dry-run");

      // Then
      assertTrue(dry.out().contains("+Environment=\"NO_PROXY=" + BOTH + "\""), dry.out());
      assertTrue(dry.out().contains("daemon-reload"), dry.out());
      assertTrue(dry.out().contains("only with --restart docker"), dry.out());
      assertTrue(dry.out().contains("1 container would be stopped: web/nginx"), dry.out());
      assertFalse(instance.sh("cat " + OURS).code() == 0, "written by a dry run");

      // When
      Result fix = instance.exec("ecs-harden", "fix");

      // Then
      assertEquals(11, fix.code(), fix.toString());
      assertTrue(fix.out().contains("1 container would be stopped: web/nginx"), fix.out());
      assertFalse((dry.out() + fix.out()).contains("hunter2"), fix.out());
      assertEquals("no", instance.property("docker.service", "NeedDaemonReload"));
      assertTrue(instance.property("docker.service", "Environment").contains("NO_PROXY=" + BOTH));
      assertEquals("", noProxy(instance));
      assertEquals("true", instance.sh("docker inspect -f '{{.State.Running}}' task").text());
      assertEquals(PROXY, instance.read(THEIRS));

      // When
      Result audit = instance.exec("ecs-harden", "audit");

      // Then
      assertEquals(11, audit.code(), audit.toString());
      assertTrue(audit.out().contains("dockerd has been running since"), audit.out());
      assertTrue(audit.out().contains("systemctl restart docker"), audit.out());

      // When
      Result restart = instance.exec("ecs-harden", "fix", "--restart", "docker", "--wait", "40s");

      // Then
      assertEquals(0, restart.code(), restart.toString());
      assertTrue(restart.out().contains("restarted docker.service: ready"), restart.out());
      assertEquals(BOTH, noProxy(instance));
      instance.waitForAgent(READY);
      assertEquals(0, instance.exec("ecs-harden", "audit").code());

      // When
      Result second = instance.exec("ecs-harden", "fix", "--restart", "docker");

      // Then
      assertEquals(0, second.code(), second.toString());
      assertTrue(second.out().contains("Nothing was changed."), second.out());

      // When
      Result rollback = instance.exec("ecs-harden", "rollback", first(instance));

      // Then
      assertEquals(11, rollback.code(), rollback.toString());
      assertFalse(instance.sh("cat " + OURS).code() == 0, "still there");
      assertEquals("no", instance.property("docker.service", "NeedDaemonReload"));
      assertEquals(BOTH, noProxy(instance));
      assertTrue(rollback.out().contains("--restart docker"), rollback.out());
    }
  }

  @Test
  void does_both_restarts_at_once_and_the_agents_alone_where_docker_has_to_wait() {
    try (EcsInstance instance = ready(PROXY)) {
      // Given
      instance.write(EcsInstance.CONFIG, CONFIG.replace("=true", "=\"true\""));
      task(instance);

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "40s");

      // Then
      assertEquals(11, fix.code(), fix.toString());
      assertEquals("true", instance.agentEnvironment().get("ECS_AWSVPC_BLOCK_IMDS"));
      assertTrue(fix.out().contains("restarted ecs.service: ready"), fix.out());
      assertTrue(fix.out().contains("would be stopped: web/nginx"), fix.out());
      assertEquals("", noProxy(instance));
    }
  }

  @Test
  void puts_files_back_without_a_restart_of_docker_that_nobody_allowed() {
    try (EcsInstance instance = ready(PROXY)) {
      // Given
      instance.write(EcsInstance.CONFIG, CONFIG.replace("=true", "=\"true\""));
      instance.behaviour("when ECS_AWSVPC_BLOCK_IMDS=true exit5");
      task(instance);

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--wait", "5s");

      // Then
      assertEquals(12, fix.code(), fix.toString());
      instance.waitForAgent(READY);
      assertFalse(instance.sh("cat " + OURS).code() == 0, "still there");
      assertEquals("no", instance.property("docker.service", "NeedDaemonReload"));
      assertEquals("true", instance.sh("docker inspect -f '{{.State.Running}}' task").text());
    }
  }

  @Test
  void says_that_containers_keep_running_with_live_restore() {
    try (EcsInstance instance = ready(PROXY)) {
      // Given
      instance.write("/etc/docker/daemon.json", "{\"live-restore\": true}\n");
      instance.sh("systemctl reload docker").text();
      task(instance);

      // When
      Result fix = instance.exec("ecs-harden", "fix");

      // Then
      assertEquals(11, fix.code(), fix.toString());
      assertTrue(
          fix.out().contains("Docker has live-restore, so that containers keep running"),
          fix.out());

      // When
      Result restart = instance.exec("ecs-harden", "fix", "--restart", "docker", "--wait", "40s");

      // Then
      assertEquals(0, restart.code(), restart.toString());
      assertEquals("true", instance.sh("docker inspect -f '{{.State.Running}}' task").text());
      assertEquals(BOTH, noProxy(instance));
    }
  }

  @Test
  void changes_daemon_json_where_that_decides() {
    // Given
    String json =
        "{\"proxies\": {\"http-proxy\": \"http://10.255.0.1:3128\", \"no-proxy\": \"a\"}}\n";
    try (EcsInstance instance = ready("[Service]\nEnvironment=NO_PROXY=" + BOTH + "\n")) {
      instance.write("/etc/docker/daemon.json", json);
      instance.sh("systemctl restart docker").text();
      instance.waitForAgent(SOON);
      assertEquals("a", noProxy(instance));

      // When
      Result fix = instance.exec("ecs-harden", "fix", "--restart", "docker", "--wait", "40s");

      // Then
      assertEquals(0, fix.code(), fix.toString());
      assertEquals(
          json.replace("\"a\"", "\"a," + BOTH + "\""), instance.read("/etc/docker/daemon.json"));
      assertEquals("a," + BOTH, noProxy(instance));
    }
  }

  private static String noProxy(EcsInstance instance) {
    return instance.sh("docker info -f '{{.NoProxy}}'").text();
  }

  /** The run that changed files: the first one. */
  private static String first(EcsInstance instance) {
    return instance
        .sh("ls /var/lib/ecs-harden/receipts | sort | head -1 | sed 's/.json$//'")
        .text();
  }

  /** A task's container: the agent's image has a perl, which is all that is needed. */
  private static void task(EcsInstance instance) {
    instance
        .sh(
            "docker run -d --name task --network none"
                + " --label com.amazonaws.ecs.task-definition-family=web"
                + " --label com.amazonaws.ecs.container-name=nginx --entrypoint /usr/bin/perl"
                + " $(docker inspect -f '{{.Image}}' ecs-agent) -e 'sleep 600'")
        .text();
  }

  private static EcsInstance ready(String dropIn) {
    EcsInstance instance =
        EcsInstance.setup()
            .config(CONFIG)
            .file(THEIRS, dropIn)
            .program(Path.of(System.getProperty("native.image.path")).toAbsolutePath())
            .boot();
    try {
      instance.waitForAgent(SOON);
      // what holds a password is for root alone
      instance.exec("chmod", "600", THEIRS).text();
      // a container for the engine below; one of its own engine's would end with a restart of that
      instance.exec("rm", "/.dockerenv").text();
      return instance;
    } catch (AssertionError e) {
      instance.close();
      throw e;
    }
  }
}
