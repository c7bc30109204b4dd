package io.ecsharden.host.http;

import io.ecsharden.format.json.JsonFields;
import io.ecsharden.format.json.JsonPaths;
import java.util.Arrays;
import java.util.List;

/**
 * The answer to a request.
 *
 * @param status 200 for example
 * @param buffer the body, unchunked, and bytes that mean nothing behind it; the {@link HttpBuffers}
 *     of the request may own it, and use it again for the next answer
 * @param length of the body
 */
public record HttpAnswer(int status, byte[] buffer, int length) {

  /** The body. */
  public byte[] body() {
    return buffer.length == length ? buffer : Arrays.copyOf(buffer, length);
  }

  /** The members that are wanted of the object that it holds. */
  public JsonFields object(JsonPaths paths) throws HttpException {
    return paths.object(buffer, length).orElseThrow(() -> new HttpException(Members.NO_OBJECT));
  }

  /** The same of the objects of the array that it holds. */
  public List<JsonFields> objects(JsonPaths paths) throws HttpException {
    return paths
        .objects(buffer, length)
        .orElseThrow(() -> new HttpException("the answer is not a JSON array"));
  }
}
