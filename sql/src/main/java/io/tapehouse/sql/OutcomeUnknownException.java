package io.tapehouse.sql;

/**
 * The answer to a commit was lost: the transaction is kept as a whole or not at all, and only
 * looking again shows which. Repeating it is harmless: a load that was kept is found unchanged.
 */
public final class OutcomeUnknownException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  /** Names what was lost. */
  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
