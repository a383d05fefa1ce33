package io.tapehouse.gateway.engine;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** An error that is sent to the client, whose session goes on. */
public final class SqlError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final int position;
  private final @Nullable String hint;

  private SqlError(
      String sqlState,
      String message,
      int position,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
    this.position = position;
    this.hint = hint;
  }

  /**
   * @param sqlState the five letters of PostgreSQL's list of error codes
   */
  public static SqlError of(String sqlState, String message) {
    return new SqlError(sqlState, message, -1, null, null);
  }

  /** The same with what to do about it. */
  public static SqlError of(String sqlState, String message, String hint) {
    return new SqlError(sqlState, message, -1, hint, null);
  }

  /** The same with a cause, which is not sent. */
  static SqlError of(String sqlState, String message, int position, Throwable cause) {
    return new SqlError(sqlState, message, position, null, cause);
  }

  /** The text is no SQL. */
  public static SqlError syntax(String message) {
    return of("42601", message);
  }

  /** What PostgreSQL has and this server has not. */
  public static SqlError unsupported(String message) {
    return of("0A000", message);
  }

  /** The five letters. */
  public String sqlState() {
    return sqlState;
  }

  /** Of the character at which it went wrong, from 0; -1: unknown. */
  public int position() {
    return position;
  }

  /** The same with a position that {@code original} gives for the one that it has. */
  public SqlError at(IntUnaryOperator original) {
    return position < 0
        ? this
        : new SqlError(
            sqlState,
            String.valueOf(getMessage()),
            original.applyAsInt(position),
            hint,
            getCause());
  }

  /** Writes an ErrorResponse. */
  public void write(MessageBuffer out) {
    write(out, "ERROR", sqlState, String.valueOf(getMessage()), hint, position);
  }

  /** Writes an ErrorResponse after which the server ends the connection. */
  public static void writeFatal(MessageBuffer out, String sqlState, String message) {
    write(out, "FATAL", sqlState, message, null, -1);
  }

  private static void write(
      MessageBuffer out,
      String severity,
      String sqlState,
      String message,
      @Nullable String hint,
      int position) {
    out.begin('E').octet('S').text(severity).octet('V').text(severity);
    out.octet('C').text(sqlState).octet('M').text(message);
    if (hint != null) {
      out.octet('H').text(hint);
    }
    if (position >= 0) {
      // PostgreSQL counts characters from 1.
      out.octet('P').text(Integer.toString(position + 1));
    }
    out.octet(0).end();
  }

  /** Writes a NoticeResponse. */
  public static void notice(MessageBuffer out, String message) {
    out.begin('N').octet('S').text("NOTICE").octet('V').text("NOTICE");
    out.octet('C').text("00000").octet('M').text(message).octet(0).end();
  }
}
