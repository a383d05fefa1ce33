package io.tapehouse.gateway.session;

import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.gateway.engine.PreparedQuery;
import io.tapehouse.gateway.engine.RowSource;
import io.tapehouse.gateway.engine.SqlError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that was understood, and may be carried out several times. */
sealed interface Command {

  /** The tag of queries. */
  String SELECT = "SELECT";

  /** The types of its parameters. */
  default List<PreparedQuery.ParameterType> parameters() {
    return List.of();
  }

  /** Whether it may run in a transaction that has failed. */
  default boolean endsFailure() {
    return false;
  }

  /** A query. */
  record Query(PreparedQuery query) implements Command {
    @Override
    public List<PreparedQuery.ParameterType> parameters() {
      return query.parameters();
    }
  }

  /** EXPLAIN of a query. */
  record Explain(PreparedQuery query) implements Command {
    @Override
    public List<PreparedQuery.ParameterType> parameters() {
      return query.parameters();
    }
  }

  /**
   * A statement with rows that the session itself makes.
   *
   * @param tag of CommandComplete, where {@link #SELECT} is followed by the number of rows
   */
  record Rows(List<ResultColumn> columns, Maker rows, String tag) implements Command {}

  /** A statement without rows. */
  record Action(List<PreparedQuery.ParameterType> parameters, Deed deed) implements Command {

    /** One without parameters. */
    Action(Deed deed) {
      this(List.of(), deed);
    }
  }

  /** FETCH from a cursor. */
  record Fetch(String cursor, long rows, boolean sends) implements Command {}

  /** COPY of a query's rows to the client. */
  record Copy(PreparedQuery query, CopyFormat format) implements Command {
    @Override
    public List<PreparedQuery.ParameterType> parameters() {
      return query.parameters();
    }
  }

  /** Ends a transaction, also one that has failed. */
  record End(boolean commits) implements Command {
    @Override
    public boolean endsFailure() {
      return true;
    }
  }

  /** ROLLBACK TO a savepoint: a transaction that has failed goes on. */
  record RollbackTo(String savepoint) implements Command {
    @Override
    public boolean endsFailure() {
      return true;
    }
  }

  /** Nothing but white space and comments. */
  record Empty() implements Command {
    @Override
    public boolean endsFailure() {
      return true;
    }
  }

  /** Makes rows. */
  @FunctionalInterface
  interface Maker {
    RowSource make() throws SqlError;
  }

  /** Does something; the result is the tag of CommandComplete. */
  @FunctionalInterface
  interface Deed {
    String run(List<@Nullable Object> values) throws SqlError;
  }
}
