package io.ecsharden.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Native;
import io.ecsharden.lab.EcsInstance;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A daemon on a whole instance whose agent does not start with what the repair writes: each time
 * everything is put back, until the agent takes it.
 */
final class AgentFailures implements Callable<Integer> {

  private static final String DRIFT = "ECS_CLUSTER=soak\nECS_AWSVPC_BLOCK_IMDS=false\n";
  private static final String RIGHT = "ECS_CLUSTER=soak\nECS_AWSVPC_BLOCK_IMDS=true\n";
  private static final String LOG = "/var/log/soak.log";
  private static final Duration SOON = Duration.ofMinutes(10);

  /**
   * The files are put back; at the second the agent was not seen again within the daemon's wait.
   */
  private static final String PUT_BACK = "rolled-back|not-restored";

  /** A restart, the wait for the agent, and the same again with the files of before. */
  private static final Duration MOST_ATTEMPT = Duration.ofMinutes(2);

  private static final String START =
      "systemd-run -q --unit soak -p StandardOutput=append:"
          + LOG
          + " ecs-harden watch --mode fix --wait 10s --restarts-per-hour 1000 --restart-pause 0s";

  private static final String AWAIT =
      "for i in $(seq 5000); do [ $(grep -cE \" ($1): \" "
          + LOG
          + ") -ge $2 ] && exit 0; sleep 0.1; done; tail -20 "
          + LOG
          + "; exit 1";

  private static final String AGAIN = "kill -HUP $(systemctl show -P MainPID soak)";

  private final Duration time;
  private final int most;

  AgentFailures(Duration time, int most) {
    this.time = time;
    this.most = most;
  }

  /** How often it failed. */
  @Override
  public Integer call() {
    long end = System.nanoTime() + time.toNanos();
    try (EcsInstance instance =
        EcsInstance.setup()
            .config(DRIFT)
            .program(Native.executable())
            .behaviour("when ECS_AWSVPC_BLOCK_IMDS=true refuse", "ok")
            .boot()) {
      instance.waitForAgent(SOON);
      instance.sh(START).text();
      int failures = 0;
      int attempts = 0;
      do {
        failures++;
        await(instance, PUT_BACK, attempts + 1);
        attempts = awaitPutBack(instance);
        instance.waitForAgent(SOON);
        if (failures >= most || System.nanoTime() > end) {
          instance.behaviour("ok");
        }
        instance.sh(AGAIN).text();
      } while (failures < most && System.nanoTime() <= end);
      await(instance, "repaired", 1);
      assertEquals(RIGHT, instance.read(EcsInstance.CONFIG));
      assertEquals("0", instance.property("soak", "NRestarts"));
      assertEquals("active", instance.property("soak", "ActiveState"));
      return failures;
    }
  }

  /**
   * Waits until everything is as it was before. Where the agent was not seen within the daemon's
   * wait, its restart can still go on.
   *
   * @return how many attempts there were until now
   */
  private static int awaitPutBack(EcsInstance instance) {
    long end = System.nanoTime() + MOST_ATTEMPT.toNanos();
    String seen;
    do {
      int before = attempts(instance);
      String file = instance.read(EcsInstance.CONFIG);
      String agent = String.valueOf(instance.agentEnvironment().get("ECS_AWSVPC_BLOCK_IMDS"));
      boolean journal = instance.sh("ls /var/lib/ecs-harden").text().contains("journal.json");
      if (file.equals(DRIFT) && agent.equals("false") && !journal && before == attempts(instance)) {
        return before;
      }
      seen = file + "the agent has " + agent + (journal ? ", and there is a journal" : "");
    } while (System.nanoTime() < end);
    throw new AssertionError(seen + "\n" + instance.sh("tail -n 30 " + LOG).text());
  }

  private static int attempts(EcsInstance instance) {
    return Integer.parseInt(instance.sh("grep -cE ' (" + PUT_BACK + "): ' " + LOG).text().strip());
  }

  private static void await(EcsInstance instance, String event, int times) {
    EcsInstance.Result result =
        instance.exec(SOON, "bash", "-c", AWAIT, "bash", event, Integer.toString(times));
    assertEquals(0, result.code(), event + " " + times + "\n" + result.out());
  }
}
