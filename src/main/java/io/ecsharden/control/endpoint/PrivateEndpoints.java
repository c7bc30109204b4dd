package io.ecsharden.control.endpoint;

import io.ecsharden.baseline.Baseline;
import io.ecsharden.baseline.ParameterSpec;
import io.ecsharden.baseline.Severity;
import io.ecsharden.control.Control;
import io.ecsharden.control.ControlInfo;
import io.ecsharden.control.Detail;
import io.ecsharden.control.EvaluationContext;
import io.ecsharden.control.Outcome;
import io.ecsharden.control.Remedy;
import io.ecsharden.control.endpoint.NameVerdict.Kind;
import io.ecsharden.facts.EndpointFacts;
import io.ecsharden.format.net.AddressBlock;
import io.ecsharden.settings.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names of AWS's services resolve to private addresses. */
public final class PrivateEndpoints implements Control {

  private static final String ID = "private-endpoints";
  private static final String NETWORKS = "networks";

  private static final ControlInfo INFO =
      ControlInfo.of(
              ID, "The names of AWS's services have private addresses", Severity.INFORMATIONAL)
          .why(
              "With interface endpoints (PrivateLink) and private DNS, the traffic of the agent, of"
                  + " Docker and of SSM Agent stays in the VPC. An endpoint that is missing is not"
                  + " noticed where a NAT gateway leads to the public address.")
          .impact(
              "The traffic leaves by the NAT gateway or the internet gateway, past the policies of"
                  + " the endpoints.")
          .guidance(
              "AWS recommends PrivateLink for ECS, ECR, Secrets Manager, Systems Manager and"
                  + " CloudWatch Logs, and a gateway for S3. ECS needs three endpoints: ecs,"
                  + " ecs-agent and ecs-telemetry.")
          .repair(
              "Make an interface endpoint with private DNS for each service that is listed"
                  + " (docs/network.md has a template), or leave the control off.")
          .fix("It changes nothing: endpoints belong to the VPC.")
          .limits(
              "It asks the instance's resolver for ten names of the instance's region, and connects"
                  + " to none. It proves neither an endpoint's policy nor its security group.",
              "S3 is not judged: a gateway leaves its name's addresses public.",
              "The names are AWS's usual ones, without FIPS and dual-stack names and"
                  + " ECS_BACKEND_HOST. The partitions are aws, aws-us-gov and aws-cn.",
              "The name of the registry needs the account, which the metadata service says.",
              "A name whose requests go through a proxy of the agent or dockerd is not evaluated:"
                  + " the proxy looks it up. The proxies of SSM Agent are not seen.",
              "A VPC's IPv6 block is public: an IPv6 address counts where `networks` has it.",
              "The report on a tree of files leaves it out.")
          .references(
              "Amazon ECS developer guide: vpc-endpoints.md, security-network.md",
              "Amazon ECR user guide: vpc-endpoints.md",
              "RFC 1918, RFC 6598, RFC 4193, RFC 6052")
          .parameter(
              NETWORKS,
              new ParameterSpec(
                  ParameterSpec.Kind.CIDR_LIST,
                  "networks of the VPC that count as private besides 10.0.0.0/8, 172.16.0.0/12,"
                      + " 192.168.0.0/16, 100.64.0.0/10 and fc00::/7",
                  ""))
          .build();

  /** Whether a baseline wants to know it. */
  public static boolean isWanted(Baseline baseline) {
    return baseline.policy(ID).enabled();
  }

  @Override
  public ControlInfo info() {
    return INFO;
  }

  @Override
  public List<Outcome> evaluate(EvaluationContext context) {
    return switch (context.facts().running().network().endpoints()) {
      case EndpointFacts.NotAsked _ -> List.of();
      case EndpointFacts.Unseen(String reason) ->
          List.of(Outcome.notEvaluated("Nobody asked the instance's resolver: " + reason + "."));
      case EndpointFacts.Seen seen -> List.of(judge(context, seen));
    };
  }

  private static Outcome judge(EvaluationContext context, EndpointFacts.Seen seen) {
    List<AddressBlock> own = AddressKind.blocks(context.list(NETWORKS));
    List<NameVerdict> verdicts = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      verdicts.add(NameVerdict.of(service, seen, context, own));
    }
    List<NameVerdict> open = with(verdicts, Kind.PUBLIC);
    String unknown =
        sentence("A proxy looks up", with(verdicts, Kind.PROXIED))
            + sentence("Not known", with(verdicts, Kind.UNKNOWN));
    if (open.isEmpty()) {
      int known = with(verdicts, Kind.PRIVATE).size();
      return unknown.isEmpty()
          ? Outcome.passIf(true).because("All " + names(known) + " have private addresses.", "")
          : Outcome.notEvaluated(
              names(known) + (known == 1 ? " has" : " have") + " private addresses." + unknown);
    }
    return Outcome.passIf(false)
        .details(open.stream().map(PrivateEndpoints::detail).toList())
        .remedies(List.of(new Remedy.ByHand("make the interface endpoints in the VPC")))
        .because(
            names(open.size())
                + (open.size() == 1 ? " has" : " have")
                + " a public address."
                + unknown,
            INFO.remediation());
  }

  private static List<NameVerdict> with(List<NameVerdict> verdicts, Kind kind) {
    return verdicts.stream().filter(verdict -> verdict.kind() == kind).toList();
  }

  /** With a blank before it; nothing where there are no names. */
  private static String sentence(String what, List<NameVerdict> verdicts) {
    StringBuilder text = new StringBuilder();
    for (NameVerdict verdict : verdicts) {
      text.append(text.isEmpty() ? " " + what + ": " : "; ")
          .append(verdict.name())
          .append(" (")
          .append(verdict.text())
          .append(')');
    }
    return text.isEmpty() ? "" : text.append('.').toString();
  }

  private static String names(int count) {
    return count == 1 ? "1 name" : count + " names";
  }

  private static Detail detail(NameVerdict verdict) {
    return new Detail(
        "public-address",
        Origin.RESOLVER,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        verdict.name() + " is " + verdict.text(),
        "");
  }
}
