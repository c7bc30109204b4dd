package io.ecsharden.settings.starter;

/** What makes a container of the agent, where ecs-init does not. */
public enum Maker {
  DOCKER("docker run"),
  PODMAN("podman run"),
  NERDCTL("nerdctl run"),
  CTR("ctr run"),
  COMPOSE("docker compose"),
  POD("a kubelet"),
  QUADLET("podman's generator of units");

  private final String title;

  Maker(String title) {
    this.title = title;
  }

  /** Its name in a message: {@code docker run}. */
  public String title() {
    return title;
  }

  /** Whether it reads files of variables as Docker's command does (docker/cli, {@code kvfile}). */
  boolean readsFilesAsDocker() {
    return this == DOCKER;
  }
}
