package io.tapehouse.emulators.emr;

/** What may befall one request to a fake service. */
public enum RequestFault {
  /** Refused for there are too many; nothing was done. */
  THROTTLED,
  /** An error of the service before it did anything. */
  INTERNAL_ERROR,
  /** Refused for the credentials have expired; nothing was done. */
  EXPIRED_CREDENTIALS,
  /** The connection breaks before the service has done anything. */
  BROKEN_BEFORE,
  /** It is done, and the connection breaks before the answer. */
  LOST_ANSWER,
  /** It is done, and the answer is an error of the service. */
  INTERNAL_ERROR_AFTER,
  /** The request arrives twice, and the caller has the answer to the second. */
  DELIVERED_TWICE,
  /** It is done, and the answer comes only after {@code release()}. */
  HELD_ANSWER
}
