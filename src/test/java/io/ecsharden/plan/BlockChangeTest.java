package io.ecsharden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.control.Auditor;
import io.ecsharden.control.Audits;
import io.ecsharden.control.check.Controls;
import io.ecsharden.facts.Access;
import io.ecsharden.facts.AccessFacts;
import io.ecsharden.facts.BlockActivity;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.FilterRule;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.NetworkFacts;
import io.ecsharden.facts.PacketFilter;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.format.unit.BridgeBlock;
import io.ecsharden.settings.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The unit that blocks the metadata service for bridges, as a change of an instance. */
class BlockChangeTest {

  private static final String CONTROL = "bridge-imds-block";

  @Test
  void installs_the_link_before_the_file_and_starts_the_unit() {
    // When
    BlockChange change = onlyChange(live(BlockActivity.STOPPED, noRules()));

    // Then: a link alone does nothing
    assertEquals(
        List.of(HostFacts.BLOCK_LINK, HostFacts.BLOCK_FILE),
        change.files().stream().map(FileContent::path).toList());
    assertEquals(Set.of(Restart.IMDS_BLOCK), change.restarts());
    for (FileContent file : change.files()) {
      assertEquals(Set.of(Restart.IMDS_BLOCK), file.restarts());
    }
    assertEquals(
        HostFacts.BLOCK_FILE,
        new String(change.files().getFirst().after().orElseThrow(), StandardCharsets.UTF_8));
    assertEquals(0777, change.files().getFirst().mode());
  }

  @Test
  void starts_a_unit_that_is_installed_and_does_not_run() {
    // When
    BlockChange change = onlyChange(installed(live(BlockActivity.STOPPED, noRules())));

    // Then
    assertEquals(List.of(), change.files());
    assertEquals(1, change.reasons().size());
  }

  @Test
  void starts_a_unit_again_whose_rule_somebody_has_removed() {
    assertEquals(List.of(), onlyChange(installed(live(BlockActivity.ACTIVE, noRules()))).files());
  }

  @Test
  void changes_nothing_where_the_rule_is_in_force() {
    assertTrue(plan(installed(live(BlockActivity.ACTIVE, ownRule()))).isEmpty());
    assertTrue(
        plan(installed(live(BlockActivity.ACTIVE, new PacketFilter.Unseen("no")))).isEmpty());
  }

  @Test
  void brings_the_unit_of_an_older_version_up_to_date() {
    // Given
    Hosts host = installed(live(BlockActivity.ACTIVE, ownRule()));
    host.with(HostFacts.BLOCK_FILE, "[Service]\nExecStart=/bin/true\n");

    // When
    BlockChange change = onlyChange(host);

    // Then
    assertEquals(
        List.of(HostFacts.BLOCK_FILE), change.files().stream().map(FileContent::path).toList());
  }

  @Test
  void leaves_an_instance_that_it_would_not_change_a_second_time() {
    // Given
    Hosts host = live(BlockActivity.STOPPED, noRules());
    Instance before = Instance.of(host.facts());

    // When
    HostFacts after = host.facts();
    for (Change change : plan(host).changes()) {
      after = change.on(after);
    }

    // Then
    Instance then = Instance.of(after);
    assertTrue(planner().plan(then, auditor().audit(then)).isEmpty());
    assertEquals(BlockActivity.STOPPED, before.facts().running().network().block());
  }

  @Test
  void is_left_to_people_where_nothing_could_make_the_rules() {
    // When
    Plan plan = plan(live(BlockActivity.NO_TOOL, noRules()));

    // Then
    assertTrue(plan.isEmpty());
    assertEquals(
        "install iptables or nftables, which the unit makes its rules with",
        plan.byHand().getFirst().reason().toString());
  }

  @Test
  void is_written_as_a_whole_or_not_at_all() {
    // Given
    String directory = "/etc/systemd/system/docker.service.wants";
    Hosts host =
        live(BlockActivity.STOPPED, noRules())
            .access(
                new AccessFacts(
                    Optional.of(0),
                    0,
                    0,
                    Map.of(
                        directory, List.of(new Access(directory, true, 0777, 0, 0, List.of())))));

    // When
    Plan plan = plan(host);

    // Then
    assertTrue(plan.isEmpty(), plan.toString());
    assertEquals(2, plan.byHand().size());
  }

  @Test
  void is_only_files_in_a_tree_of_files() {
    // When
    Plan plan = plan(Hosts.instance());

    // Then
    BlockChange change = assertInstanceOf(BlockChange.class, plan.changes().getFirst());
    assertEquals(2, change.files().size());
    assertTrue(plan(installed(Hosts.instance())).isEmpty());
  }

  private static BlockChange onlyChange(Hosts host) {
    Plan plan = plan(host);
    assertEquals(1, plan.changes().size(), plan.toString());
    return assertInstanceOf(BlockChange.class, plan.changes().getFirst());
  }

  private static Plan plan(Hosts host) {
    Instance instance = Instance.of(host.facts());
    return planner().plan(instance, auditor().audit(instance));
  }

  private static Planner planner() {
    return new Planner(auditor(), new Selection(Set.of(CONTROL), Set.of()));
  }

  private static Auditor auditor() {
    return new Auditor(
        Controls.all(),
        Audits.baseline("controls:\n  bridge-imds-block: {enabled: true}\n"),
        Instant.parse("2026-11-23T12:00:00Z"));
  }

  private static Hosts live(BlockActivity activity, PacketFilter filter) {
    Program program = new Program.Running(Map.of(), Instant.EPOCH);
    return Hosts.instance()
        .running(
            new RunningFacts(program, program)
                .with(NetworkFacts.NOT_ASKED.with(filter).with(activity)));
  }

  private static Hosts installed(Hosts host) {
    byte[] link = HostFacts.BLOCK_FILE.getBytes(StandardCharsets.UTF_8);
    return host.with(new FileFact.Content(HostFacts.BLOCK_LINK, link, 0777, 0, 0))
        .with(HostFacts.BLOCK_FILE, BridgeBlock.text());
  }

  private static PacketFilter noRules() {
    return rules();
  }

  private static PacketFilter ownRule() {
    return rules(
        new FilterRule(
            false,
            "DOCKER-USER",
            List.of(new FilterRule.Address(false, "169.254.169.254/32", false)),
            "DROP"));
  }

  private static PacketFilter rules(FilterRule... rules) {
    List<FilterRule> all = new java.util.ArrayList<>();
    all.add(new FilterRule(false, "FORWARD", List.of(), "jump DOCKER-USER"));
    all.addAll(List.of(rules));
    return new PacketFilter.Seen(all, List.of());
  }
}
