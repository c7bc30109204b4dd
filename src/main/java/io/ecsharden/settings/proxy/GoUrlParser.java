package io.ecsharden.settings.proxy;

import java.util.Optional;

/** {@code url.Parse} of Go's {@code net/url/url.go}, over byte strings. */
final class GoUrlParser {

  private GoUrlParser() {}

  static GoUrl parse(String text) throws GoUrlException {
    String bytes = GoStrings.bytes(text);
    int hash = bytes.indexOf('#');
    String beforeHash = hash < 0 ? bytes : bytes.substring(0, hash);
    checkControls(beforeHash);
    int schemeEnd = schemeEnd(beforeHash);
    String scheme = schemeEnd < 0 ? "" : GoStrings.lower(beforeHash.substring(0, schemeEnd));
    String rest = beforeHash.substring(schemeEnd + 1);
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question);
    String hierarchy = question < 0 ? rest : rest.substring(0, question);
    return withHierarchy(scheme, hierarchy, query, hash < 0 ? "" : bytes.substring(hash + 1));
  }

  private static GoUrl withHierarchy(String scheme, String hierarchy, String query, String fragment)
      throws GoUrlException {
    if (!hierarchy.startsWith("/")) {
      if (!scheme.isEmpty()) {
        // opaque, such as localhost:3128 with the scheme localhost: Go does not look into it
        return url(scheme, Optional.empty(), hierarchy, query, fragment);
      }
      checkFirstSegment(hierarchy);
    }
    boolean hasAuthority =
        hierarchy.startsWith("//") && !(scheme.isEmpty() && hierarchy.startsWith("///"));
    if (!hasAuthority) {
      String path = UrlPart.PATH.normalize(hierarchy);
      return url(scheme, Optional.empty(), path, query, fragment);
    }
    int slash = hierarchy.indexOf('/', 2);
    int end = slash < 0 ? hierarchy.length() : slash;
    Authority authority = Authority.parse(hierarchy.substring(2, end));
    String path = UrlPart.PATH.normalize(hierarchy.substring(end));
    return url(scheme, Optional.of(authority), path, query, fragment);
  }

  private static GoUrl url(
      String scheme, Optional<Authority> authority, String path, String query, String fragment)
      throws GoUrlException {
    return new GoUrl(scheme, authority, path, query, UrlPart.FRAGMENT.normalize(fragment));
  }

  private static void checkControls(String url) throws GoUrlException {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) < ' ' || url.charAt(i) == 0x7F) {
        throw new GoUrlException("net/url: invalid control character in URL");
      }
    }
  }

  /** The place of the colon after the scheme, or -1. */
  private static int schemeEnd(String url) throws GoUrlException {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
      if (c == ':') {
        if (i == 0) {
          throw new GoUrlException("missing protocol scheme");
        }
        return i;
      }
      if (!letter && (!later || i == 0)) {
        return -1;
      }
    }
    return -1;
  }

  private static void checkFirstSegment(String path) throws GoUrlException {
    int slash = path.indexOf('/');
    int colon = path.indexOf(':');
    if (colon >= 0 && (slash < 0 || colon < slash)) {
      throw new GoUrlException("first path segment in URL cannot contain colon");
    }
  }
}
