package io.ecsharden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.settings.value.Origin;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User data that undoes a repair with the next boot. */
class BootWriterTest {

  @Test
  void names_the_line_of_a_bootcmd() {
    assertEquals(
        Optional.of(Origin.line(HostFacts.USER_DATA, 3)),
        writer("#cloud-config\nbootcmd:\n- echo ECS_CLUSTER=prod > /etc/ecs/ecs.config\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#cloud-boothook\n#!/bin/bash\ncat > /etc/ecs/ecs.config <<EOF\nA=1\nEOF\n",
        "#cloud-config\nbootcmd: [[sh, -c, 'echo A=1 >> /etc/ecs/ecs.config']]\n",
        "#cloud-config\nbootcmd:\n  - |\n    echo A=1 | tee -a /etc/ecs/ecs.config\n",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\n"
            + "Content-Type: text/cloud-boothook; charset=\"us-ascii\"\n\n#!/bin/bash\n"
            + "echo A=1 >> /etc/ecs/ecs.config\n--b--\n",
        "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/cloud-config\n\n"
            + "#cloud-config\ncloud_final_modules:\n- [scripts-user, always]\n\n--b\n"
            + "Content-Type: text/x-shellscript\n\n#!/bin/bash\necho A=1 > /etc/ecs/ecs.config\n"
      })
  void sees_every_kind_that_runs_at_each_boot(String userData) {
    assertEquals(true, writer(userData).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/bash\necho ECS_CLUSTER=prod >> /etc/ecs/ecs.config\n",
        "#cloud-config\nruncmd:\n- echo A=1 > /etc/ecs/ecs.config\n",
        "#cloud-config\nbootcmd:\n- modprobe x\nruncmd:\n- echo A=1 > /etc/ecs/ecs.config\n",
        "#cloud-config\nbootcmd:\n# echo A=1 > /etc/ecs/ecs.config\n- grep A /etc/ecs/ecs.config\n",
        "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/x-shellscript\n\n"
            + "#!/bin/bash\necho A=1 > /etc/ecs/ecs.config\n",
        ""
      })
  void has_nothing_to_say_about_what_runs_once(String userData) {
    assertEquals(Optional.empty(), writer(userData));
  }

  private static Optional<Origin> writer(String userData) {
    return BootWriter.of(Hosts.instance().with(HostFacts.USER_DATA, userData).facts());
  }
}
