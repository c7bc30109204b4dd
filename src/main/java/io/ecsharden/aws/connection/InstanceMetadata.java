package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * What the metadata service says of the instance. It is asked when the first value is needed, and
 * once: the identity document holds both values.
 */
public final class InstanceMetadata implements Identity.Metadata {

  private static final String DOCUMENT = "/latest/dynamic/instance-identity/document";

  /** Too short for a second try. */
  private static final Duration ONCE = Duration.ofMillis(1);

  private final SsmSettings settings;
  private boolean asked;
  private Optional<byte[]> document = Optional.empty();

  public InstanceMetadata(SsmSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<String> instanceId() {
    return member("instanceId");
  }

  @Override
  public Optional<String> region() {
    return member("region");
  }

  /** The account that owns the instance. */
  public Optional<String> account() {
    return member("accountId");
  }

  private Optional<String> member(String name) {
    if (!asked) {
      asked = true;
      // where both values are known without it, as in a task, nothing waits for it
      Deadline retries = Identity.isComplete(settings) ? Deadline.in(ONCE) : settings.deadline();
      document = MetadataService.of(settings, retries).flatMap(service -> service.get(DOCUMENT));
    }
    return document.flatMap(json -> Identity.field(json, name));
  }
}
