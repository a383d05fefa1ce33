package io.tapehouse.gateway.wire;

import java.io.IOException;

/**
 * The other side broke the protocol; SQLSTATE 08P01. What follows on the connection has no sense.
 */
public final class ProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected and what was found
   */
  public ProtocolException(String message) {
    super(message);
  }
}
