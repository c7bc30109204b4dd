package io.ecsharden.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The Docker engine that instances run on, and what it lets a container do. */
final class Engine {

  private static final String IMAGE_NAME = "ecs-harden/instance:latest";
  private static final Path IMAGE_SOURCE = Path.of("src/test/resources/lab");

  /**
   * Quarkus has every logger log everything, and the client then makes text of each byte that it
   * sends: for an executable, seconds of a processor. A level lasts as long as its logger.
   */
  private static final Logger QUIET = Logger.getLogger("com.github.dockerjava");

  static {
    QUIET.setLevel(Level.WARNING);
  }

  private static final Map<String, String> TMPFS = Map.of("/run", "", "/run/lock", "", "/tmp", "");

  private Engine() {}

  static boolean answers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static DockerClient client() {
    return DockerClientFactory.lazyClient();
  }

  /** The instance's image, built once in a run of tests, and from the engine's cache at that. */
  static String imageId() {
    return Image.ID;
  }

  /** The same with the real cloud-init; its first build downloads that from Debian. */
  static String cloudImageId() {
    return CloudImage.ID;
  }

  /** What a container needs to run systemd and an engine of its own. */
  static HostConfig instancePrivileges() {
    HostConfig config = Privileges.ALL ? new HostConfig().withPrivileged(true) : nearlyPrivileged();
    return config.withCgroupnsMode("private").withTmpFs(TMPFS);
  }

  private static HostConfig nearlyPrivileged() {
    return new UnmaskedHostConfig()
        .withCapAdd(Capability.ALL)
        .withCapDrop(Capability.SYS_RESOURCE)
        .withSecurityOpts(List.of("seccomp=unconfined"))
        .withDeviceCgroupRules(List.of("a *:* rwm"));
  }

  private static final class Image {
    // the network of the machine, because that is the one on which Debian's mirror is known to
    // answer
    static final ImageFromDockerfile IMAGE =
        new ImageFromDockerfile(IMAGE_NAME, false)
            .withFileFromPath(".", IMAGE_SOURCE)
            .withBuildImageCmdModifier(command -> command.withNetworkMode("host"));
    // not the name, which another clone of this repository may give to its own image at any time
    static final String ID = client().inspectImageCmd(IMAGE.get()).exec().getId();
  }

  private static final class CloudImage {
    static final String ID =
        client()
            .inspectImageCmd(
                new ImageFromDockerfile("ecs-harden/cloud-instance:latest", false)
                    .withFileFromPath(".", Path.of("src/test/resources/lab-cloud"))
                    .withBuildArg("BASE", imageId())
                    .withBuildImageCmdModifier(command -> command.withNetworkMode("host"))
                    .get())
            .exec()
            .getId();
  }

  private static final class Privileges {
    static final boolean ALL = allWork();

    // An engine that has not every capability itself cannot start a privileged container, and says
    // so only then.
    private static boolean allWork() {
      String id =
          client()
              .createContainerCmd(imageId())
              .withEntrypoint("/bin/true")
              .withHostConfig(new HostConfig().withPrivileged(true))
              .exec()
              .getId();
      try {
        client().startContainerCmd(id).exec();
        return true;
      } catch (DockerException e) {
        return false;
      } finally {
        client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
      }
    }
  }

  /** What {@code --security-opt systempaths=unconfined} is in the engine's interface. */
  private static final class UnmaskedHostConfig extends HostConfig {

    private static final long serialVersionUID = 1;

    @JsonProperty("MaskedPaths")
    List<String> maskedPaths() {
      return List.of();
    }

    @JsonProperty("ReadonlyPaths")
    List<String> readonlyPaths() {
      return List.of();
    }
  }
}
