package io.tapehouse.sql;

import org.jspecify.annotations.Nullable;

/**
 * Another transaction wrote the same rows at the same time. Nothing of this one was kept; it may be
 * repeated as it stands.
 */
public final class WriteConflictException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  public WriteConflictException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
