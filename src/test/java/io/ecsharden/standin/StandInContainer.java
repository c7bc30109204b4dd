package io.ecsharden.standin;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The container that the stand-in runs in, and how its ports are reached. */
final class StandInContainer {

  /** The ports inside, as {@code standin/__main__.py} has them. */
  enum Port {
    HTTP(8000),
    HTTPS(8443),
    IMDS(8169),
    CREDENTIALS(8170),
    PROXY(3128),
    MOTO(5000),
    CONTROL(9000);

    final int number;

    Port(int number) {
      this.number = number;
    }
  }

  private static final String IMAGE_NAME = "ecs-harden/aws:latest";
  private static final Path IMAGE_SOURCE = Path.of("src/test/resources/standin");
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration START = Duration.ofSeconds(30);
  private static final int REACHED_WITHIN_MS = 5000;

  private final GenericContainer<?> container;
  private final boolean direct;

  StandInContainer() {
    // the network of the machine, because Debian's mirror is known to answer there
    ImageFromDockerfile image =
        new ImageFromDockerfile(IMAGE_NAME, false)
            .withFileFromPath(".", IMAGE_SOURCE)
            .withBuildImageCmdModifier(command -> command.withNetworkMode("host"));
    container =
        new GenericContainer<>(idOf(image))
            .withExposedPorts(
                Stream.of(Port.values()).map(port -> port.number).toArray(Integer[]::new))
            .withCreateContainerCmdModifier(StandInContainer::prepare)
            .waitingFor(
                Wait.forLogMessage(".*the stand-in listens.*", 1).withStartupTimeout(START));
    container.start();
    direct = isReachable(address());
  }

  // not the name, which another clone of this repository may give to its own image at any time
  private static String idOf(ImageFromDockerfile image) {
    DockerClient client = DockerClientFactory.lazyClient();
    return client.inspectImageCmd(image.get()).exec().getId();
  }

  private static void prepare(CreateContainerCmd command) {
    PortBinding[] bindings =
        Arrays.stream(Port.values())
            .map(port ->
                new PortBinding(Ports.Binding.bindIp(LOOPBACK), ExposedPort.tcp(port.number)))
            .toArray(PortBinding[]::new);
    command.getHostConfig().withCapAdd(Capability.NET_ADMIN).withPortBindings(bindings);
  }

  /** The container's address on the engine's network, where instances reach it. */
  String address() {
    return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
        .findFirst()
        .orElseThrow()
        .getIpAddress();
  }

  /** The port on the loopback address. */
  String published(Port port) {
    return LOOPBACK + ":" + container.getMappedPort(port.number);
  }

  /**
   * The port at the container's own address, where that is reached, as on Linux it is. Behind a
   * published port is the engine's own proxy, which makes an orderly end of every reset.
   */
  URI uri(String scheme, Port port) {
    String authority = direct ? address() + ":" + port.number : published(port);
    return URI.create(scheme + "://" + authority);
  }

  String output() {
    return container.getLogs();
  }

  private static boolean isReachable(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, Port.CONTROL.number), REACHED_WITHIN_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
