package io.ecsharden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsharden.facts.AgentCondition;
import io.ecsharden.facts.AgentContainer;
import io.ecsharden.facts.FileFact;
import io.ecsharden.facts.HostFacts;
import io.ecsharden.facts.RunningFacts;
import io.ecsharden.facts.RunningFacts.Program;
import io.ecsharden.host.docker.DockerEngine;
import io.ecsharden.host.files.HostRoot;
import io.ecsharden.machine.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen of a running instance: a folder with a Docker socket, control groups and /proc. */
class RunningInspectorTest {

  private static final String GROUP = "sys/fs/cgroup/system.slice/ecs.service/cgroup.procs";
  private static final String OLD_GROUP =
      "sys/fs/cgroup/systemd/system.slice/ecs.service/cgroup.procs";

  private static final Instant NOW = Instant.parse("2026-11-26T20:50:43Z");

  @TempDir private Path root;

  @Test
  void does_not_look_where_nothing_runs() throws IOException {
    // Given
    write(GROUP, "211\n");

    // When
    RunningFacts facts = running();

    // Then
    assertTrue(facts.isOffline());
  }

  @Test
  void reads_the_environment_of_the_agents_container() throws IOException {
    // Given
    String answer =
        "{\"State\":{\"Status\":\"running\",\"Running\":true,"
            + "\"StartedAt\":\"2026-11-26T20:50:43.5Z\"},\"Config\":{\"Env\":[\"A=1\"]}}";

    // When
    try (Peer docker = docker(answer)) {
      // Then
      assertEquals(
          new Program.Running(Map.of("A", "1"), Instant.parse("2026-11-26T20:50:43.5Z")),
          running().agent());
    }
  }

  @Test
  void gives_the_exit_code_and_the_last_critical_line_of_an_agent_that_ended() throws IOException {
    // Given
    String critical = "level=critical time=2026-11-26T20:50:45Z msg=\"Data mismatch\"";
    write("var/log/ecs/ecs-agent.log", critical + "\n");

    // When
    try (Peer docker = docker(exited(5))) {
      // Then
      assertEquals(
          new AgentCondition.Ended(5, false, Optional.of(critical)), running().condition());
    }
  }

  @Test
  void takes_no_agent_for_broken_that_somebody_stopped() throws IOException {
    for (int code : new int[] {0, 137, 143}) {
      try (Peer docker = docker(exited(code))) {
        assertEquals(new AgentCondition.Unknown(), running().condition());
      }
    }
  }

  @Test
  void sees_a_loop_while_the_container_runs_for_a_moment() throws IOException {
    // Given
    String critical = "level=critical time=2026-11-26T20:50:35Z msg=\"Error loading config\"";
    write("var/log/ecs/ecs-agent.log", critical + "\n");
    String answer =
        "{\"State\":{\"Status\":\"running\",\"Running\":true,"
            + "\"StartedAt\":\"2026-11-26T20:50:43.5Z\"},\"Config\":{\"Env\":[]}}";

    // When
    try (Peer docker = docker(answer)) {
      // Then
      assertEquals(new AgentCondition.Looping(critical), running().condition());
    }
  }

  /** ecs-init removes the old container and makes a new one, in each round of a loop. */
  @ParameterizedTest
  @CsvSource({"created", "removing", "''"})
  void sees_a_loop_while_the_container_is_being_made(String status) throws IOException {
    // Given
    ecsInit(120);
    String critical = "level=critical time=" + NOW.minusSeconds(5) + " msg=\"Error\"";
    write("var/log/ecs/ecs-agent.log", critical + "\n");

    // When
    try (Peer docker = status.isEmpty() ? missing() : docker(state(status, NOW, NOW, 0))) {
      AgentCondition loop = running().condition();
      ecsInit(2);
      AgentCondition restarted = running().condition();

      // Then
      assertEquals(new AgentCondition.Looping(critical), loop);
      assertEquals(new AgentCondition.Unknown(), restarted, "the loop of an ecs-init before it");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 120, ecs-init replaced the agent's container while ecs-init kept running",
    "10, 1, 10, Docker has restarted its container 1 time",
    "10, 3, 10, Docker has restarted its container 3 times",
    "10, 0, 12, ''",
    "90, 3, 300, ''"
  })
  void sees_without_a_log_that_the_agent_has_ended_before(
      int age, int restarts, int init, String evidence) throws IOException {
    // Given
    ecsInit(init);
    Instant made = NOW.minusSeconds(age);

    // When
    try (Peer docker = docker(state("running", made, made, restarts))) {
      // Then
      assertEquals(
          evidence.isEmpty()
              ? new AgentCondition.Unknown()
              : new AgentCondition.StartedAgain(evidence, Optional.empty()),
          running().condition());
    }
  }

