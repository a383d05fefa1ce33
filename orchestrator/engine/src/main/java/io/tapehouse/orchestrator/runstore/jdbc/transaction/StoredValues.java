package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/** How values of Java stand in columns. */
final class StoredValues {

  private StoredValues() {}

  /** Sets up jdbi for this store. */
  static void install(Jdbi jdbi) {
    // A transaction that failed is rolled back where its failure is known; see Transactions.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    // The statements hold '<' and mean it.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // By java.time throughout: java.sql.Timestamp and Date go through the time zone of the JVM.
    jdbi.registerArgument(new InstantArguments());
    jdbi.registerArgument(new DateArguments());
    jdbi.registerArgument((ArgumentFactory.Preparable) StoredValues::word);
  }

  /**
   * Binds the values of a statement of our own.
   *
   * @param order for each question mark, the place of its value
   */
  static void bind(@Nullable Object[] values, List<Integer> order, PreparedStatement statement)
      throws SQLException {
    for (int i = 0; i < order.size(); i++) {
      Object value = values[order.get(i)];
      if (value instanceof SqlArray array) {
        array.bind(i + 1, statement);
      } else {
        statement.setObject(i + 1, stored(value));
      }
    }
  }

  private static @Nullable Object stored(@Nullable Object value) {
    if (value instanceof Instant time) {
      return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
    return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value;
  }

  /** An enum by its name in lower case. */
  private static Optional<Function<Object, Argument>> word(Type type, ConfigRegistry config) {
    return type instanceof Class<?> bound && bound.isEnum()
        ? Optional.of(
            value ->
                (position, statement, context) ->
                    statement.setString(
                        position, ((Enum<?>) value).name().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static final class InstantArguments extends AbstractArgumentFactory<Instant> {

    InstantArguments() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, OffsetDateTime.ofInstant(value, ZoneOffset.UTC));
    }
  }

  private static final class DateArguments extends AbstractArgumentFactory<LocalDate> {

    DateArguments() {
      super(Types.DATE);
    }

    @Override
    protected Argument build(LocalDate value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setObject(position, value);
    }
  }
}
