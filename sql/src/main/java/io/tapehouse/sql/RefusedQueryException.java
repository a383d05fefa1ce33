package io.tapehouse.sql;

/**
 * A text of a user that is not run: no SQL, no query, or one that reads more than the warehouse.
 */
public final class RefusedQueryException extends SqlQueryException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final int position;

  private RefusedQueryException(String sqlState, String message, int position) {
    super(message);
    this.sqlState = sqlState;
    this.position = position;
  }

  /**
   * It is no SQL.
   *
   * @param position of the character, from 0; -1: unknown
   */
  public static RefusedQueryException syntax(String message, int position) {
    return new RefusedQueryException("42601", message, position);
  }

  /** It is no query. */
  public static RefusedQueryException readOnly(String message) {
    return new RefusedQueryException("25006", message, -1);
  }

  /** It asks for more than the warehouse. */
  public static RefusedQueryException notAllowed(String message) {
    return new RefusedQueryException("42501", message, -1);
  }

  /** The five letters of the kind of refusal, by PostgreSQL's list. */
  public String sqlState() {
    return sqlState;
  }

  /** Of the character at which it went wrong, from 0; -1: unknown. */
  public int position() {
    return position;
  }
}
