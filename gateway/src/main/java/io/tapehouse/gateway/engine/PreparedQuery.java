package io.tapehouse.gateway.engine;

import io.tapehouse.gateway.encoding.PgType;
import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.sql.dialect.RewrittenSql;
import java.sql.ParameterMetaData;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * A query that has passed the guard, with its columns and the types of its parameters. It holds
 * nothing open.
 */
public final class PreparedQuery {

  /** The type of a parameter that the engine cannot tell. */
  private static final String UNTOLD = "INVALID";

  /** The type of a column of a query that the engine makes while it runs. */
  private static final String UNKNOWN = "UNKNOWN";

  /**
   * The type of a parameter.
   *
   * @param type of it or of its elements
   * @param isArray whether it is an array
   * @param oid the number of the type that the client is told: the one that it has named itself, or
   *     that of {@code type}
   */
  public record ParameterType(PgType type, boolean isArray, int oid) {

    static ParameterType of(PgType type, boolean isArray) {
      return new ParameterType(type, isArray, isArray ? type.arrayOid() : type.oid());
    }

    /** Whether the client sends text, which in binary is the same, whatever the engine takes. */
    public boolean isSentAsText() {
      return PgType.of(oid).map(PgType::isText).orElse(false);
    }
  }

  private final EngineSession session;
  private final Target target;
  private final String sql;
  private final List<ResultColumn> columns;
  private final List<String> engineTypes;
  private final List<ParameterType> parameters;
  private final List<Integer> numbers;
  private final IntUnaryOperator original;

  private PreparedQuery(
      EngineSession session,
      Target target,
      String sql,
      List<ResultColumn> columns,
      List<String> engineTypes,
      List<ParameterType> parameters,
      List<Integer> numbers,
      IntUnaryOperator original) {
    this.session = session;
    this.target = target;
    this.sql = sql;
    this.columns = columns;
    this.engineTypes = engineTypes;
    this.parameters = parameters;
    this.numbers = numbers;
    this.original = original;
  }

