package io.ecsharden.host.http;

/**
 * The answer to a request.
 *
 * @param status 200 for example
 * @param body whole, unchunked; owned by this record
 */
public record HttpAnswer(int status, byte[] body) {}
