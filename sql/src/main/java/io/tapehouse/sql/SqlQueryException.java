package io.tapehouse.sql;

/** A query that the engine rejects: the fault of its author. */
public class SqlQueryException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  public SqlQueryException(String message) {
    super(message);
  }

  public SqlQueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
