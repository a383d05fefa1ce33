package io.tapehouse.emulators.redshift;

import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import java.util.Map;

/** An error that is sent to the client. */
final class ServerError extends Exception {

  static final String INTERNAL = "XX000";
  static final String NOT_SUPPORTED = "0A000";
  static final String SYNTAX = "42601";

  private final String severity;
  private final String code;
  private final String detail;

  private ServerError(String severity, String code, String message, String detail) {
    super(message);
    this.severity = severity;
    this.code = code;
    this.detail = detail;
  }

  /**
   * @param code SQLSTATE
   * @param detail "" for none
   */
  static ServerError of(String code, String message, String detail) {
    return new ServerError("ERROR", code, message, detail);
  }

  /** One that ends the connection. */
  static ServerError fatal(String code, String message) {
    return new ServerError("FATAL", code, message, "");
  }

  /** What Redshift does not have, though PostgreSQL does. */
  static ServerError unsupported(String what) {
    return of(NOT_SUPPORTED, what + " is not supported on Redshift", "");
  }

  /** What Redshift has and the stand-in does not carry out. */
  static ServerError beyond(String what) {
    return of(NOT_SUPPORTED, what + " is beyond the stand-in for Redshift", "");
  }

  static ServerError syntax(String message) {
    return of(SYNTAX, "syntax error: " + message, "");
  }

  /** In the form of Redshift's own nodes: a short message, and a block of detail. */
  static ServerError internal(String error, int code, String context) {
    String line = "-----------------------------------------------";
    return of(
        INTERNAL,
        error,
        "\n  %s\n  error:  %s\n  code:      %d\n  context:   %s\n  query:     0\n  %s\n"
            .formatted(line, error, code, context, line));
  }

  /**
   * Redshift's 1023. Drivers report SQLSTATE XX000 and the message "1023"; the rest is detail.
   *
   * @param detail what was found
   */
  static ServerError serialization(String detail) {
    return of(INTERNAL, "1023", "Serializable isolation violation on table - " + detail);
  }

  Message message() {
    MessageBuffer body = new MessageBuffer();
    Map.of('S', severity, 'V', severity, 'C', code, 'M', String.valueOf(getMessage()))
        .forEach((field, value) -> body.octet(field).text(value));
    if (!detail.isEmpty()) {
      body.octet('D').text(detail);
    }
    return body.octet('\0').toMessage('E');
  }
}
