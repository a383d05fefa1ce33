package io.tapehouse.sql;

/** Another process owns the warehouse's file. Trying again later may succeed. */
public final class WarehouseInUseException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  public WarehouseInUseException(String message, Throwable cause) {
    super(message, cause);
  }
}
