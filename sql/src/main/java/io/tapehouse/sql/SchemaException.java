package io.tapehouse.sql;

/** The database's schema and this program's migrations do not belong together. */
public final class SchemaException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  public SchemaException(String message) {
    super(message);
  }
}
