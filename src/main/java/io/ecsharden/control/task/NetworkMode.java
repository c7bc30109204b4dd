package io.ecsharden.control.task;

/** The network mode of a task, as its containers show it. */
public enum NetworkMode {
  /** The instance's own network. */
  HOST("host"),
  /** A bridge of Docker's: {@code docker0}, or one that somebody made. */
  BRIDGE("bridge"),
  /** A network interface of its own. */
  AWSVPC("awsvpc"),
  /** The network of a container that is not one of a task. */
  SHARED("container"),
  /** No network. */
  NONE("none");

  private final String id;

  NetworkMode(String id) {
    this.id = id;
  }

  /** The task definition's word for it. */
  public String id() {
    return id;
  }
}
