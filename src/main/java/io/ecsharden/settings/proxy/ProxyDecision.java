package io.ecsharden.settings.proxy;

/** What a Go program does with a request to a URL. */
public sealed interface ProxyDecision {

  /**
   * The request goes to its host.
   *
   * @param reason short, for people; holds no secret
   */
  record Direct(String reason) implements ProxyDecision {}

  /**
   * The request goes to a proxy.
   *
   * @param proxyUrl as Go's {@code URL.String} prints it; can hold a password, and need not be a
   *     URL to which anything can connect
   * @param variable the variable that it comes from, such as {@code HTTP_PROXY}
   */
  record Via(String proxyUrl, String variable) implements ProxyDecision {

    /** The URL without what may be its userinfo; see {@link GoUrl#redacted}. */
    public String redactedUrl() {
      return GoUrl.redact(proxyUrl);
    }

    @Override
    public String toString() {
      return "Via[proxyUrl=" + redactedUrl() + ", variable=" + variable + ']';
    }
  }

  /**
   * There is no request, but an error: the URL cannot be parsed, or {@code HTTP_PROXY} would be
   * used by what looks like a CGI handler.
   *
   * @param reason short, for people; can quote a part of the target URL
   */
  record Refused(String reason) implements ProxyDecision {}
}
