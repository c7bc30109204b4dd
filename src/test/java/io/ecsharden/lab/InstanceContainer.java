package io.ecsharden.lab;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/** A container that gets files before it starts. */
final class InstanceContainer extends GenericContainer<InstanceContainer> {

  private final Map<String, Upload> files;

  InstanceContainer(String imageId, Map<String, Upload> files) {
    super(imageId);
    this.files = files;
  }

  @Override
  protected void containerIsCreated(String containerId) {
    files.forEach((path, file) -> file.put(containerId, path));
  }
}
