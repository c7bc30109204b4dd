package io.ecsharden.control.endpoint;

import io.ecsharden.control.Consumer;
import io.ecsharden.settings.proxy.ProxyFunction;
import java.util.Optional;

/**
 * A name of an AWS service that a container instance talks to, and that an interface endpoint with
 * private DNS can give private addresses (Amazon ECS developer guide, vpc-endpoints.md; Amazon ECR
 * user guide, vpc-endpoints.md). S3 is not one of them: its gateway leaves the name's addresses
 * public.
 */
public enum ServiceName {
  ECS("ecs", Caller.AGENT_SDK),
  ECS_AGENT("ecs-a", Caller.AGENT_STREAM),
  ECS_TELEMETRY("ecs-t", Caller.AGENT_STREAM),
  ECR_API("api.ecr", Caller.AGENT_SDK),
  ECR_REGISTRY("dkr.ecr", Caller.DOCKERD),
  LOGS("logs", Caller.DOCKERD),
  SECRETS_MANAGER("secretsmanager", Caller.AGENT_SDK),
  SSM("ssm", Caller.AGENT_SDK),
  SSM_MESSAGES("ssmmessages", Caller.SSM_AGENT),
  EC2_MESSAGES("ec2messages", Caller.SSM_AGENT);

  private static final int LONGEST_REGION = 32;
  private static final int ACCOUNT_DIGITS = 12;

  /** Who connects to it. */
  enum Caller {
    /** The agent, by the AWS SDK. */
    AGENT_SDK,
    /** The agent, by its own connections to ECS. */
    AGENT_STREAM,
    DOCKERD,
    /** SSM Agent, whose proxies nobody looks at. */
    SSM_AGENT;

    Optional<Consumer> consumer() {
      return switch (this) {
        case AGENT_SDK, AGENT_STREAM -> Optional.of(Consumer.AGENT);
        case DOCKERD -> Optional.of(Consumer.DOCKERD);
        case SSM_AGENT -> Optional.empty();
      };
    }

    ProxyFunction function() {
      return this == AGENT_STREAM ? ProxyFunction.ECS_AGENT : ProxyFunction.GO_STANDARD;
    }
  }

  private final String prefix;
  private final Caller caller;

  ServiceName(String prefix, Caller caller) {
    this.prefix = prefix;
    this.caller = caller;
  }

  Caller caller() {
    return caller;
  }

  /** The name without its region, for messages. */
  String prefix() {
    return prefix;
  }

  /**
   * The name in a region, of the aws, aws-us-gov or aws-cn partition. A registry's name begins with
   * its account.
   */
  public Optional<String> host(String region, Optional<String> account) {
    String name =
        prefix + '.' + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
    return this == ECR_REGISTRY
        ? account.filter(ServiceName::isAccount).map(id -> id + '.' + name)
        : Optional.of(name);
  }

  /** Whether the names are known: not in AWS's isolated partitions, nor in the European one. */
  public static boolean isKnown(String region) {
    boolean other =
        region.startsWith("eusc-") || region.startsWith("us-iso") || region.startsWith("eu-iso");
    return !other
        && region.length() <= LONGEST_REGION
        && region.indexOf('-') > 0
        && region.chars().allMatch(c -> c >= 'a' && c <= 'z' || isDigit(c) || c == '-');
  }

  private static boolean isAccount(String text) {
    return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(ServiceName::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