  /**
   * Prepares a query.
   *
   * @param given types of parameters that the client has named, 0 for those that it has not
   * @throws SqlError when it is no query, or the engine rejects it
   */
  static PreparedQuery of(EngineSession session, Target target, ParameterText text, int[] given)
      throws SqlError {
    EngineConnection connection = session.take(target);
    try {
      String[] casts = new String[text.numbers().size()];
      for (int i = 0; i < casts.length; i++) {
        casts[i] = cast(given(given, text.numbers().get(i)));
      }
      RewrittenSql bound = text.with(casts);
      DuckDBPreparedStatement plan = prepare(connection, text, bound);
      boolean open = plan.getMetaData().getColumnTypeName(1).equals(UNKNOWN);
      if (untold(plan, casts, open)) {
        connection.forget(bound.sql());
        bound = text.with(casts);
        plan = prepare(connection, text, bound);
      }
      List<ResultColumn> columns = new ArrayList<>();
      List<String> types = new ArrayList<>();
      ResultSetMetaData meta = plan.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        String name = meta.getColumnLabel(i);
        String type = meta.getColumnTypeName(i);
        if (type.equals(UNKNOWN)) {
          throw SqlError.unsupported(
              "the columns are not known before it runs; cast the parameters, and name the values:"
                  + " PIVOT ... ON column IN (...)");
        }
        types.add(type);
        columns.add(column(target, name, type));
      }
      List<ParameterType> parameters = parameters(target, plan, text, given);
      RewrittenSql made = bound;
      return new PreparedQuery(
          session,
          target,
          bound.sql(),
          List.copyOf(columns),
          List.copyOf(types),
          parameters,
          text.numbers(),
          position -> text.originalPosition(made, position));
    } catch (SQLException e) {
      throw EngineErrors.of(e, "");
    } finally {
      session.giveBack(target, connection);
    }
  }

  private static DuckDBPreparedStatement prepare(
      EngineConnection connection, ParameterText text, RewrittenSql bound) throws SqlError {
    try {
      return connection.prepare(bound.sql());
    } catch (SqlError e) {
      throw e.at(position -> text.originalPosition(bound, position));
    }
  }

  private static int given(int[] given, int number) {
    return number <= given.length ? given[number - 1] : 0;
  }

  private static ResultColumn column(Target target, String name, String type) {
    return target == Target.CATALOG
        ? ResultColumn.ofCatalog(name, type)
        : ResultColumn.ofEngine(name, type);
  }

  /** What the engine is told of a parameter; null: it is to find out. Text may be anything. */
  private static @Nullable String cast(int oid) {
    Optional<PgType> type = PgType.of(oid);
    if (type.isPresent()) {
      return type.get().isText() ? null : decimal(type.get().engineType());
    }
    return PgType.ofArray(oid).map(element -> decimal(element.engineType()) + "[]").orElse(null);
  }

  /**
   * A NUMERIC without precision has eight digits behind the point at the most, as in our tables.
   */
  private static String decimal(String engineType) {
    return engineType.equals("DECIMAL") ? "DECIMAL(38,10)" : engineType;
  }

  /**
   * Gives a type to the parameters that have none; true when there were any. PostgreSQL takes a
   * parameter of which nothing is known for text.
   *
   * @param open whether the engine leaves the columns open until it has values; it does not when
   *     each parameter is cast to the type that it found itself
   */
  private static boolean untold(
      DuckDBPreparedStatement plan, @Nullable String[] casts, boolean open) throws SQLException {
    boolean any = false;
    ParameterMetaData meta = plan.getParameterMetaData();
    for (int i = 0; i < casts.length; i++) {
      if (casts[i] != null) {
        continue;
      }
      String found = meta.getParameterTypeName(i + 1);
      if (found.equals(UNTOLD) || open) {
        casts[i] = found.equals(UNTOLD) || found.equals(UNKNOWN) ? "VARCHAR" : found;
        any = true;
      }
    }
    return any;
  }

  private static List<ParameterType> parameters(
      Target target, DuckDBPreparedStatement plan, ParameterText text, int[] given)
      throws SQLException {
    List<ParameterType> types = new ArrayList<>();
    for (int number = 1; number <= Math.max(text.count(), given.length); number++) {
      int oid = given(given, number);
      int rank = text.numbers().indexOf(number);
      Optional<PgType> named = PgType.of(oid).filter(type -> !type.isText());
      Optional<PgType> element = PgType.of(oid).isPresent() ? named : PgType.ofArray(oid);
      if (element.isPresent()) {
        types.add(ParameterType.of(element.get(), named.isEmpty()));
      } else if (rank < 0) {
        types.add(ParameterType.of(PgType.TEXT, false));
      } else {
        String found = plan.getParameterMetaData().getParameterTypeName(rank + 1);
        ResultColumn inferred = column(target, "", found);
        types.add(
            oid == 0 || oid == PgType.UNKNOWN.oid()
                ? ParameterType.of(inferred.type(), inferred.isArray())
                : new ParameterType(inferred.type(), inferred.isArray(), oid));
      }
    }
    return List.copyOf(types);
  }

  /** The columns of its rows. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** The types of its parameters, in the order of their numbers. */
  public List<ParameterType> parameters() {
    return parameters;
  }

  /**
   * Runs it.
   *
   * @param values of the parameters, as {@code setObject} takes them
   * @param watch is told which statement runs, so that it can be cancelled
   */
  public RowSource run(List<@Nullable Object> values, Watch watch) throws SqlError {
    List<@Nullable Object> used = new ArrayList<>();
    for (int number : numbers) {
      used.add(values.get(number - 1));
    }
    EngineConnection connection = session.take(target);
    try {
      return new QueryRows(
          session, target, connection, sql, columns, engineTypes, used, watch, original);
    } catch (SqlError e) {
      connection.forget(sql);
      connection.end();
      session.giveBack(target, connection);
      throw e.at(original);
    }
  }
}
