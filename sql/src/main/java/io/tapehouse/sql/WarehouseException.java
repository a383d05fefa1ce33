package io.tapehouse.sql;

import org.jspecify.annotations.Nullable;

/**
 * The warehouse could not do what was asked. Nothing of it was kept, unless it is an {@link
 * OutcomeUnknownException}.
 */
public class WarehouseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WarehouseException(String message) {
    super(message);
  }

  public WarehouseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
