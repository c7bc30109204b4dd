package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.host.Peer;
import io.ecsharden.machine.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stays looks again and again, and the thousandth look asks Docker as the first. */
class LookTest {

  private static final String AGENT =
      "{\"State\":{\"Status\":\"running\",\"Running\":true,"
          + "\"StartedAt\":\"2026-06-29T08:00:00Z\"},\"Config\":{\"Env\":[]}}";

  @TempDir private Path folder;
  private RunContext spent;
  private DaemonBaseline baseline;

  @BeforeEach
  void makeAnInstance() throws IOException {
    Path root = folder.toRealPath();
    Files.createDirectories(root.resolve("etc/ecs"));
    Files.writeString(root.resolve("etc/ecs/ecs.config"), "ECS_CLUSTER=c\n");
    TestRun run = new TestRun();
    spent =
        new RunContext(
            root, "watch", Map.of(), Clock.systemUTC(), run, new Budget(Duration.ZERO), run);
    baseline =
        new DaemonBaseline(
            spent,
            new BaselineRequest(
                Optional.of("default"), Duration.ZERO, InputStream.nullInputStream()),
            TestRun.request(false, Duration.ZERO),
            Duration.ofMinutes(5));
    baseline.read();
  }

  @Test
  void asks_docker_again_when_earlier_looks_took_all_their_time() throws IOException {
    try (Peer docker =
        Peer.unix(folder.toRealPath(), "/var/run/docker.sock", Peer.http(Peer.ok(AGENT)))) {
      // Then
      assertInstanceOf(Program.Running.class, agent(Look.audit(spent, baseline)));
      assertInstanceOf(Program.Running.class, agent(Look.repair(spent, baseline, nothing())));
    }
    assertEquals(Duration.ZERO, spent.budget().left());
  }

  private static Program agent(Result<Look.Seen> look) {
    Result.Done<?> done = assertInstanceOf(Result.Done.class, look, look.toString());
    return ((Look.Seen) done.value()).audit().whole().instance().facts().running().agent();
  }

  /** Controls that never ask for a change. */
  private static Look.Allowed nothing() {
    return new Look.Allowed(Restarts.NEVER, Duration.ZERO, Set.of("agent-running"), Set.of());
  }
}
