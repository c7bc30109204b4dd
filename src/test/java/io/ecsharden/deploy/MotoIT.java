package io.ecsharden.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecsharden.lab.NeedsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Command documents and the CloudFormation templates in moto 5.1, which is as near to the
 * services as a test gets without AWS. moto makes no documents, associations, policies of roles,
 * dashboards and rules for egress; {@code make cdk} holds those against the specification.
 */
@NeedsEngine
class MotoIT {

  private static final Path TEMPLATES = Path.of("ecs-config/cloudformation");
  private static final String DIGEST = "@sha256:" + "a".repeat(64);

  static List<CommandDocument> documents() {
    return CommandDocument.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void takes_the_command_documents(CommandDocument document) throws IOException {
    // Given
    Moto moto = new Moto();

    // When
    Moto.Answer created =
        moto.json(
            "ssm",
            "AmazonSSM.CreateDocument",
            Map.of(
                "Name",
                document.name(),
                "DocumentType",
                "Command",
                "TargetType",
                "/AWS::EC2::Instance",
                "Content",
                document.text()));

    // Then: it knows the parameters
    assertEquals(200, created.code(), created.text());
    JsonNode description = new ObjectMapper().readTree(created.text()).get("DocumentDescription");
    TreeSet<String> names = new TreeSet<>();
    description.get("Parameters").forEach(p -> names.add(p.get("Name").textValue()));
    assertEquals(document.parameters().keySet(), names);
    assertEquals("2.2", description.get("SchemaVersion").textValue());
  }

  @Test
  void refuses_a_document_that_is_none() {
    Moto.Answer refused =
        new Moto()
            .json(
                "ssm",
                "AmazonSSM.CreateDocument",
                Map.of("Name", "none", "DocumentType", "Command", "Content", "{\"a\": "));
    assertEquals(400, refused.code(), refused.text());
  }

  @Test
  void makes_the_stack_of_a_network() throws IOException {
    // Given
    Moto moto = new Moto();
    List<String> subnets = moto.ec2("DescribeSubnets", "subnetId");

    // When
    List<String> types =
        moto.stack(
            "network",
            template("network"),
            Map.of(
                "VpcId",
                moto.ec2("DescribeVpcs", "vpcId").getFirst(),
                "SubnetIds",
                subnets.get(0) + "," + subnets.get(1),
                "RouteTableIds",
                moto.ec2("DescribeRouteTables", "routeTableId").getFirst(),
                "OrganizationId",
                "o-abcdefghij",
                "S3PrefixListId",
                "pl-12345678",
                "AwsConfig",
                "yes"));

    // Then
    assertEquals(11, types.stream().filter("AWS::EC2::VPCEndpoint"::equals).count());
    assertEquals(6, types.stream().filter("AWS::EC2::SecurityGroup"::equals).count());
    assertTrue(types.contains("AWS::EC2::FlowLog"), types.toString());
  }

  @Test
  void makes_the_stack_of_a_fleet() throws IOException {
    List<String> types = new Moto().stack("fleet", template("fleet"), Map.of());
    assertTrue(types.contains("AWS::S3::Bucket"), types.toString());
  }

  @Test
  void makes_the_stack_that_does_nothing_but_audit() throws IOException {
    new Moto().stack("audits", template("ecs-harden"), images());
  }

  @Test
  void makes_the_stack_with_all_three_ways() throws IOException {
    // Given
    Moto moto = new Moto();
    moto.json(
        "ecs",
        "AmazonEC2ContainerServiceV20141113.CreateCluster",
        Map.of("clusterName", "default"));
    Map<String, String> parameters = new LinkedHashMap<>(images());
    parameters.putAll(
        Map.of(
            "RunCommand",
            "fix",
            "Daemon",
            "fix",
            "UserData",
            "yes",
            "Image",
            "111122223333.dkr.ecr.us-east-1.amazonaws.com/ecs-harden" + DIGEST,
            "PackageUrl",
            "https://example.org/ecs-harden.rpm",
            "PackageSha256",
            "a".repeat(64),
            "InstanceRoleName",
            "ecsInstanceRole",
            "Baseline",
            "schemaVersion: 1\nextends: strict\n"));

    // When
    List<String> types = moto.stack("everything", template("ecs-harden"), parameters);

    // Then
    for (String type :
        List.of(
            "AWS::ECS::TaskDefinition",
            "AWS::ECS::Service",
            "AWS::EC2::LaunchTemplate",
            "AWS::IAM::Role",
            "AWS::Logs::LogGroup",
            "AWS::SSM::Parameter")) {
      assertTrue(types.contains(type), type + " is not in " + types);
    }
  }

  private static Map<String, String> images() {
    return Map.of("ImageId", new Moto().ec2("DescribeImages", "imageId").getFirst());
  }

  /** With two places that CloudFormation takes and moto does not. */
  private static String template(String name) throws IOException {
    return Files.readString(TEMPLATES.resolve(name + ".yaml"))
        // the name of a parameter that AWS keeps
        .replace("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "AWS::EC2::Image::Id")
        // it compares the number with a text
        .replace("MaxAggregationInterval: 60", "MaxAggregationInterval: \"60\"");
  }
}