  private Peer missing() throws IOException {
    return Peer.unix(
        root, DockerEngine.SOCKET, Peer.http("HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n"));
  }

  private static String state(String status, Instant created, Instant started, int restarts) {
    return "{\"Created\":\"%s\",\"RestartCount\":%d,\"State\":{\"Status\":\"%s\",\"Running\":%s,\"StartedAt\":\"%s\"},\"Config\":{\"Env\":[]}}"
        .formatted(created, restarts, status, status.equals("running"), started);
  }

  /** ecs-init, which has been running for some seconds. */
  private void ecsInit(int seconds) throws IOException {
    write(GROUP, "211\n");
    write("proc/211/comm", "amazon-ecs-init\n");
    write("proc/211/environ", "A=1\0");
    write("proc/211/stat", "211 (a) S 1 211 211 0 -1 4 1 1 0 0 5 3 1 2 20 0 1 0 0 99 1\n");
    write("proc/stat", "btime " + NOW.minusSeconds(seconds).getEpochSecond() + "\n");
    write("proc/uptime", seconds + ".37 1.00\n");
  }

  @Test
  void sees_how_the_agents_container_was_made() throws IOException {
    // Given
    write("srv/compose.yml", "image: amazon/amazon-ecs-agent\n");
    String answer =
        "{\"Name\":\"/ecs-agent\",\"State\":{},\"HostConfig\":{\"Privileged\":true,"
            + "\"SecurityOpt\":[\"apparmor=unconfined\"],\"Binds\":[\"/a:/b\"],"
            + "\"NetworkMode\":\"default\",\"PortBindings\":{\"51678/tcp\":[{\"HostIp\":"
            + "\"127.0.0.1\",\"HostPort\":\"51678\"}]},"
            + "\"RestartPolicy\":{\"Name\":\"always\"}},\"Config\":{\"Labels\":{"
            + "\"com.docker.compose.project.config_files\":\"/srv/compose.yml\"}}}";

    // When
    try (Peer docker = docker(answer)) {
      AgentContainer made = running().container().orElseThrow();

      // Then
      assertEquals("ecs-agent", made.name());
      assertTrue(made.privileged());
      assertEquals(List.of("apparmor=unconfined"), made.options());
      assertEquals(List.of("/a:/b"), made.volumes());
      assertEquals(List.of("127.0.0.1"), made.network().addresses(51678));
      assertTrue(made.network().isOwn());
      assertEquals("always", made.restart());
      assertEquals("/srv/compose.yml", made.composeFile().orElseThrow().path());
    }
  }

  private static String exited(int code) {
    return "{\"State\":{\"Status\":\"exited\",\"Running\":false,\"ExitCode\":"
        + code
        + ",\"StartedAt\":\"2026-11-26T20:50:43.5Z\"},\"Config\":{\"Env\":[]}}";
  }

