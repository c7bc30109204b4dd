package io.ecsharden.standin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;

/**
 * What the metadata service says of an instance.
 *
 * @param role the name of its role, or null
 * @param userData its user data, or null
 * @param hops how far the answer to a PUT gets; 1 is EC2's default, and too little for a task in
 *     bridge mode. It counts on an attached instance only.
 */
public record Identity(
    @JsonProperty("instanceId") String instanceId,
    @JsonProperty("region") String region,
    @JsonProperty("availabilityZone") String availabilityZone,
    @JsonProperty("role") String role,
    @JsonProperty("userData") String userData,
    @JsonProperty("hops") int hops) {

  /** An instance with a role and nothing remarkable. */
  public static Identity of(String instanceId) {
    return new Identity(
        instanceId, AwsStandIn.REGION, AwsStandIn.REGION + "a", "ecsInstanceRole", null, 64);
  }

  public Identity withoutRole() {
    return new Identity(instanceId, region, availabilityZone, null, userData, hops);
  }

  public Identity withUserData(String text) {
    return new Identity(instanceId, region, availabilityZone, role, text, hops);
  }

  public Identity withHops(int number) {
    return new Identity(instanceId, region, availabilityZone, role, userData, number);
  }

  public Identity inRegion(String name) {
    return new Identity(instanceId, name, name + "a", role, userData, hops);
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new HashMap<>();
    map.put("instanceId", instanceId);
    map.put("region", region);
    map.put("availabilityZone", availabilityZone);
    map.put("role", role);
    map.put("userData", userData);
    map.put("hops", hops);
    return map;
  }
}
