package io.ecsharden.format.env;

/**
 * The three programs that read {@code ecs.config}; they disagree on quotes, comments, backslashes,
 * spaces, byte-order marks and invalid UTF-8.
 */
public enum Dialect {
  /**
   * ecs-init's own parser, which makes the agent container's environment (amazon-ecs-agent 1.105.1,
   * {@code ecs-init/docker/docker.go}, {@code getEnvVars}).
   */
  ECS_INIT("ecs-init") {
    @Override
    Reading read(EnvFile file) {
      return EcsInitReader.read(file.lines());
    }
  },
  /**
   * systemd's {@code EnvironmentFile=}, which makes ecs-init's own environment (systemd 252, {@code
   * src/basic/env-file.c}, {@code load_env_file}); {@link SystemdComments} has what 254 changed.
   */
  SYSTEMD("systemd") {
    @Override
    Reading read(EnvFile file) {
      return new SystemdReader(file.lines(), file.comments(), file.known()).read();
    }
  },
  /**
   * {@code docker run --env-file}, where people start the agent by hand (docker/cli, {@code
   * pkg/kvfile/kvfile.go}).
   */
  DOCKER_ENV_FILE("docker-env-file") {
    @Override
    Reading read(EnvFile file) {
      return DockerEnvFileReader.read(file.lines(), file.known());
    }
  };

  private final String id;

  Dialect(String id) {
    this.id = id;
  }

  /** The reader's name in reports. */
  public String id() {
    return id;
  }

  abstract Reading read(EnvFile file);
}