  @Test
  void asks_dockerd_for_its_proxies_only_where_its_files_speak_of_one() throws IOException {
    // Given
    String info =
        "{\"HttpProxy\":\"http://xxxxx:xxxxx@p:1\",\"HttpsProxy\":\"\",\"NoProxy\":\"a,b\"}";

    // When
    try (Peer docker = docker(info)) {
      Program unasked = running().dockerd();
      write("etc/docker/daemon.json", "{\"proxies\": {\"http-proxy\": \"\"}}");
      Program asked = running().dockerd();

      // Then
      assertEquals(new Program.Offline(), unasked);
      assertEquals(
          new Program.Running(
              Map.of("HTTP_PROXY", "http://xxxxx:xxxxx@p:1", "HTTPS_PROXY", "", "NO_PROXY", "a,b"),
              Instant.EPOCH),
          asked);
    }
  }

  @Test
  void waits_once_for_a_docker_that_hangs_whatever_it_wants_to_know() throws IOException {
    // Given
    write("etc/docker/daemon.json", "{\"proxies\": {\"http-proxy\": \"\"}}");

    // When
    long start = System.nanoTime();
    RunningFacts running;
    try (Peer docker = Peer.unix(root, DockerEngine.SOCKET, Peer.silence())) {
      running = running();
    }

    // Then
    assertTrue(System.nanoTime() - start < 3_500_000_000L, "it waited for each answer");
    assertTrue(running.agent() instanceof Program.Unseen, running.toString());
    assertTrue(running.dockerd() instanceof Program.Unseen, running.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'State':{'Status':'exited','ExitCode':5,'FinishedAt':'2026-11-26T20:50:44Z'}}"
            + "| the agent's container exited with code 5 at 2026-11-26T20:50:44Z",
        "{'State':{'Status':'restarting','Running':true,'StartedAt':'2026-11-26T20:50:44Z'}}"
            + "| the agent's container is `restarting`",
        "{'State':{'Status':'created'}} | the agent's container is `created`"
      })
  void says_that_the_agent_is_down(String answer, String reason) throws IOException {
    try (Peer docker = docker(answer.replace('\'', '"'))) {
      assertEquals(new Program.Down(reason), running().agent());
    }
  }

  @Test
  void says_that_there_is_no_agent_and_why_docker_cannot_be_asked() throws IOException {
    // Given
    Files.createDirectories(root.resolve("run/systemd/system"));

    // Then
    assertEquals(new Program.Unseen("there is no /var/run/docker.sock"), running().agent());
    try (Peer docker =
        Peer.unix(
            root, DockerEngine.SOCKET, Peer.http("HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n"))) {
      assertEquals(new Program.Down("there is no container ecs-agent"), running().agent());
    }
    try (Peer docker = docker("[]")) {
      assertEquals(
          new Program.Unseen("Docker at /var/run/docker.sock: the answer is not a JSON object"),
          running().agent());
    }
  }

  @ParameterizedTest
  @CsvSource({GROUP, OLD_GROUP})
  void reads_the_environment_of_ecs_inits_process(String group) throws IOException {
    // Given
    Files.createDirectories(root.resolve("run/systemd/system"));
    write(group, "77\n211\n261\n");
    write("proc/77/comm", "docker\n");
    write("proc/211/comm", "amazon-ecs-init\n");
    write("proc/211/environ", "A=1\0B=x=y\0A=2\0C\0=z\0D=\0");
    write(
        "proc/211/stat", "211 (a) b (c) S 1 211 211 0 -1 4 1 1 0 0 5 3 1 2 20 0 1 0 12345 99 1\n");
    write("proc/stat", "cpu 1 2 3\nbtime 1795724989\nprocesses 5\n");

    // When
    Program program = running().ecsInit();

    // Then
    assertEquals(
        new Program.Running(
            Map.of("A", "1", "B", "x=y", "D", ""),
            Instant.ofEpochSecond(1795724989).plusMillis(123_450)),
        program);
  }

  @Test
  void uses_the_first_process_where_none_has_ecs_inits_name() throws IOException {
    // Given
    Files.createDirectories(root.resolve("run/systemd/system"));
    write(GROUP, "5\n6\n");
    for (String pid : new String[] {"5", "6"}) {
      write("proc/" + pid + "/comm", "sh\n");
      write("proc/" + pid + "/environ", "PID=" + pid + "\0");
      write("proc/" + pid + "/stat", pid + " (sh) S 1 1 1 0 -1 4 1 1 0 0 5 3 1 2 20 0 1 0 0 9 1\n");
    }
    write("proc/stat", "btime 1\n");

    // Then
    assertEquals(
        new Program.Running(Map.of("PID", "5"), Instant.ofEpochSecond(1)), running().ecsInit());
  }

  @Test
  void says_why_ecs_init_is_not_seen() throws IOException {
    Files.createDirectories(root.resolve("run/systemd/system"));
    assertEquals(
        new Program.Unseen("ecs-init's control group is not visible here"), running().ecsInit());

    Files.createDirectories(root.resolve("sys/fs/cgroup/system.slice"));
    assertEquals(
        new Program.Down("ecs.service has no process in system.slice"), running().ecsInit());

    write(GROUP, "");
    assertEquals(
        new Program.Down("ecs.service has no process in system.slice"), running().ecsInit());

    write(GROUP, "0\n");
    assertEquals(
        new Program.Unseen("ecs-init runs in a process namespace that is not visible here"),
        running().ecsInit());

    write(GROUP, "7\n");
    assertEquals(
        new Program.Unseen("ecs-init's process 7 is not visible in /proc"), running().ecsInit());

    write("proc/7/environ", "A=1\0");
    assertEquals(
        new Program.Unseen("the start time of ecs-init is not visible"), running().ecsInit());

    write("proc/7/stat", "7 (x");
    write("proc/stat", "btime many\n");
    assertInstanceOf(Program.Unseen.class, running().ecsInit());
  }

  @Test
  void sees_when_the_json_file_was_written() throws IOException {
    // Given
    Files.createDirectories(root.resolve("run/systemd/system"));
    assertEquals(Optional.empty(), running().jsonChanged());
    write("etc/ecs/ecs.config.json", "{}");
    Instant time = Instant.parse("2126-01-01T00:00:00Z");
    Files.setLastModifiedTime(root.resolve("etc/ecs/ecs.config.json"), FileTime.from(time));

    // Then
    assertEquals(Optional.of(time), running().jsonChanged());
  }

  /** As {@code cp -p}, {@code rsync -a}, tar and rpm leave one behind. */
  @Test
  void sees_a_change_of_the_json_file_behind_an_old_time_of_modification() throws IOException {
    // Given
    Files.createDirectories(root.resolve("run/systemd/system"));
    write("etc/ecs/ecs.config.json", "{}");
    Path file = root.resolve("etc/ecs/ecs.config.json");
    Instant old = Instant.parse("2020-01-01T00:00:00Z");

    // When
    Files.setLastModifiedTime(file, FileTime.from(old));

    // Then
    Instant seen = running().jsonChanged().orElseThrow();
    assertEquals(((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant(), seen);
    assertTrue(seen.isAfter(old), seen.toString());
  }

  @Test
  void reads_files_of_proc_although_they_seem_empty() {
    // Given
    Path proc = Path.of("/proc/self/environ");
    assumeTrue(Files.isReadable(proc), "SKIPPED: no /proc");

    // When
    FileFact environ =
        new HostRoot(Path.of("/"))
            .readKernel("/proc/" + ProcessHandle.current().pid() + "/environ");

    // Then
    assertTrue(environ.bytesOrEmpty().length > 0, environ.toString());
    assertFalse(environ instanceof FileFact.Unreadable);
  }

  private RunningFacts running() {
    HostInspector inspector = new HostInspector(new HostRoot(root));
    HostFacts files = inspector.inspect(Map.of());
    return files
        .withRunning(inspector.running(files, DockerEngine.SOCKET, Deadline.in(HostInspector.LOOK)))
        .running();
  }

  private Peer docker(String body) throws IOException {
    return Peer.unix(root, DockerEngine.SOCKET, Peer.http(Peer.ok(body)));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
