package io.ecsharden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecsharden.lab.EcsInstance;
import io.ecsharden.lab.NeedsEngine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that is attached finds the stand-in where it would find AWS, and its tasks do. */
@NeedsEngine
class AwsStandInInstanceIT {

  private static final Identity IDENTITY = Identity.of("i-0aaaaaaaaaaaaaaa1");

  /** What a program asks of the metadata service, in curl. */
  private static final String WHO_AM_I =
      """
      imds=http://169.254.169.254/latest
      token=$(curl -fsS -m 10 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$imds/api/token") &&
      curl -fsS -m 10 -H "X-aws-ec2-metadata-token: $token" "$imds/meta-data/instance-id"
      """;

  /**
   * The first line of the answer to PUT in a task in bridge mode; it has perl and no curl. How long
   * it waits for a connection, and for an answer, is told.
   */
  private static final String TASK =
      """
      docker run --rm --entrypoint /usr/bin/perl "$(docker inspect -f '{{.Image}}' ecs-agent)" -MIO::Socket::INET -e '
        my $imds = IO::Socket::INET->new(PeerAddr => "169.254.169.254:80", Timeout => %d) or die "unreachable\\n";
        print $imds "PUT /latest/api/token HTTP/1.1\\r\\nHost: imds\\r\\nX-aws-ec2-metadata-token-ttl-seconds: 60\\r\\n\\r\\n";
        $imds->flush;
        $SIG{ALRM} = sub { die "silent\\n" };
        alarm %d;
        print scalar <$imds>;'
      """;

  private AwsStandIn aws;

  @BeforeEach
  void start() {
    aws = AwsStandIn.start().reset();
  }

  @Test
  void finds_its_metadata_and_Systems_Manager() {
    try (EcsInstance instance = EcsInstance.boot()) {
      instance.waitForAgent(Duration.ofSeconds(60));

      // When
      aws.attach(instance, IDENTITY);

      // Then
      assertEquals(IDENTITY.instanceId(), instance.sh(WHO_AM_I).text());
      String status = "curl -sS -m 10 -o /dev/null -w '%{http_code}' -X POST ";
      assertEquals("400", instance.sh(status + "https://ssm.us-east-1.amazonaws.com/").text());
      assertEquals(
          "200",
          instance
              .sh(status.replace("POST", "GET") + "http://169.254.170.2/v2/credentials/example")
              .text());
    }
  }

  @Test
  void keeps_metadata_from_tasks_by_a_rule_or_by_hops() {
    try (EcsInstance instance = EcsInstance.boot()) {
      instance.waitForAgent(Duration.ofSeconds(60));
      aws.attach(instance, IDENTITY);
      assertTrue(instance.sh(TASK.formatted(10, 10)).text().startsWith("HTTP/1.1 200"));

      // When
      aws.attach(instance, IDENTITY.withHops(1));

      // Then
      assertTrue(instance.sh(TASK.formatted(10, 2)).err().contains("silent"));
      assertEquals(IDENTITY.instanceId(), instance.sh(WHO_AM_I).text());

      // When
      instance.sh("iptables -I DOCKER-USER -d 169.254.169.254 -j DROP").text();

      // Then
      assertTrue(instance.sh(TASK.formatted(2, 10)).err().contains("unreachable"));
      assertEquals(IDENTITY.instanceId(), instance.sh(WHO_AM_I).text());
    }
  }
}
