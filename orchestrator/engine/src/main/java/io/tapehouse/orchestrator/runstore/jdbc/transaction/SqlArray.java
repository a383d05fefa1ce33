package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Values for {@code = ANY(:name)}.
 *
 * @param type of an element, as the engine calls it
 */
record SqlArray(String type, List<?> values) implements Argument {

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    bind(position, statement);
  }

  void bind(int position, PreparedStatement statement) throws SQLException {
    statement.setArray(position, statement.getConnection().createArrayOf(type, values.toArray()));
  }
}
