package io.ecsharden.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.app.BaselineRequest;
import io.ecsharden.app.DaemonBaseline;
import io.ecsharden.app.InstanceRoot;
import io.ecsharden.app.ReportRequest;
import io.ecsharden.app.Restarts;
import io.ecsharden.app.Result;
import io.ecsharden.app.RunContext;
import io.ecsharden.app.Stop;
import io.ecsharden.report.log.LogFormat;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a look that ends without a result. */
class LookerTest {

  @TempDir private Path root;

  private final List<String> lines = new ArrayList<>();

  @Test
  void repairs_nothing_for_a_while_after_a_file_that_could_not_be_put_back() {
    Looker.Looked looked = stopped(Stop.Reason.NOT_RESTORED);

    assertEquals(Optional.of(Duration.ofMinutes(10)), looked.again());
    assertTrue(lines.getFirst().contains(" not-restored: why"), lines.toString());
    assertTrue(lines.getLast().contains(" repairs-paused: "), lines.toString());
  }

  @Test
  void repairs_nothing_for_a_while_after_a_repair_that_could_not_be_recorded() {
    Looker.Looked looked = stopped(Stop.Reason.NOT_RECORDED);

    assertEquals(Optional.of(Duration.ofMinutes(10)), looked.again());
    assertTrue(lines.getFirst().contains(" failed: why"), lines.toString());
  }

  @Test
  void looks_again_by_its_schedule_after_other_failures() {
    for (Stop.Reason reason : List.of(Stop.Reason.NOTHING_CHANGED, Stop.Reason.STATE_UNREADABLE)) {
      assertEquals(Optional.empty(), stopped(reason).again());
    }
  }

  private Looker.Looked stopped(Stop.Reason reason) {
    InstanceRoot instance = ((Result.Done<InstanceRoot>) InstanceRoot.of(root.toString())).value();
    EventLog log =
        new EventLog(LogFormat.TEXT, Clock.systemUTC(), line -> lines.add(line.toString()));
    RunContext context = RunContext.live(instance, "watch", Map.of(), Clock.systemUTC(), log);
    ReportRequest nobody =
        new ReportRequest(
            false,
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofHours(24),
            false,
            Optional.empty(),
            Optional.empty());
    WatchRequest.Repairs repairs =
        new WatchRequest.Repairs(
            Restarts.SAFE, Duration.ofSeconds(5), 3, Duration.ofMinutes(2), Set.of(), Set.of());
    DaemonBaseline baseline =
        new DaemonBaseline(
            context,
            new BaselineRequest(
                Optional.of("default"), Duration.ofDays(7), InputStream.nullInputStream()),
            nobody,
            Duration.ofMinutes(15));
    return new Looker(context, Optional.of(repairs), baseline, log, new Counters())
        .stopped(new Stop(reason, List.of("why")));
  }
}
