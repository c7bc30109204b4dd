package io.ecsharden.host.http;

/**
 * What came back.
 *
 * @param status 200 for example
 * @param body whole, unchunked; owned by this record
 */
public record HttpAnswer(int status, byte[] body) {}
