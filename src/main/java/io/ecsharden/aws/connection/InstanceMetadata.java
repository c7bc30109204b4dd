package io.ecsharden.aws.connection;

import io.ecsharden.machine.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.internal.util.EC2MetadataUtils;

/**
 * The metadata service, by way of the SDK: version 2 only, with a token. It is asked when the first
 * value is needed, and once: each request costs a token, and the identity document holds both
 * values.
 */
public final class InstanceMetadata implements Identity.Metadata {

  private static final String DOCUMENT = "/latest/dynamic/instance-identity/document";

  /** Too short for a second try. */
  private static final Duration ONCE = Duration.ofMillis(1);

  private final Deadline deadline;
  private boolean asked;
  private Optional<byte[]> document = Optional.empty();

  public InstanceMetadata(SsmSettings settings) {
    // where both values are known without it, as in a task, nothing waits for it
    deadline = Identity.isComplete(settings) ? Deadline.in(ONCE) : settings.deadline();
  }

  @Override
  public Optional<String> instanceId() {
    return member("instanceId");
  }

  @Override
  public Optional<String> region() {
    return member("region");
  }

  private Optional<String> member(String name) {
    if (!asked) {
      asked = true;
      document = ask();
    }
    return document.flatMap(json -> Identity.field(json, name));
  }

  private Optional<byte[]> ask() {
    SsmConnection.useSdk();
    try {
      return Optional.ofNullable(
              MetadataRetry.until(deadline, () -> EC2MetadataUtils.getData(DOCUMENT, 1)))
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    } catch (SdkException e) {
      return Optional.empty();
    }
  }
}
