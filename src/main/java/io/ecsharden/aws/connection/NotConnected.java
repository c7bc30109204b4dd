package io.ecsharden.aws.connection;

/**
 * No request can be made: it is not known which instance this is or in which region, or the
 * endpoint, the proxy, the certificates or the credentials cannot be used. Another run may fare
 * better. The message is a line for people, without a final stop.
 */
public final class NotConnected extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  NotConnected(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
