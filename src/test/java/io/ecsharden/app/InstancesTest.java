package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.cli.Console;
import io.ecsharden.cli.ExitCode;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Trouble;
import io.ecsharden.settings.Instance;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run says of an instance that it could not see whole. */
class InstancesTest {

  @Test
  void says_that_a_drop_in_may_not_be_read() {
    // Given
    FileFact dropIn =
        new FileFact.Unreadable(
            "/etc/systemd/system/ecs.service.d/x.conf", Trouble.NO_PERMISSION, "permission denied");
    Instance instance = Instance.of(Hosts.instance().withDropIn(dropIn).facts());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(new ByteArrayOutputStream(), err, false, Map.of());

    // When
    ExitCode code = Instances.unlessForbidden(instance, console, ExitCode.COMPLIANT);

    // Then
    assertEquals(ExitCode.NO_PERMISSION, code);
    assertEquals(
        "ecs-harden: /etc/systemd/system/ecs.service.d/x.conf: permission denied; run as root to"
            + " see what is in force\n",
        err.toString(StandardCharsets.UTF_8));
  }
}
