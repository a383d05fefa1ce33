package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** The engine refused a statement. */
final class StatementException extends JdbiException {

  private static final long serialVersionUID = 1L;

  StatementException(String sql, SQLException cause) {
    super(cause.getMessage() + " [" + sql + "]", cause);
  }
}
