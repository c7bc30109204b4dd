package io.ecsharden.secrets;

import java.util.List;

/** Lines of env files that hold no secret, and that look a little like one. */
public final class Harmless {

  /** Of settings that agent or ecs-init read. */
  public static final List<String> SETTINGS =
      List.of(
          "ECS_CLUSTER=token-service",
          "ECS_CLUSTER=password-reset-prod",
          "ECS_CLUSTER=secrets",
          "ECS_CLUSTER=key",
          "ECS_CLUSTER=arn:aws:ecs:eu-central-1:123456789012:cluster/auth",
          "ECS_CLUSTER=0123456789abcdef0123456789abcdef",
          "ECS_BACKEND_HOST=https://token-service:8443",
          "ECS_BACKEND_HOST=https://ecs.eu-central-1.amazonaws.com/?page=2",
          "ECS_INSTANCE_ATTRIBUTES={\"service\":\"token-service\"}",
          "ECS_INSTANCE_ATTRIBUTES={\"token-service\":\"on\"}",
          "ECS_INSTANCE_ATTRIBUTES={\"key\":\"value\"}",
          "ECS_INSTANCE_ATTRIBUTES={\"use_token\":true,\"max_tokens\":4096}",
          "ECS_INSTANCE_ATTRIBUTES={\"token_ttl\":\"1h\",\"key_size\":\"2048\"}",
          "ECS_INSTANCE_ATTRIBUTES={\"stack\":\"prod\",\"rack\":\"b12\"}",
          "ECS_CONTAINER_INSTANCE_TAGS={\"Key\":\"team\",\"Value\":\"payments\"}",
          "ECS_CONTAINER_INSTANCE_TAGS={\"secret\":\"none\"}",
          "ECS_CONTAINER_INSTANCE_TAGS={\"r\":"
              + "\"arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db\"}",
          "ECS_ENGINE_AUTH_TYPE=dockercfg",
          "ECS_AWSVPC_BLOCK_IMDS=true",
          "ECS_ENABLE_TASK_IAM_ROLE=1",
          "ECS_RESERVED_PORTS=[22, 2375, 2376]",
          "ECS_IMAGE_CLEANUP_INTERVAL=30m",
          "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=1h30m",
          "ECS_DATADIR=/data/token-cache",
          "ECS_LOGFILE=/log/ecs-agent.log",
          "ECS_LOG_OPTS={\"awslogs-group\":\"password-service\",\"max-size\":\"16m\"}",
          "ECS_AVAILABLE_LOGGING_DRIVERS=[\"json-file\",\"awslogs\"]",
          "ECS_TASK_METADATA_RPS_LIMIT=100,150",
          "ECS_DYNAMIC_HOST_PORT_RANGE=49153-65535",
          "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES=[\"10.0.0.0/8\"]",
          "CREDENTIALS_FETCHER_HOST=unix:///var/credentials-fetcher/socket.sock",
          "CREDENTIALS_FETCHER_SECRET_NAME_FOR_DOMAINLESS_GMSA=gmsa-plugin-input",
          "HTTP_PROXY=http://token-service:3128",
          "HTTPS_PROXY=proxy.example.com:3128",
          "NO_PROXY=169.254.169.254,169.254.170.2,/var/run/docker.sock,token-service:80",
          "DOCKER_HOST=unix:///var/run/docker.sock",
          "AWS_DEFAULT_REGION=eu-central-1");

  /** Of variables that neither reads. */
  public static final List<String> UNKNOWN =
      List.of(
          "AWSVPC_BLOCK_IMDS=true",
          "ECS_INTERFACE_NAME=eth0",
          "SERVICE=token-service",
          "SERVICE_NAME=token-service",
          "TOKEN_TTL=3600",
          "TOKEN_TIMEOUT=30s",
          "TOKEN_URL=/oauth/token",
          "TOKEN_SERVICE_PORT=8080",
          "MAX_TOKENS=4096",
          "USE_TOKEN=true",
          "ENABLE_AUTH=false",
          "AUTH=none",
          "AUTH_MODE=mutual",
          "AUTHOR=12",
          "KEY_SIZE=2048",
          "PARTITION_KEY=7",
          "MONKEY=3",
          "BYPASS=yes",
          "COMPASS=45.5",
          "PASS_THROUGH=on",
          "PASSWORD_FILE=/run/secrets/db",
          "PASSWORD_LENGTH=16",
          "PASSWORD_POLICY=strict",
          "SECRET_ROTATION=30d",
          "SECRETS_MANAGER=aws",
          "CREDENTIAL_PROVIDER=ecs",
          "SIGNATURE_VERSION=4",
          "WEBHOOK_TIMEOUT=5s",
          "LOG_LEVEL=debug",
          "REGION=us-east-1",
          "NUMBER=12345",
          "PERCENT=75%",
          "RATIO=0.25",
          "DATA_DIR=/var/lib/app",
          "AT=12:30",
          "DAY=2026-11-30",
          "EMPTY=");

  private Harmless() {}
}
