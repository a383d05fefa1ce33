package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a publisher's file becomes rows of one table of the warehouse: the {@code table:} block of a
 * dataset. The reader, the ETL, the table of the lake and the load of such a dataset follow from
 * it; no Java is written for it.
 *
 * @param reader in which forms the publisher writes the file
 * @param fills the table of the warehouse that its rows go to; the table of the lake has that name
 * @param constants columns of the table that are the same in every row, with their values
 * @param columns the columns of the file that are known
 * @param unnamed headers of the columns of an old form that has no names, in their order; null:
 *     there is no such form
 * @param totals rows that are sums over others and no facts; null: the file has none
 * @param checks what must hold in every row
 * @param leastRows the fewest rows below the header that a whole file has; fewer are a file that
 *     was cut
 */
public record Declaration(
    Reader reader,
    String fills,
    @Nullable Map<String, String> constants,
    List<Column> columns,
    @Nullable List<String> unnamed,
    @Nullable Totals totals,
    @Nullable List<RowCheck> checks,
    @JsonProperty("least_rows") int leastRows) {

  /** The table of the lake that takes the results of the checks of a declared file. */
  public static final String CHECK_TABLE = "file_check";

  /** Replaces what the file leaves out by nothing. */
  public Declaration {
    constants = constants == null ? Map.of() : Map.copyOf(constants);
    columns = List.copyOf(columns);
    unnamed = unnamed == null ? List.of() : List.copyOf(unnamed);
    checks = checks == null ? List.of() : List.copyOf(checks);
  }

  /** In which forms a publisher writes a file. */
  public enum Reader {
    /** TWSE's reports: JSON with {@code fields} and {@code data}, or CSV with a title and notes. */
    @JsonProperty("twse_table")
    TWSE_TABLE,
    /** TPEx's reports: JSON with {@code tables}, JSON of the old site, or CSV. */
    @JsonProperty("tpex_table")
    TPEX_TABLE,
    /** TAIFEX's downloads: CSV whose rows may end in a comma more than the header. */
    @JsonProperty("taifex_csv")
    TAIFEX_CSV,
    /** Well-formed CSV (RFC 4180) with a header in its first line. */
    @JsonProperty("open_data_csv")
    OPEN_DATA_CSV
  }

  /** What stands in a cell, and so what type the table's column has. */
  public enum Cell {
    /** A security's code: letters and digits, a VARCHAR. */
    @JsonProperty("code")
    CODE,
    /** Words, a VARCHAR. */
    @JsonProperty("text")
    TEXT,
    /** A small whole number, an INTEGER. */
    @JsonProperty("number")
    NUMBER,
    /** How many, a BIGINT; never negative. */
    @JsonProperty("count")
    COUNT,
    /** Shares, a BIGINT; never negative. */
    @JsonProperty("shares")
    SHARES,
    /** Lots of a contract, or of 1,000 shares, as published: a BIGINT; never negative. */
    @JsonProperty("lots")
    LOTS,
    /** Money, a BIGINT; may be negative. */
    @JsonProperty("money")
    MONEY,
    /** A price, a NUMERIC above zero. */
    @JsonProperty("price")
    PRICE,
    /** A ratio such as P/E, a NUMERIC. */
    @JsonProperty("ratio")
    RATIO,
    /** A percentage with or without its sign, a NUMERIC. */
    @JsonProperty("percent")
    PERCENT,
    /**
     * A change with its sign, in HTML or not, a NUMERIC; NULL where the publisher marks it with
     * {@code X} as not comparable.
     */
    @JsonProperty("signed")
    SIGNED,
    /** A date of either calendar, a DATE. */
    @JsonProperty("date")
    DATE,
    /** A year of either calendar, an INTEGER of this era. */
    @JsonProperty("year")
    YEAR,
    /** A year of either calendar and a quarter, a VARCHAR such as {@code 2020Q4}. */
    @JsonProperty("quarter")
    QUARTER
  }

  /**
   * A column of the file.
   *
   * @param headers the publisher's names of it, the present one first
   * @param column the column of the table that it fills; null: it is known and left alone
   * @param cell what its cells hold; null where it fills no column
   * @param absent marks for "none" besides those of all publishers, such as {@code 0.00} of a ratio
   * @param since the first date whose file has it; null: every file does
   * @param meaning what it holds
   */
  public record Column(
      @JsonProperty("header") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> headers,
      @Nullable String column,
      @Nullable Cell cell,
      @Nullable List<String> absent,
      @Nullable LocalDateText since,
      String meaning) {

    /** Replaces what the file leaves out by nothing. */
    public Column {
      headers = List.copyOf(headers);
      absent = absent == null ? List.of() : List.copyOf(absent);
      if (headers.isEmpty() || (column == null) != (cell == null)) {
        throw new IllegalArgumentException(
            "expected a header, and column and cell together, found %s, %s, %s"
                .formatted(headers, column, cell));
      }
    }

    /** The publisher's present name of it. */
    public String header() {
      return headers.get(0);
    }

    /** Whether a file of {@code date} must have it. */
    public boolean isRequired(LocalDate date) {
      return column != null && (since == null || !date.isBefore(since.date()));
    }
  }

  /**
   * Rows that are sums over other rows. They fill nothing; the check {@code total_rows} holds them
   * against the rows that they are sums of.
   *
   * @param header the column whose cell tells such a row
   * @param total what that cell has in a row with sums
   * @param adjustment what it has in a row with a part that the total lacks; null: there is none
   * @param ofEach columns of the table by whose values the totals are; none: one total for all
   * @param addUp columns of the table that are added up
   * @param adjusted those of them from whose sum the adjustment is taken off
   */
  public record Totals(
      String header,
      String total,
      @Nullable String adjustment,
      @JsonProperty("of_each") @Nullable List<String> ofEach,
      @JsonProperty("add_up") List<String> addUp,
      @Nullable List<String> adjusted) {

    /** Replaces what the file leaves out by nothing. */
    public Totals {
      ofEach = ofEach == null ? List.of() : List.copyOf(ofEach);
      addUp = List.copyOf(addUp);
      adjusted = adjusted == null ? List.of() : List.copyOf(adjusted);
    }
  }

  /**
   * A check of every row by itself.
   *
   * @param name its name in {@code check_result}
   * @param rule what must hold between the columns
   * @param columns the columns of the table that it reads, in the order of the rule
   */
  public record RowCheck(String name, Rule rule, List<String> columns) {

    /** What must hold between columns; a row that lacks one of them is not looked at. */
    public enum Rule {
      /** The first is the second in percent of the third, rounded to its own decimals. */
      @JsonProperty("percentage")
      PERCENTAGE,
      /** The first is the second less the third. */
      @JsonProperty("difference")
      DIFFERENCE
    }

    /** Refuses a number of columns that the rules do not have. */
    public RowCheck {
      columns = List.copyOf(columns);
      if (columns.size() != 3) {
        throw new IllegalArgumentException(name + ": expected three columns, found " + columns);
      }
    }
  }

  /** The column of the file that fills a column of the table, if one does. */
  public Optional<Column> filling(String column) {
    return columns.stream().filter(each -> column.equals(each.column())).findFirst();
  }

  /** What the dictionary's page says of the columns of the file. */
  List<Dataset.Field> fields() {
    return columns.stream()
        .map(column -> new Dataset.Field(column.header(), column.meaning()))
        .toList();
  }

  /**
   * The table of the lake: the columns of {@code filled} without the number of the load.
   *
   * @throws IllegalArgumentException when the declaration leaves a column open, or names one that
   *     the table does not have
   */
  Table lakeTable(String dataset, Table filled) {
    List<Table.Column> lake = new ArrayList<>();
    lake.add(Table.ATTEMPT);
    for (Table.Column column : filled.columns()) {
      if (!column.name().equals(Table.LOAD_ID)) {
        boolean known =
            filling(column.name()).isPresent()
                || constants.containsKey(column.name())
                || column.name().equals(Table.TRADING_DATE)
                || column.nullable();
        if (!known) {
          throw new IllegalArgumentException(
              "%s: its table block fills no %s of %s"
                  .formatted(dataset, column.name(), filled.name()));
        }
        lake.add(column);
      }
    }
    for (Column column : columns) {
      String name = column.column();
      if (name != null && filled.column(name).isEmpty()) {
        throw new IllegalArgumentException(
            "%s: %s has no column %s".formatted(dataset, filled.name(), name));
      }
    }
    return new Table(
        filled.name(), filled.title(), lake, List.of(), List.of(dataset), false, List.of(), null);
  }
}
