package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of rows: the component {@code runId} has the value of the column {@code run_id}.
 * Each component has a column, and each column a component. Columns are looked up once for each
 * result. A row of one column may also become its value alone. Immutable.
 *
 * @param <T> what a row becomes
 */
final class RowMapper<T> {

  /** Reads a column; null: the column is. */
  @FunctionalInterface
  private interface Reader {
    @Nullable Object read(ResultSet rows, int column) throws SQLException;
  }

  private static final Map<Class<?>, Reader> READERS =
      Map.of(
          long.class, ResultSet::getLong,
          int.class, ResultSet::getInt,
          boolean.class, ResultSet::getBoolean,
          String.class, ResultSet::getString,
          Long.class, RowMapper::number,
          Integer.class, RowMapper::smallNumber,
          Instant.class, RowMapper::instant,
          LocalDate.class, (rows, column) -> rows.getObject(column, LocalDate.class));

  private static final ClassValue<RowMapper<?>> MAPPERS =
      new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> type) {
          return type.isRecord() ? ofRecord(type) : ofColumn(type);
        }
      };

  private final Class<T> type;

  /** Of a record; null where the one column is all. */
  private final @Nullable Constructor<?> constructor;

  private final String[] columns;
  private final Reader[] readers;

  private RowMapper(
      Class<T> type, @Nullable Constructor<?> constructor, String[] columns, Reader[] readers) {
    this.type = type;
    this.constructor = constructor;
    this.columns = columns;
    this.readers = readers;
  }

  /** The mapper to a type. */
  @SuppressWarnings("unchecked") // by its key
  static <T> RowMapper<T> of(Class<T> type) {
    return (RowMapper<T>) MAPPERS.get(type);
  }

  private static <T> RowMapper<T> ofRecord(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    String[] columns =
        Arrays.stream(components)
            .map(component -> component.getName().replaceAll("([A-Z])", "_$1"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toArray(String[]::new);
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return new RowMapper<>(
          type,
          constructor,
          columns,
          Arrays.stream(components).map(RowMapper::reader).toArray(Reader[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("expected a record, found " + type, e);
    }
  }

  private static <T> RowMapper<T> ofColumn(Class<T> type) {
    Reader reader = READERS.get(type);
    if (reader == null) {
      throw new IllegalArgumentException("no column becomes a " + type);
    }
    return new RowMapper<>(type, null, new String[1], new Reader[] {reader});
  }

  private static Reader reader(RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return enumReader(type);
    }
    Reader reader = READERS.get(type);
    if (reader == null) {
      throw new IllegalArgumentException("no column becomes a " + component);
    }
    return reader;
  }

  /** An enum is stored by its name in lower case. */
  private static Reader enumReader(Class<?> type) {
    Map<String, Object> constants =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT),
                    Function.identity()));
    return (rows, column) -> {
      String word = rows.getString(column);
      Object constant = constants.get(word);
      if (constant == null) {
        throw new SQLException(
            "expected one of %s in a column of %s, found %s"
                .formatted(constants.keySet(), type.getSimpleName(), word));
      }
      return constant;
    };
  }

  private static @Nullable Object smallNumber(ResultSet rows, int column) throws SQLException {
    int value = rows.getInt(column);
    return rows.wasNull() ? null : value;
  }

  private static @Nullable Object number(ResultSet rows, int column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }

  /** By java.time: java.sql.Timestamp goes through the time zone of the JVM. */
  static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** All rows of a result. */
  List<T> all(ResultSet rows) throws SQLException {
    int[] places = places(rows);
    List<T> all = new ArrayList<>();
    while (rows.next()) {
      all.add(make(rows, places));
    }
    return all;
  }

  private int[] places(ResultSet rows) throws SQLException {
    int found = rows.getMetaData().getColumnCount();
    if (found != columns.length) {
      throw new SQLException(
          "expected the columns %s, found %d".formatted(Arrays.toString(columns), found));
    }
    int[] places = new int[columns.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = constructor == null ? 1 : rows.findColumn(columns[i]);
    }
    return places;
  }

  private T make(ResultSet row, int[] places) throws SQLException {
    if (constructor == null) {
      return type.cast(readers[0].read(row, 1));
    }
    @Nullable Object[] values = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = readers[i].read(row, places[i]);
    }
    try {
      return type.cast(constructor.newInstance(values));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no " + constructor + " of " + Arrays.toString(values), e);
    }
  }
}
