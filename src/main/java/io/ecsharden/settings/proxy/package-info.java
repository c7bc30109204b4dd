/**
 * Which proxy a Go program takes for a URL, from its environment: the ECS agent's own rules and
 * those of Go's {@code http.ProxyFromEnvironment}. Pure: no file, no name look-up, no clock.
 *
 * <p>The rules are those of the agent 1.105.1 (built with Go 1.25) and of {@code
 * golang.org/x/net/http/httpproxy} as that Go carries it. Go compares the punycode of hosts that
 * are not ASCII. Here such a URL is refused, and such an entry of {@code NO_PROXY} matches nothing:
 * no endpoint of AWS has such a host.
 */
@NullMarked
package io.ecsharden.settings.proxy;

import org.jspecify.annotations.NullMarked;
