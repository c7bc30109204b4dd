package io.ecsharden.settings.proxy;

import java.util.Optional;

/**
 * A URL as Go parses and prints it ({@code url.Parse} and {@code URL.String} in Go's {@code
 * net/url/url.go}, release 1.25.11, the Go of the ECS agent 1.105). Immutable.
 *
 * <p>Go accepts much that is no URL: {@code http://http://host} has the host {@code http:} and the
 * path {@code //host}. So this is a tool to see what Go makes of a text, not one to validate it.
 * What a program does that runs with {@code GODEBUG=urlstrictcolons=1} (the default of modules for
 * Go 1.26 and later: two colons in a host without brackets are an error) is not shown.
 *
 * <p>{@link #print} can hold a password, and {@link #toString} does not.
 */
public final class GoUrl {

  private final String scheme;
  private final Optional<Authority> authority;
  private final String path;
  private final String query;
  private final String fragment;

  /**
   * @param path as it is printed; of an opaque URL, all that follows the scheme
   * @param query with its question mark, or empty
   * @param fragment as it is printed, without its hash sign
   */
  GoUrl(String scheme, Optional<Authority> authority, String path, String query, String fragment) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
    this.fragment = fragment;
  }

  /**
   * Parses a text as Go's {@code url.Parse} does.
   *
   * @throws GoUrlException if Go gives an error
   */
  public static GoUrl parse(String text) throws GoUrlException {
    return GoUrlParser.parse(text);
  }

  /** In lower case; empty for a relative URL. */
  public String scheme() {
    return scheme;
  }

  /** Host or host:port, decoded, IPv6 in brackets; empty if there is none. */
  public String host() {
    return GoStrings.text(hostBytes());
  }

  /** {@code URL.Hostname}: the host without port and brackets. */
  public String hostname() {
    return GoStrings.text(HostPort.ofAuthority(hostBytes()).host());
  }

  /** {@code URL.Port}: digits, or empty. */
  public String port() {
    return HostPort.ofAuthority(hostBytes()).port();
  }

  private String hostBytes() {
    return authority.map(Authority::host).orElse("");
  }

  /** {@code URL.String}, with the userinfo. */
  public String print() {
    StringBuilder url = new StringBuilder();
    if (!scheme.isEmpty()) {
      url.append(scheme).append(':');
    }
    authority.ifPresent(present -> printAuthority(present, url));
    if (url.isEmpty() && isFirstSegmentWithColon()) {
      url.append("./");
    }
    url.append(path).append(query);
    if (!fragment.isEmpty()) {
      url.append('#').append(fragment);
    }
    return GoStrings.text(url.toString());
  }

  private void printAuthority(Authority present, StringBuilder url) {
    boolean hasPath = !scheme.isEmpty() && !path.isEmpty();
    if (hasPath || !present.host().isEmpty() || present.userinfo().isPresent()) {
      url.append("//");
      present.userinfo().ifPresent(userinfo -> url.append(userinfo).append('@'));
      url.append(UrlPart.HOST.escape(present.host()));
    }
  }

  private boolean isFirstSegmentWithColon() {
    int colon = path.indexOf(':');
    int slash = path.indexOf('/');
    return colon >= 0 && (slash < 0 || colon < slash);
  }

  /**
   * {@link #print} with a mark in place of all from {@code ://} to the last {@code @}. That is more
   * than the userinfo: where Go takes a malformed URL apart in the wrong place, the password stands
   * in its path or fragment.
   */
  public String redacted() {
    return redact(print());
  }

  static String redact(String url) {
    int secretEnd = Math.max(url.lastIndexOf('@'), url.lastIndexOf("%40"));
    if (secretEnd < 0) {
      return url;
    }
    int schemeEnd = url.indexOf("://");
    int from = schemeEnd < 0 || schemeEnd > secretEnd ? 0 : schemeEnd + 3;
    int to = url.charAt(secretEnd) == '@' ? secretEnd + 1 : secretEnd + 3;
    return url.substring(0, from) + "[redacted]@" + url.substring(to);
  }

  @Override
  public String toString() {
    return redacted();
  }
}
