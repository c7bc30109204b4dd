package io.ecsharden.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.lab.EcsInstance.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Tasks of every network mode on a whole instance, with a metadata service in a network of its own:
 * what is said of each is what a program inside it finds, before the block for bridges and with it.
 */
@NeedsEngine
class ExposureIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Path SCRIPTS = Path.of("src/test/resources/exposure");
  private static final String SCENE = "/var/tmp/scene/";
  private static final String UNIT = "ecs-harden-imds-block.service";
  private static final String TASKS = "blocked open half bridge mine host connect none";

  /** Docker 26 has rules for IPv6 on request; those of Docker 27 and later are there by default. */
  private static final String DAEMON = "{\"experimental\": true, \"ip6tables\": true}\n";

  private static final String BASELINE =
      "schemaVersion: 1\nextends: default\ncontrols: {bridge-imds-block: {enabled: true}}\n";

  private static final String RULES_NOT_SEEN =
      "its packets go through the instance's packet filter, whose rules were not seen: reading the"
          + " kernel's rules needs CAP_NET_ADMIN";

  private static final String ONE_RULE_EACH = "1 1";
  private static final String[] SCENES = {
    "server.pl", "service.sh", "tasks.sh", "curl.sh", "many.sh", "ending.sh"
  };

  /** The tasks whose networks the many use, in turn. */
  private static final List<String> NETWORKS = List.of("blocked", "open", "half", "bridge", "host");

  /** As many as an instance has, or as start in so many seconds, on a slow machine. */
  private static final int MOST = 300;

  private static final int LEAST = 20;
  private static final int SECONDS = 45;
  private static final Duration START = Duration.ofSeconds(90);

  /** The time limit of the list of tasks ({@code docs/exposure.md}). */
  private static final int LIMIT_MILLIS = 10_000;

  @Test
  void says_what_a_program_finds_and_keeps_bridges_out() {
    try (EcsInstance instance = boot()) {
      // Given
      instance.waitForAgent(SOON);
      for (String script : SCENES) {
        instance.copyIn(SCRIPTS.resolve(script), SCENE + script);
      }
      instance.sh("bash " + SCENE + "service.sh && bash " + SCENE + "tasks.sh").text();

      DaemonImage.load(instance);

      saysWhatAProgramFinds(instance);
      saysItOfManyAtOnce(instance);
      installsTheBlock(instance);
      keepsTheBlock(instance);
      takesItAllAway(instance);
    }
  }

  private static void saysWhatAProgramFinds(EcsInstance instance) {
    // When
    Map<String, String> routes = verdicts(exposure(instance));

    // Then: routes alone decide for awsvpc and host mode, and bridges are not seen
    assertEquals(
        "{blocked=blocked/blocked, bridge=not-seen/blocked, connect=not-seen/blocked,"
            + " half=blocked/exposed, host=exposed/exposed, mine=not-seen/not-seen,"
            + " none=blocked/blocked, open=exposed/exposed}",
        routes.toString());

    // And: the same from the daemon's container, which has no capability to read the rules
    JsonNode seen = fromContainer(instance);
    assertEquals(routes, verdicts(seen));
    for (String task : List.of("bridge", "mine", "connect")) {
      assertEquals(RULES_NOT_SEEN, reason(seen, task), task);
    }

    // And: the probe agrees with a program inside, for sixteen combinations
    Map<String, String> found = found(instance);
    assertEquals("exposed/exposed", found.get("mine"));
    assertEquals("exposed/blocked", found.get("bridge"));
    assertEquals(found, verdicts(exposure(instance, "--probe")));
    assertEquals(found, verdicts(exposure(instance, "--probe=token")));
  }

  private static void saysItOfManyAtOnce(EcsInstance instance) {
    // Given
    Map<String, String> before = verdicts(exposure(instance));
    Map<String, String> found = verdicts(exposure(instance, "--probe"));
    String[] start = {
      "bash", SCENE + "many.sh", "" + MOST, "" + SECONDS, String.join(" ", NETWORKS)
    };
    int many = Integer.parseInt(instance.exec(START, start).text());
    assertTrue(many >= LEAST, many + " in " + SECONDS + " s");

    // When
    Result timed =
        instance.sh(
            "begin=$(date +%s%3N); ecs-harden exposure --format json;"
                + " echo $(($(date +%s%3N) - begin)) >&2");
    JsonNode probed = exposure(instance, "--probe");

    // Then
    assertEquals(withMany(before, many), verdicts(json(timed.out())));
    assertEquals(withMany(found, many), verdicts(probed));
    int millis = Integer.parseInt(timed.err().strip());
    assertTrue(millis < LIMIT_MILLIS, millis + " ms");

    // When: a part of them ends while somebody looks, at another moment each time
    int during = 0;
    for (int part = 0; part < 5; part++) {
      Result ending = instance.sh("bash " + SCENE + "ending.sh " + part);
      during += ending.err().contains("during") ? 1 : 0;
      Map<String, String> verdicts = verdicts(json(ending.out()));

      // Then: who is still in the table has its verdict, or was not seen any more
      assertTrue(verdicts.entrySet().containsAll(before.entrySet()), verdicts.toString());
      verdicts.forEach((family, verdict) -> {
        String[] right = withMany(before, many).get(family).split("/");
        String[] said = verdict.split("/");
        for (int i = 0; i < 2; i++) {
          assertTrue(said[i].equals(right[i]) || said[i].equals("not-seen"), family + verdict);
        }
      });
    }
    assertTrue(during > 0, "nothing ended during a look");

    // And
    assertEquals(before, verdicts(exposure(instance)));
  }

  /** The tasks of before, and the many, which have the networks of some of them. */
  private static Map<String, String> withMany(Map<String, String> verdicts, int many) {
    Map<String, String> all = new TreeMap<>(verdicts);
    for (int i = 0; i < many; i++) {
      all.put("many" + i, verdicts.get(NETWORKS.get(i % NETWORKS.size())));
    }
    return all;
  }

  private static void installsTheBlock(EcsInstance instance) {
    // When
    instance.write("/etc/ecs-harden/baseline.yaml", BASELINE);
    Result before = instance.exec("ecs-harden", "audit", "--only", "bridge-imds-block");
    String agent = instance.property("ecs.service", "ActiveEnterTimestampMonotonic");
    Result fix = instance.exec("ecs-harden", "fix", "--only", "bridge-imds-block");
    Result again = instance.exec("ecs-harden", "fix", "--only", "bridge-imds-block");
    Result after = instance.exec("ecs-harden", "audit", "--only", "bridge-imds-block");

    // Then
    assertEquals(10, before.code(), before.toString());
    assertEquals(0, fix.code(), fix.toString());
    assertTrue(fix.out().contains(UNIT + ": started"), fix.out());
    assertTrue(again.out().contains("Nothing was changed."), again.toString());
    assertEquals(0, after.code(), after.toString());
    assertTrue(after.out().contains("the kernel drops what every bridge sends"), after.out());
    assertEquals(ONE_RULE_EACH, rules(instance));
    assertEquals("active", instance.property(UNIT, "ActiveState"));
    assertEquals("enabled", instance.property(UNIT, "UnitFileState"));
    assertEquals(agent, instance.property("ecs.service", "ActiveEnterTimestampMonotonic"));

    // And: bridges are kept out, and nobody else is
    Map<String, String> found = found(instance);
    assertEquals(
        "{blocked=blocked/blocked, bridge=blocked/blocked, connect=blocked/blocked,"
            + " half=blocked/exposed, host=exposed/exposed, mine=blocked/blocked,"
            + " none=blocked/blocked, open=exposed/exposed}",
        found.toString());
    assertEquals(found, verdicts(exposure(instance, "--probe")));
    // the kernel's rules are proof without a probe
    assertEquals(found, verdicts(exposure(instance)));
    assertReachesWhatItNeeds(instance);

    // And: from a container that may not see the rules, nobody claims them
    JsonNode container = fromContainer(instance);
    assertEquals("not-seen/blocked", verdicts(container).get("bridge"));
    assertEquals(RULES_NOT_SEEN, reason(container, "bridge"));

    // When
    instance.sh("for i in 1 2 3 4 5 6 7 8 9 10; do systemctl restart " + UNIT + "; done").text();

    // Then
    assertEquals(ONE_RULE_EACH, rules(instance));
  }

  private static void keepsTheBlock(EcsInstance instance) {
    // When
    instance.sh("systemctl reset-failed; systemctl restart docker").text();

    // Then
    assertBridgesAreBlocked(instance);

    // When
    instance.exec("iptables", "-F", "DOCKER-USER");
    Result flushed = instance.exec("ecs-harden", "audit", "--only", "bridge-imds-block");
    Result fix = instance.exec("ecs-harden", "fix", "--only", "bridge-imds-block");

    // Then
    assertEquals(10, flushed.code(), flushed.toString());
    assertTrue(flushed.out().contains("its rule is not in the kernel"), flushed.out());
    assertEquals(0, fix.code(), fix.toString());
    assertBridgesAreBlocked(instance);

    // And
    theDaemonRepairsAFlush(instance);

    // When
    instance.reboot();
    instance.sh("bash " + SCENE + "service.sh").text();

    // Then
    assertBridgesAreBlocked(instance);
    assertReachesWhatItNeeds(instance);
  }

  /** No file changes, so it is the look by schedule that sees it. */
  private static void theDaemonRepairsAFlush(EcsInstance instance) {
    instance
        .sh(
            "systemd-run --unit flush-watch ecs-harden watch --mode fix --only bridge-imds-block"
                + " --interval 2s")
        .text();
    instance.sh("until ecs-harden health; do sleep 0.2; done").text();

    // When
    instance.exec("iptables", "-F", "DOCKER-USER").text();

    // Then
    instance.sh("until iptables -S DOCKER-USER | grep -q ecs-harden; do sleep 0.2; done").text();
    instance.exec("systemctl", "stop", "flush-watch").text();
    assertBridgesAreBlocked(instance);
  }

  private static void takesItAllAway(EcsInstance instance) {
    // When
    Result rollback = instance.exec("ecs-harden", "rollback");

    // Then
    assertEquals(0, rollback.code(), rollback.toString());
    assertEquals("0 0", rules(instance));
    assertEquals("not-found inactive", loadAndState(instance));
    assertEquals("", instance.sh("find /etc/systemd /run/systemd -name '*" + UNIT + "*'").text());
    assertEquals("bridge=exposed/blocked", found(instance, "bridge"));
  }

  private static void assertBridgesAreBlocked(EcsInstance instance) {
    // who restarts Docker does not wait for the unit that starts after it
    instance
        .sh(
            "for i in $(seq 150); do systemctl list-jobs | grep -q "
                + UNIT
                + " || break; sleep 0.2; done")
        .text();
    assertEquals(ONE_RULE_EACH, rules(instance));
    assertEquals("active", instance.property(UNIT, "ActiveState"));
    instance.sh("docker start ecs-bridge-1-web ecs-mine-1-web ecs-host-1-web").text();
    assertEquals("bridge=blocked/blocked, mine=blocked/blocked", found(instance, "bridge mine"));
  }

  /** Tasks' credentials, and the metadata service for the instance itself. */
  private static void assertReachesWhatItNeeds(EcsInstance instance) {
    for (String task : new String[] {"bridge", "mine"}) {
      assertEquals(
          "401",
          instance
              .sh(
                  "docker exec ecs-"
                      + task
                      + "-1-web curl -s -o /dev/null -m 2 -w '%{http_code}' http://169.254.170.2/")
              .text());
    }
    assertEquals(
        "401",
        instance.sh("curl -s -o /dev/null -m 2 -w '%{http_code}' http://169.254.169.254/").text());
  }

  private static EcsInstance boot() {
    return EcsInstance.setup()
        .config("ECS_CLUSTER=prod\nECS_AWSVPC_BLOCK_IMDS=true\n")
        .file("/etc/docker/daemon.json", DAEMON)
        .program(Path.of(System.getProperty("native.image.path")))
        .boot();
  }

  private static JsonNode exposure(EcsInstance instance, String... options) {
    Result result = instance.sh("ecs-harden exposure --format json " + String.join(" ", options));
    assertEquals(0, result.code(), result.toString());
    return json(result.out());
  }

  /** From a container with what the task definition gives the daemon. */
  private static JsonNode fromContainer(EcsInstance instance) {
    TaskContainer daemon = TaskContainer.of(Path.of("ecs-config/ecs/task-definition.json"));
    List<String> command =
        daemon.runOnce(DaemonImage.NAME, "exposure", "--root", "/host", "--format", "json");
    return json(instance.exec(command.toArray(String[]::new)).text());
  }

  /** Why it is said of a task's IPv4. */
  private static String reason(JsonNode report, String family) {
    for (JsonNode task : report.get("tasks")) {
      if (task.get("family").textValue().equals(family)) {
        return task.get("ipv4").get("reason").textValue();
      }
    }
    throw new AssertionError(family);
  }

  /** {@code reach/reach} for IPv4 and IPv6, by family. */
  private static Map<String, String> verdicts(JsonNode report) {
    assertTrue(report.get("seen").booleanValue(), report.toString());
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonNode task : report.get("tasks")) {
      verdicts.put(task.get("family").textValue(), reach(task, "ipv4") + "/" + reach(task, "ipv6"));
    }
    return verdicts;
  }

  private static String reach(JsonNode task, String address) {
    return task.get(address).get("reach").textValue();
  }

  private static Map<String, String> found(EcsInstance instance) {
    return foundIn(instance, TASKS);
  }

  private static String found(EcsInstance instance, String tasks) {
    String found = foundIn(instance, tasks).toString();
    return found.substring(1, found.length() - 1);
  }

  private static Map<String, String> foundIn(EcsInstance instance, String tasks) {
    Map<String, String> ipv4 = new TreeMap<>();
    Map<String, String> ipv6 = new TreeMap<>();
    for (String line : instance.sh("bash " + SCENE + "curl.sh " + tasks).text().lines().toList()) {
      String[] words = line.split(" ");
      String reach = words[2].equals("0") ? "exposed" : "blocked";
      (words[1].startsWith("[") ? ipv6 : ipv4).put(words[0], reach);
    }
    ipv6.forEach((task, reach) -> ipv4.merge(task, reach, (one, other) -> one + "/" + other));
    return ipv4;
  }

  /** How many rules of the unit there are, for IPv4 and IPv6. */
  private static String rules(EcsInstance instance) {
    return instance
        .sh(
            "echo $(iptables -S DOCKER-USER | grep -c ecs-harden)"
                + " $(ip6tables -S DOCKER-USER 2>/dev/null | grep -c ecs-harden)")
        .text();
  }

  private static String loadAndState(EcsInstance instance) {
    return instance.property(UNIT, "LoadState") + " " + instance.property(UNIT, "ActiveState");
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
