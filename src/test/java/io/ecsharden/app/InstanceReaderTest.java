package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FileFact.Cause;
import io.ecsharden.settings.Instance;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run says of an instance that it could not see whole. */
class InstanceReaderTest {

  @Test
  void names_the_drop_in_that_may_not_be_read() {
    // Given
    FileFact dropIn =
        new FileFact.Unreadable(
            "/etc/systemd/system/ecs.service.d/x.conf", Cause.NO_PERMISSION, "permission denied");

    // When
    Instance instance = Instance.of(Hosts.instance().withDropIn(dropIn).facts());

    // Then
    assertEquals(
        Optional.of(
            "/etc/systemd/system/ecs.service.d/x.conf: permission denied; run as root to see what"
                + " is in force"),
        InstanceReader.unseen(instance));
  }

  @Test
  void says_nothing_where_everything_may_be_read() {
    assertEquals(Optional.empty(), InstanceReader.unseen(Instance.of(Hosts.instance().facts())));
  }
}
