package io.ecsharden.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecsharden.lab.EcsInstance;
import io.ecsharden.standin.StandInContainer.Port;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What ecs-harden meets of AWS, in one container that all tests of a JVM share: Systems Manager,
 * the instance metadata service, the endpoint for a task's credentials, and a proxy. It checks
 * every call's signature and AWS's own service model, and refuses what AWS would refuse.
 *
 * <p>Tests call {@link #reset} before they begin. Those that use it run one after another, and
 * carry {@link io.ecsharden.lab.NeedsEngine}.
 */
public final class AwsStandIn {

  public static final String REGION = "us-east-1";

  /** The account's one pair of keys that does not expire. */
  public static final String ACCESS_KEY = "EXAMPLE-ACCESS-KEY";

  public static final String SECRET_KEY = "EXAMPLE-SECRET";

  /** Who the metadata service says that a client is, by default. */
  public static final String INSTANCE = "i-0123456789abcdef0";

  /** Where {@link #caCertificate} is on an attached instance. */
  public static final String CA_ON_INSTANCES = "/usr/local/share/ca-certificates/standin.crt";

  /** Who gives out temporary credentials. */
  public enum Source {
    IMDS,
    CREDENTIALS;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String CREDENTIALS_PATH = "/v2/credentials/example";

  private final StandInContainer container = new StandInContainer();
  private final Control control =
      new Control(URI.create("http://" + container.published(Port.CONTROL)));

  private AwsStandIn() {
    Map<String, Integer> published = new HashMap<>();
    for (Port port : List.of(Port.HTTP, Port.HTTPS)) {
      published.put(container.published(port), port.number);
    }
    control.post("/published", published);
  }

  /** The stand-in, started by the first test that asks for it. */
  public static AwsStandIn start() {
    return Holder.SHARED;
  }

  public URI ssm() {
    return container.uri("http", Port.HTTP);
  }

  /** The same as {@link #ssm}, with a certificate that {@link #caCertificate} signed. */
  public URI ssmHttps() {
    return container.uri("https", Port.HTTPS);
  }

  public URI imds() {
    return container.uri("http", Port.IMDS);
  }

  /** For AWS_CONTAINER_CREDENTIALS_FULL_URI, at the loopback address, as SDKs want it. */
  public URI containerCredentials() {
    return URI.create("http://" + container.published(Port.CREDENTIALS) + CREDENTIALS_PATH);
  }

  /** Reaches Systems Manager only, by the name of any of its endpoints or by {@link #ssm}. */
  public URI proxy() {
    return container.uri("http", Port.PROXY);
  }

  /** Where an attached instance reaches all of this; README.md has the ports. */
  public String addressOnInstances() {
    return container.address();
  }

  /** A moto_server, for Parameter Store as others understand it; a reset does not touch it. */
  public URI moto() {
    control.post("/moto", Map.of());
    return container.uri("http", Port.MOTO);
  }

  /** The certificate of the authority that signed the one of {@link #ssmHttps}, in PEM. */
  public String caCertificate() {
    return control.get("/certificate").textValue();
  }

  /** Forgets everything, faults and requests too, and ends the connections that it holds open. */
  public AwsStandIn reset() {
    control.post("/reset", Map.of());
    return this;
  }

  /** Registers instances as managed ones, as SSM Agent does. */
  public void manage(String... instances) {
    control.post("/manage", instances);
  }

  public void unmanage(String... instances) {
    control.post("/unmanage", instances);
  }

  /** The compliance items of an instance, as ListComplianceItems shows them to an operator. */
  public List<JsonNode> complianceItems(String instance) {
    return list(control.get("/compliance?resource=" + instance));
  }

  /** The different statuses of these items. */
  public Set<String> complianceStatuses(String instance) {
    return complianceItems(instance).stream()
        .map(item -> item.get("Status").textValue())
        .collect(Collectors.toSet());
  }

  /** How often PutComplianceItems was ignored for its ItemContentHash. */
  public int ignoredComplianceCalls() {
    return control.get("/compliance/calls").get("ignored").intValue();
  }

  /** The inventory items of an instance, as PutInventory brought them. */
  public List<JsonNode> inventory(String instance) {
    return list(control.get("/inventory?instance=" + instance));
  }

  /** A new version of a parameter, of type String, StringList or SecureString: its number. */
  public int putParameter(String name, String type, String value, String... labels) {
    return control
        .post(
            "/parameters",
            Map.of(
                "name", name, "type", type, "value", value, "tier", "Advanced", "labels", labels))
        .intValue();
  }

  /** What goes wrong from now on, in addition to what goes wrong already. */
  public void faults(Fault... faults) {
    control.post("/faults", faults);
  }

  /** Nothing goes wrong from now on. */
  public void recover() {
    control.post("/recovered", Map.of());
  }

  /** How often each of the faults has struck, in their order. */
  public List<Integer> strikes() {
    return list(control.get("/faults")).stream()
        .map(fault -> fault.get("fired").intValue())
        .toList();
  }

  /** Throttles from now on: so many calls a second, and so many at once. */
  public void tokenBucket(double rate, int burst) {
    control.post("/bucket", Map.of("rate", rate, "burst", burst));
  }

  /** The same for one operation alone; AWS gives GetParameter(s) 40 a second by default. */
  public void tokenBucket(String operation, double rate, int burst) {
    control.post("/bucket", Map.of("operation", operation, "rate", rate, "burst", burst));
  }

  /** What has come in since the reset. */
  public List<LoggedRequest> requests() {
    return list(control.get("/requests")).stream()
        .map(entry -> Control.as(entry, LoggedRequest.class))
        .toList();
  }

  /** What has come in at one of the stand-ins. */
  public List<LoggedRequest> requests(Fault.Target target) {
    return requests().stream()
        .filter(request -> request.target().equalsIgnoreCase(target.name()))
        .toList();
  }

  /** Of Systems Manager: for each second of the epoch, how many calls had which verdict. */
  public JsonNode callsPerSecond() {
    return control.get("/seconds");
  }

  /** Credentials that are valid besides the usual ones; negative: they have expired. */
  public void key(String accessKey, String secretKey, String token, Duration lifetime) {
    control.post(
        "/keys",
        Map.of(
            "accessKey", accessKey,
            "secretKey", secretKey,
            "token", token,
            "lifetime", lifetime.toSeconds()));
  }

  /** New temporary credentials that live so long: their access key. Older ones stay valid. */
  public String rotate(Source source, Duration lifetime) {
    return control
        .post("/issuer", Map.of("source", source.wireName(), "lifetime", lifetime.toSeconds()))
        .textValue();
  }

  /** What the Authorization header at {@link #containerCredentials} has to be. */
  public void containerAuthorization(String value) {
    control.post("/authorization", Map.of("value", value));
  }

  /** What the metadata service says to everybody to whom {@link #attach} gave nothing else. */
  public void identity(Identity identity) {
    control.post("/identity", identity);
  }

  /** Makes the proxy demand Basic authentication. */
  public void proxyLogin(String user, String password) {
    control.post("/proxy", Map.of("user", user, "password", password));
  }

  /** How much AWS's clock is ahead of the machine's. */
  public void clock(Duration ahead) {
    control.post("/clock", Map.of("offset", ahead.toSeconds()));
  }

  /** Joins an instance: see {@link Attachment}. Neither a reset nor a reboot leaves that as is. */
  public void attach(EcsInstance instance, Identity identity) {
    Map<String, Object> members = new HashMap<>(identity.asMap());
    members.put("client", Attachment.join(instance, container.address(), caCertificate()));
    control.post("/identity", members);
  }

  /** What the stand-in printed: for a test that fails and does not say why. */
  public String output() {
    return container.output();
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return List.copyOf(elements);
  }

  private static final class Holder {
    static final AwsStandIn SHARED = new AwsStandIn();
  }
}
