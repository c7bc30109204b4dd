package io.ecsharden.standin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A request as the stand-in saw it, in the order in which it answered them.
 *
 * @param at when, in seconds of the epoch
 * @param target ssm, imds, credentials or proxy
 * @param operation the operation of Systems Manager, or a path, or a proxy's method and target
 * @param principal the access key, or empty
 * @param headers with lower-case names; what is secret in them is "..."
 * @param bytes the length of the body
 * @param verdict ok, or the error's code, or a status, or a word of the stand-in's own: "v1
 *     refused", "unanswered", "tunnel", "metadata through the proxy"
 * @param message what the error said
 * @param fault the fault that struck, or empty
 */
public record LoggedRequest(
    @JsonProperty("at") double at,
    @JsonProperty("target") String target,
    @JsonProperty("operation") String operation,
    @JsonProperty("principal") String principal,
    @JsonProperty("client") String client,
    @JsonProperty("tls") boolean tls,
    @JsonProperty("method") String method,
    @JsonProperty("path") String path,
    @JsonProperty("headers") Map<String, String> headers,
    @JsonProperty("bytes") int bytes,
    @JsonProperty("verdict") String verdict,
    @JsonProperty("message") String message,
    @JsonProperty("fault") String fault) {}
