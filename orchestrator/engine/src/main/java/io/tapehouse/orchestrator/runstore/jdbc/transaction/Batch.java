package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows, sent together. Values are bound to the statement's names, {@code
 * :name}. Used by one thread.
 *
 * <p>Claims and endings of thousands of tasks a second go through here, and jdbi's own batches look
 * for the way to bind each value of each row anew: a third of a claim's time on H2.
 */
public final class Batch {

  private static final Pattern NAME = Pattern.compile(":([a-zA-Z]+)");

  /** The program's statements are few and do not change. */
  private static final Map<String, Statement> PARSED = new ConcurrentHashMap<>();

  /**
   * A statement of which the names were replaced.
   *
   * @param sql with question marks
   * @param places by name, its place among the values of a row
   * @param order for each question mark, the place of its value
   */
  private record Statement(String sql, Map<String, Integer> places, List<Integer> order) {

    static Statement parse(String named) {
      Map<String, Integer> places = new LinkedHashMap<>();
      List<Integer> order =
          NAME.matcher(named)
              .results()
              .map(match -> match.group(1))
              .map(name -> places.computeIfAbsent(name, fresh -> places.size()))
              .toList();
      return new Statement(
          NAME.matcher(named).replaceAll((MatchResult match) -> "?"), Map.copyOf(places), order);
    }
  }

  /** The engine refused a batch. */
  private static final class BatchException extends JdbiException {

    private static final long serialVersionUID = 1L;

    BatchException(String sql, SQLException cause) {
      super(cause.getMessage() + " [" + sql + "]", cause);
    }
  }

  /** A value that was not bound; null is one that may be. */
  private static final Object MISSING = new Object();

  private final Connection connection;
  private final Statement statement;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private @Nullable Object[] row;

  Batch(Connection connection, String sql) {
    this.connection = connection;
    this.statement = PARSED.computeIfAbsent(sql, Statement::parse);
    this.row = emptyRow();
  }

  private @Nullable Object[] emptyRow() {
    @Nullable Object[] values = new @Nullable Object[statement.places().size()];
    Arrays.fill(values, MISSING);
    return values;
  }

  /** Binds a value of the next row. */
  public Batch bind(String name, @Nullable Object value) {
    Integer place = statement.places().get(name);
    if (place == null) {
      throw new IllegalArgumentException(
          "expected one of %s, found '%s'".formatted(statement.places().keySet(), name));
    }
    row[place] = value;
    return this;
  }

  /** Adds the row, of which every name has been bound. */
  public void add() {
    for (Object value : row) {
      if (value == MISSING) {
        throw new IllegalStateException("a name has no value: " + statement);
      }
    }
    rows.add(row);
    row = emptyRow();
  }

  /** Executes the statement for all rows; returns how many rows of the table each changed. */
  public int[] execute() {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      for (@Nullable Object[] values : rows) {
        for (int i = 0; i < statement.order().size(); i++) {
          prepared.setObject(i + 1, stored(values[statement.order().get(i)]));
        }
        prepared.addBatch();
      }
      return prepared.executeBatch();
    } catch (SQLException e) {
      throw new BatchException(statement.sql(), e);
    }
  }

  /** As {@link StoredValues} has it. */
  private static @Nullable Object stored(@Nullable Object value) {
    if (value instanceof Instant time) {
      return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
    return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value;
  }
}
