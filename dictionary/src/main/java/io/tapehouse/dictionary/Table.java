package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of the warehouse or of the lake.
 *
 * @param name its name, snake case
 * @param title what a row is, in a line
 * @param columns its columns in their order
 * @param unique sets of columns that are unique together, besides the key
 * @param sources ids of the datasets that fill it or add to it, by their lineage; empty for what
 *     Tapehouse writes itself
 * @param intervals whether its rows are intervals that grow over loads: no load owns a row, and a
 *     load replaces days in them
 * @param checks names of the checks that a load of it must pass
 * @param redshift physical clauses for Redshift alone; null in the lake
 */
public record Table(
    String name,
    String title,
    List<Column> columns,
    @Nullable List<List<String>> unique,
    @Nullable List<String> sources,
    boolean intervals,
    @Nullable List<String> checks,
    @Nullable Redshift redshift) {

  /** The column that the rows of a load bear. */
  public static final String LOAD_ID = "load_id";

  /** The column with the exchange's trading date. */
  public static final String TRADING_DATE = "trading_date";

  /** The first of the dates that a list of events covers. */
  public static final String RANGE_FROM = "range_from";

  /** The last of them. */
  public static final String RANGE_TO = "range_to";

  /** The column with the date of a file that has a state. */
  public static final String AS_OF = "as_of";

  /** The type of a date. One that no column of a declared file fills is the file's own date. */
  public static final String DATE = "DATE";

  /** The first column of every table of the lake. */
  static final Column ATTEMPT =
      new Column(
          "attempt_id",
          "VARCHAR(64)",
          false,
          false,
          null,
          null,
          "the attempt that wrote the row; distinguishes a batch's partitions where an engine does not"
              + " say from which file a row came");

  /** Replaces what the file leaves out by empty lists. */
  public Table {
    columns = List.copyOf(columns);
    unique = unique == null ? List.of() : List.copyOf(unique);
    sources = sources == null ? List.of() : List.copyOf(sources);
    checks = checks == null ? List.of() : List.copyOf(checks);
  }

  /** The columns that identify a row. */
  public List<Column> key() {
    return columns.stream().filter(Column::key).toList();
  }

  /** Whether loads fill it: its rows bear a load's number, or are intervals that loads extend. */
  public boolean isLoaded() {
    return intervals || column(LOAD_ID).isPresent();
  }

  /** The same table, with {@code dataset} among those that fill it. */
  Table filledBy(String dataset) {
    List<String> all = new ArrayList<>(sources);
    all.add(dataset);
    return new Table(name, title, columns, unique, all, intervals, checks, redshift);
  }

  /** A column by its name, if there is one. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /**
   * A column.
   *
   * @param name its name, snake case
   * @param type SQL type that both engines take
   * @param key part of the key
   * @param nullable may be absent; absent is NULL, never zero
   * @param references the table whose key it holds
   * @param unit unit of the figure, where it has one
   * @param meaning its meaning
   */
  public record Column(
      String name,
      String type,
      boolean key,
      boolean nullable,
      @Nullable String references,
      @Nullable String unit,
      String meaning) {

    /** A column of words in the lake. */
    static Column text(String name, int width, String meaning) {
      return new Column(name, "VARCHAR(" + width + ")", false, false, null, null, meaning);
    }
  }

  /** How Redshift lays a table out. */
  public record Redshift(
      @JsonProperty("dist_style") String distStyle,
      @JsonProperty("dist_key") @Nullable String distKey,
      @JsonProperty("sort_key") @Nullable List<String> sortKey) {}
}
