package io.ecsharden.lab;

import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testcontainers.images.builder.Transferable;

/** What is on an instance before it boots for the first time. */
public final class InstanceSetup {

  private static final String SEED = "/var/lib/cloud/seed/nocloud/";

  private final Map<String, Transferable> files = new LinkedHashMap<>();
  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private boolean cloudInit;

  InstanceSetup() {}

  /** The text of {@code /etc/ecs/ecs.config}, which is empty otherwise. */
  public InstanceSetup config(String text) {
    return file(EcsInstance.CONFIG, text);
  }

  /** A bash script that runs as user data: once in the instance's life, before ecs.service. */
  public InstanceSetup userData(String script) {
    return file(EcsInstance.USER_DATA, script);
  }

  /** User data of any kind, for the real cloud-init, which gets it from a NoCloud seed. */
  public InstanceSetup cloudInit(String userData) {
    cloudInit = true;
    return file(SEED + "meta-data", "instance-id: i-0123456789abcdef0\n")
        .file(SEED + "user-data", userData);
  }

  /** A file of the machine that runs the tests. */
  public InstanceSetup file(String path, Path file) {
    uploads.put(path, new Upload(file, 0644));
    return this;
  }

  /** How the agent behaves: see {@link EcsInstance#behaviour}. */
  public InstanceSetup behaviour(String... lines) {
    return file(EcsInstance.BEHAVIOUR, EcsInstance.lines(lines));
  }

  /** Any other file. Not below /run and /tmp, which are new at every boot. */
  public InstanceSetup file(String path, String text) {
    files.put(path, Transferable.of(text, 0100644));
    return this;
  }

  /** The native executable, for user data that calls it: see {@link EcsInstance#PROGRAM}. */
  public InstanceSetup program(Path nativeExecutable) {
    uploads.put(EcsInstance.PROGRAM, new Upload(nativeExecutable, 0755));
    return this;
  }

  /** Starts the instance and waits until all of its units are up, or have failed. */
  public EcsInstance boot() {
    EcsInstance instance = start();
    try {
      instance.waitForBoot(EcsInstance.BOOT);
      return instance;
    } catch (RuntimeException | Error e) {
      instance.close();
      throw e;
    }
  }

  /** Starts the instance, and waits for nothing. */
  public EcsInstance start() {
    HostConfig privileges = Engine.instancePrivileges();
    InstanceContainer container =
        new InstanceContainer(cloudInit ? Engine.cloudImageId() : Engine.imageId(), uploads)
            .withCreateContainerCmdModifier(command -> command.withHostConfig(privileges));
    files.forEach((path, content) -> container.withCopyToContainer(content, path));
    container.start();
    return new EcsInstance(container);
  }
}
