package io.ecsharden.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.aws.connection.NameLookup;
import io.ecsharden.facts.EndpointFacts;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.NameAnswer;
import io.ecsharden.machine.Budget;
import io.ecsharden.settings.Instance;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the resolver, and when nobody is. */
@Timeout(20)
class EndpointLookTest {

  private static final String REGION = "ECS_CLUSTER=c\nAWS_DEFAULT_REGION=cn-north-1\n";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final TestRun run = new TestRun();

  @TempDir private Path root;

  @Test
  void asks_for_the_names_of_the_agents_region() throws Exception {
    EndpointFacts.Seen seen =
        assertInstanceOf(EndpointFacts.Seen.class, ask("/", 10, instance(REGION)));

    assertEquals("cn-north-1", seen.region());
    assertEquals(Optional.empty(), seen.account());
    assertEquals(9, asked.size(), asked.toString());
    assertTrue(asked.contains("ecs-t.cn-north-1.amazonaws.com.cn"), asked.toString());
    assertEquals(
        new NameAnswer.Addresses(List.of("10.0.1.7")),
        seen.answers().get("ecs.cn-north-1.amazonaws.com.cn"));
    assertEquals(
        new NameAnswer.Unknown("the resolver has no address for it"),
        seen.answers().get("ssm.cn-north-1.amazonaws.com.cn"));
  }

  @Test
  void asks_nobody_in_a_tree_of_files() {
    Instance files = instance(REGION);

    Instance same = EndpointLook.of(context(Path.of("/"), 10), files);

    assertEquals(new EndpointFacts.NotAsked(), same.facts().running().network().endpoints());
  }

  @Test
  void asks_nobody_in_a_network_of_its_own() {
    Instance inside =
        Instance.of(
            Hosts.instance()
                .with(HostFacts.ECS_CONFIG, REGION)
                .in(new HostFacts.Surroundings(true, false, false))
                .facts());

    assertEquals("this container has a network of its own", reason(ask("/", 10, inside)));
    assertEquals(List.of(), asked);
  }

  @Test
  void asks_nobody_by_another_resolver_than_the_instances() throws Exception {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/resolv.conf"), "nameserver 192.0.2.1\n");

    EndpointFacts facts = ask(root.toString(), 10, instance(REGION));

    assertEquals("this container has another /etc/resolv.conf than the instance", reason(facts));
    assertEquals(List.of(), asked);
  }

  @Test
  void asks_nobody_where_the_region_is_unknown() {
    assertEquals(
        "the region is unknown: set AWS_REGION", reason(ask("/", 10, instance("ECS_CLUSTER=c\n"))));
    assertEquals(List.of(), asked);
  }

  @Test
  void asks_nobody_for_names_that_are_not_known() {
    for (String region : List.of("us-iso-east-1", "eusc-de-east-1", "x", "a-b.evil.example")) {
      assertEquals(
          "the names of AWS's services in the region that is set are not known",
          reason(ask("/", 10, instance("AWS_DEFAULT_REGION=" + region + "\n"))));
    }
    assertEquals(List.of(), asked);
  }

  @Test
  void does_not_ask_once_the_time_for_services_is_spent() {
    EndpointFacts.Seen seen =
        assertInstanceOf(EndpointFacts.Seen.class, ask("/", 0, instance(REGION)));

    assertEquals(List.of(), asked);
    assertEquals(
        new NameAnswer.Unknown("no time was left to ask for it"),
        seen.answers().get("ecs.cn-north-1.amazonaws.com.cn"));
  }

  private EndpointFacts ask(String at, int seconds, Instance instance) {
    return new EndpointLook(context(Path.of(at), seconds), new NameLookup(this::find))
        .ask(instance);
  }

  private InetAddress[] find(String name) throws UnknownHostException {
    asked.add(name);
    if (name.startsWith("ssm.")) {
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {10, 0, 1, 7})};
  }

  private RunContext context(Path at, int seconds) {
    return new RunContext(
        at,
        "audit",
        Map.of("AWS_EC2_METADATA_DISABLED", "true"),
        Clock.systemUTC(),
        run,
        new Budget(Duration.ofSeconds(seconds)),
        run);
  }

  private static Instance instance(String config) {
    return Instance.of(Hosts.instance().with(HostFacts.ECS_CONFIG, config).facts());
  }

  private static String reason(EndpointFacts facts) {
    return assertInstanceOf(EndpointFacts.Unseen.class, facts).reason();
  }
}
