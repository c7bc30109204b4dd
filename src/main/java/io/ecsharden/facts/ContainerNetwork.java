package io.ecsharden.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which network a container has, and which of its ports the instance's addresses lead to.
 *
 * @param mode {@code host}, {@code none}, {@code bridge} or a network's name; nothing where it is
 *     not known
 * @param ports what is published, as for {@code docker run --publish}: {@code
 *     [ADDRESS:][PORT:]PORT[/PROTOCOL]}
 */
public record ContainerNetwork(Optional<String> mode, List<String> ports) {

  /** Where it was not seen. */
  public static final ContainerNetwork UNKNOWN = new ContainerNetwork(Optional.empty(), List.of());

  /** Docker's own one, which a container has unless it is said otherwise. */
  public static final ContainerNetwork USUAL =
      new ContainerNetwork(Optional.of("bridge"), List.of());

  public ContainerNetwork {
    ports = List.copyOf(ports);
  }

  /** It has a network of its own: what it listens on is reached where it is published. */
  public boolean isOwn() {
    // container:NAME has the network of another one, which was not seen
    return mode.filter(name -> !name.equals("host") && !name.startsWith("container:")).isPresent();
  }

  /** Another mode; {@code default} is Docker's word for {@code bridge}. */
  public ContainerNetwork in(String other) {
    String name = other.startsWith("name=") ? other.substring("name=".length()) : other;
    boolean known = !name.isEmpty() && name.indexOf('$') < 0;
    return new ContainerNetwork(
        known ? Optional.of(name.equals("default") ? "bridge" : name) : Optional.empty(), ports);
  }

  /** With one more port; one with a variable in it leaves all open. */
  public ContainerNetwork publishing(String port) {
    if (port.isEmpty() || port.indexOf('$') >= 0) {
      return UNKNOWN;
    }
    List<String> more = new ArrayList<>(ports);
    more.add(port);
    return new ContainerNetwork(mode, more);
  }

  /** The addresses of the instance that lead to a TCP port; empty for all of them. */
  public List<String> addresses(int port) {
    List<String> addresses = new ArrayList<>();
    for (String published : ports) {
      int slash = published.indexOf('/');
      boolean tcp = slash < 0 || published.endsWith("/tcp");
      String text = slash < 0 ? published : published.substring(0, slash);
      int last = text.lastIndexOf(':');
      if (tcp && isIn(port, text.substring(last + 1))) {
        addresses.add(last < 0 ? "" : address(text.substring(0, last)));
      }
    }
    return addresses;
  }

  /** Of {@code 127.0.0.1:8080}, {@code [::1]:8080}, {@code 127.0.0.1:} or {@code 8080}. */
  private static String address(String before) {
    int colon = before.lastIndexOf(':');
    String address = colon < 0 ? "" : before.substring(0, colon);
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    return bracketed ? address.substring(1, address.length() - 1) : address;
  }

  /** Whether a port is {@code 51678} or within {@code 51678-51680}. */
  private static boolean isIn(int port, String range) {
    int dash = range.indexOf('-');
    try {
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      return first <= port && port <= last;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
