package io.tapehouse.orchestrator.spark.emr;

import java.io.IOException;

/** A request to AWS did not get what it asked for. */
final class AwsCallException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What is the matter. */
  enum Reason {
    /** There are too many requests; nothing was done. */
    THROTTLED,
    /** It may have been done or not: the service failed, or no answer came. */
    UNCLEAR,
    /** The credentials are expired, absent or not allowed this; nothing was done. */
    CREDENTIALS,
    /** There is no such thing. */
    NOT_FOUND,
    /** The same client token came with another request before. */
    CONFLICT,
    /** The service does not like the request; nothing was done. */
    REFUSED
  }

  private final Reason reason;

  AwsCallException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
