package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** How values of Java stand in columns. */
final class StoredValues {

  private StoredValues() {}

  /** Sets up jdbi for this store. */
  static void install(Jdbi jdbi) {
    // A transaction that failed is rolled back where its failure is known; see Transactions.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    // The statements hold '<' and mean it.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    jdbi.registerRowMapper((RowMapperFactory) StoredValues::record);
    // By java.time throughout: java.sql.Timestamp and Date go through the time zone of the JVM.
    jdbi.registerColumnMapper(
        Instant.class, (row, column, context) -> RecordMapper.instant(row, column));
    jdbi.registerColumnMapper(
        LocalDate.class, (row, column, context) -> row.getObject(column, LocalDate.class));
    jdbi.registerArgument(new InstantArguments());
    jdbi.registerArgument(new DateArguments());
    jdbi.registerArgument((ArgumentFactory.Preparable) StoredValues::word);
  }

  /** A record by the names of its components. */
  private static Optional<RowMapper<?>> record(Type type, ConfigRegistry config) {
    return type instanceof Class<?> made && made.isRecord()
        ? Optional.of(RecordMapper.of(made))
        : Optional.empty();
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
