package io.ecsharden.settings.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.Hosts;
import io.ecsharden.facts.HostFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonStartReaderTest {

  private static final String UNIT = "[Service]\nExecStart=/usr/bin/dockerd ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-H fd:// --containerd=/run/containerd/containerd.sock",
        "-Hunix:///var/run/docker.sock -Dl debug",
        "-H=fd:// --debug=false --mtu 1400 --mtu=0x5dc",
        "--log-opt max-size=10m --log-opt max-file=3",
        "--host unix:///a --host unix:///b",
        "--iptables=false --ip-masq=0",
      })
  void takes_what_dockerd_takes(String options) {
    assertEquals(List.of(), command(options).defects());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start                       | ARGUMENT",
        "--debug true                | ARGUMENT",
        "-- --debug                  | ARGUMENT",
        "--nonsense                  | UNKNOWN_FLAG",
        "-e A=b                      | UNKNOWN_FLAG",
        "-Dx                         | UNKNOWN_FLAG",
        "--credsStore=ecr-login      | UNKNOWN_FLAG",
        "--mtu=big                   | OPTION_VALUE",
        "--debug=yes                 | OPTION_VALUE",
        "--log-level                 | OPTION_VALUE",
        "-H http://0.0.0.0:2375      | OPTION_VALUE"
      })
  void refuses_what_dockerd_refuses(String options, DaemonDefect.Kind kind) {
    // When
    List<DaemonDefect> defects = command(options).defects();

    // Then
    assertEquals(List.of(kind), defects.stream().map(DaemonDefect::kind).toList());
    assertEquals(2, defects.getFirst().origin().line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "null",
        "{}",
        "{\"debug\": null}",
        "{\"proxies\": {\"http-proxy\": \"http://p:1\"}}",
        "{\"tlsoptions\": {\"tlscacert\": \"/a\"}}",
        "{\"log-opts\": {\"anything\": \"1\"}}",
        "{\"label\": \"ignored\"}",
        "{\"default-shm-size\": \"64M\"}",
        "{\"default-ulimits\": {\"nofile\": {\"Name\": \"nofile\", \"Hard\": 1, \"Soft\": 1}}}"
      })
  void takes_the_file_that_dockerd_takes(String json) {
    assertEquals(List.of(), json(json).defects());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                | INVALID_JSON",
        "{'debug' true}                    | INVALID_JSON",
        "{'Debug': true}                   | UNKNOWN_DIRECTIVE",
        "{'log_driver': 'json-file'}       | UNKNOWN_DIRECTIVE",
        "{'more': {'nonsense': 1}}         | UNKNOWN_DIRECTIVE",
        "{'registry-mirrors': 'http://a'}  | OPTION_VALUE",
        "{'debug': 'true'}                 | OPTION_VALUE",
        "{'mtu': '1400'}                   | OPTION_VALUE",
        "{'mtu': 1.5}                      | OPTION_VALUE",
        "{'log-opts': {'max-file': 3}}     | OPTION_VALUE"
      })
  void refuses_the_file_that_dockerd_refuses(String json, DaemonDefect.Kind kind) {
    assertEquals(
        List.of(kind),
        json(json.replace('\'', '"')).defects().stream().map(DaemonDefect::kind).toList());
  }

  @Test
  void merges_runtimes_of_both_places() {
    assertEquals(
        List.of(),
        DaemonStartReader.read(
                Hosts.instance()
                    .withDockerUnit(UNIT + "--add-runtime nvidia=/usr/bin/n\n")
                    .with(HostFacts.DAEMON_JSON, "{\"runtimes\": {\"a\": {\"path\": \"b\"}}}")
                    .facts())
            .defects());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-H tcp://0.0.0.0:2375                        | false | false",
        "-H tcp://10.0.0.1                            | false | false",
        "-H 0.0.0.0:2375                              | false | false",
        "-H tcp://[::]:2375                           | false | false",
        "-H tcp://:2375                               | true  | false",
        "-H tcp://                                    | true  | false",
        "-H tcp://localhost:2375                      | true  | false",
        "-H tcp://[::1]:2375                          | true  | false",
        "-H tcp://0.0.0.0:2376 --tlsverify=false      | false | true",
        "-H tcp://0.0.0.0:2376 --tls --tlsverify=0    | false | true"
      })
  void finds_an_open_address(String options, boolean loopback, boolean encrypted) {
    // When
    List<ApiAddress> open = command(options).open();

    // Then
    assertEquals(1, open.size());
    assertEquals(loopback, open.getFirst().loopback());
    assertEquals(encrypted, open.getFirst().encrypted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-H tcp://0.0.0.0:2375 --tlsverify",
        "-H tcp://0.0.0.0:2375 --tls",
        "-H unix:///var/run/docker.sock",
        "-H fd://",
        "--metrics-addr 0.0.0.0:2375",
        ""
      })
  void finds_no_open_address(String options) {
    assertEquals(List.of(), command(options).open());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"tlsverify\": true, \"tlscacert\": \"/etc/docker/ca.pem\"} | 0",
        "{\"tls\": true, \"tlscacert\": \"/etc/docker/ca.pem\"}       | 0",
        // whoever has a certificate of any authority that the system trusts
        "{\"tlsverify\": true}                                         | 1",
        "{\"tls\": true}                                               | 1"
      })
  void takes_the_authority_of_clients_from_the_other_place(String json, int open) {
    assertEquals(
        open,
        DaemonStartReader.read(
                Hosts.instance()
                    .withDockerUnit(UNIT + "-H tcp://0.0.0.0:2376\n")
                    .with(HostFacts.DAEMON_JSON, json)
                    .facts())
            .open()
            .size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-H tcp://0.0.0.0:2376 --tlsverify                  | true",
        "-H tcp://0.0.0.0:2376 --tls                        | true",
        "-H tcp://0.0.0.0:2376 --tlsverify --tlscacert=/ca  | false",
        "-H unix:///var/run/docker.sock --tlsverify         | false"
      })
  void does_not_know_an_authority_that_stands_in_roots_own_directory(
      String options, boolean unknown) {
    assertEquals(unknown, command(options).openUnknown().isPresent());
  }

  @Test
  void takes_the_addresses_of_every_socket_that_starts_dockerd() {
    // Given
    String path = "/etc/systemd/system/docker-tcp.socket";

    // When
    DaemonStart start =
        DaemonStartReader.read(
            Hosts.instance()
                .withDockerUnit(UNIT + "-H fd://\n")
                .with(path, "[Socket]\nListenStream=2375\nService=docker.service\n")
                .facts());

    // Then
    assertEquals(path + ":2", start.open().getFirst().origin().display());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2375           | 1",
        "0.0.0.0:2375   | 1",
        "[::]:2375      | 1",
        "127.0.0.1:2375 | 1",
        "/run/d.sock    | 0",
        "%t/docker.sock | 0",
        "@docker        | 0",
        "vsock::2375    | 0"
      })
  void looks_at_the_sockets_of_systemd(String stream, int open) {
    assertEquals(
        open,
        DaemonStartReader.read(
                Hosts.instance()
                    .withDockerUnit(UNIT + "-H fd://\n")
                    .withDockerSocket("[Socket]\nListenStream=" + stream + "\n")
                    .facts())
            .open()
            .size());
  }

  @Test
  void leaves_the_sockets_that_dockerd_does_not_take() {
    assertEquals(
        List.of(),
        DaemonStartReader.read(
                Hosts.instance()
                    .withDockerUnit(UNIT + "-H unix:///a\n")
                    .withDockerSocket("[Socket]\nListenStream=2375\n")
                    .facts())
            .open());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config-file /etc/other.json", "--oom-score-adjust=-500"})
  void does_not_know_what_it_has_not_seen(String options) {
    assertTrue(command(options).startUnknown().isPresent());
  }

  @Test
  void says_nothing_without_files() {
    assertFalse(DaemonStartReader.read(Hosts.instance().facts()).seen());
  }

  private static DaemonStart command(String options) {
    return DaemonStartReader.read(Hosts.instance().withDockerUnit(UNIT + options + "\n").facts());
  }

  private static DaemonStart json(String text) {
    return DaemonStartReader.read(
        Hosts.instance().withDockerUnit(UNIT).with(HostFacts.DAEMON_JSON, text).facts());
  }
}
