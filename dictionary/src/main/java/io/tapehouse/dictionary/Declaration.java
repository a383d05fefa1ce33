package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapehouse.dictionary.product.DerivativeType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a publisher's file becomes rows of one table of the warehouse: the {@code table:} block of a
 * dataset, or one of its {@code tables:}. The reader, the ETL, the table of the lake and the load
 * of such a dataset follow from it; no Java is written for it.
 *
 * @param reader in which forms the publisher writes the file
 * @param fills the table of the warehouse that its rows go to; the table of the lake has that name
 * @param since the first date whose file has the table; null: every file does
 * @param foundBy which tables of the file it reads, all that fit; null: the one that has the most
 *     of its columns
 * @param transposed whether the rows of the file are columns: the first cell of each is its header
 * @param rows which rows of those tables are its own; null: all that no block before it takes
 * @param undated whether some forms of the file do not say their date: they are believed by the
 *     date that they were asked for, and a note records it
 * @param contracts what kind of contracts its rows are of, if the table refers to contracts; null:
 *     it does not
 * @param otherDates whether a file may have rows of other dates, which are of other partitions and
 *     are left out
 * @param constants columns of the table that are the same in every row, with their values; of a
 *     column of the file that a file lacks, its value
 * @param columns the columns of the file that are known
 * @param unnamed headers of the columns of old forms that have no names, in their order; how many
 *     they are distinguishes the forms; null: there is no such form
 * @param totals rows that are sums over others; null: the file has none
 * @param checks what must hold in every row
 * @param sumOf the table of the same file whose rows its own are the sums of; null: none
 * @param leastRows the fewest rows that a whole file has of it; fewer are a file that was cut
 */
public record Declaration(
    Reader reader,
    String fills,
    @Nullable LocalDateText since,
    @JsonProperty("found_by") @Nullable FoundBy foundBy,
    boolean transposed,
    @Nullable RowFilter rows,
    boolean undated,
    @Nullable DerivativeType contracts,
    @JsonProperty("other_dates") boolean otherDates,
    @Nullable Map<String, String> constants,
    List<Column> columns,
    @Nullable List<List<String>> unnamed,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<Totals> totals,
    @Nullable List<RowCheck> checks,
    @JsonProperty("sum_of") @Nullable SumOf sumOf,
    @JsonProperty("least_rows") @Nullable LeastRows leastRows) {

  /** The table of the lake that takes the results of the checks of a declared file. */
  public static final String CHECK_TABLE = "file_check";

  /** The table of the lake that takes the contracts that a file names. */
  public static final String CONTRACT_TABLE = "derivative_contract";

  /** The columns of the lake in place of a number that the load gives. */
  private static final Map<String, List<Table.Column>> NATURAL =
      Map.of(
          "index_id",
          List.of(
              natural("name", "the dictionary's name of the index, else the publisher's"),
              natural("name_local", "the publisher's name of the index")));

  /** Columns that no table of facts has: a load reads them in the lake, beside the facts. */
  private static final Map<String, Table.Column> BESIDE =
      Map.of(
          "stock_name",
          new Table.Column(
              "stock_name",
              "VARCHAR(100)",
              false,
              true,
              null,
              null,
              "what the file calls the security"));

  /** Replaces what the file leaves out by nothing. */
  public Declaration {
    constants = constants == null ? Map.of() : Map.copyOf(constants);
    columns = List.copyOf(columns);
    unnamed = unnamed == null ? List.of() : List.copyOf(unnamed);
    totals = totals == null ? List.of() : List.copyOf(totals);
    checks = checks == null ? List.of() : List.copyOf(checks);
    leastRows = leastRows == null ? LeastRows.NONE : leastRows;
    if ((contracts != null) != naming(columns, ContractPart.PRODUCT).isPresent()) {
      throw new IllegalArgumentException(
          "%s: expected 'contracts' and a column with 'contract: product' together"
              .formatted(fills));
    }
  }

  /** In which forms a publisher writes a file. */
  public enum Reader {
    /** TWSE's reports: JSON with {@code fields} and {@code data}, or CSV with a title and notes. */
    @JsonProperty("twse_table")
    TWSE_TABLE,
    /**
     * TWSE's pages with details of one event each, in JSON: one, or a zip of them. The first column
     * of a page, {@code page}, is the date by which its list refers to it.
     */
    @JsonProperty("twse_pages")
    TWSE_PAGES,
    /** TPEx's reports: JSON with {@code tables}, JSON of the old site, or CSV. */
    @JsonProperty("tpex_table")
    TPEX_TABLE,
    /** TAIFEX's downloads: CSV whose rows may end in a comma more than the header. */
    @JsonProperty("taifex_csv")
    TAIFEX_CSV,
    /** Well-formed CSV (RFC 4180) with a header in its first line. */
    @JsonProperty("open_data_csv")
    OPEN_DATA_CSV,
    /** Pages of isin.twse.com.tw: a table of securities, whose kind stands in a row of its own. */
    @JsonProperty("isin_page")
    ISIN_PAGE
  }

  /** What stands in a cell, and so what type the table's column has. */
  public enum Cell {
    /** A security's code: letters and digits, a VARCHAR. */
    @JsonProperty("code")
    CODE,
    /** Words, a VARCHAR; those that the column's {@code words} have are replaced. */
    @JsonProperty("text")
    TEXT,
    /** A small whole number, an INTEGER. */
    @JsonProperty("number")
    NUMBER,
    /** How many, a BIGINT, without a number in brackets behind it; never negative. */
    @JsonProperty("count")
    COUNT,
    /** Shares, a BIGINT; never negative. */
    @JsonProperty("shares")
    SHARES,
    /** Lots of a contract, or of 1,000 shares, as published: a BIGINT; never negative. */
    @JsonProperty("lots")
    LOTS,
    /** A difference of shares or lots, a BIGINT; may be negative. */
    @JsonProperty("net")
    NET,
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
     * A change, or the price of a spread, with its sign, in HTML or not, a NUMERIC; NULL where the
     * publisher marks it with {@code X} as not comparable.
     */
    @JsonProperty("signed")
    SIGNED,
    /** One of the words that the column lists, or one of those in the publisher's: a VARCHAR. */
    @JsonProperty("word")
    WORD,
    /** Whether the cell begins with one of the column's {@code marks}, a BOOLEAN. */
    @JsonProperty("flag")
    FLAG,
    /** What stands in brackets behind a number, {@code 764(14)}, a BIGINT; never negative. */
    @JsonProperty("count_in_brackets")
    COUNT_IN_BRACKETS,
    /** The publisher's name of an index, a VARCHAR with the dictionary's name of it. */
    @JsonProperty("index")
    INDEX,
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
   * @param headers the publisher's names of it, the present one first; where a file has a name more
   *     than once, with its number: {@code 買進股數 (1)} is the first of them
   * @param column the column of the table that it fills; null: none
   * @param contract the part that it has in the name of the row's contract; null: none. A column
   *     without either is known and left alone
   * @param cell what its cells hold; null where it fills no column
   * @param absent marks for "none" besides those of all publishers, such as {@code 0.00} of a ratio
   * @param since the first date whose file has it; null: every file does
   * @param until the last date whose file has it; null: every file since then does
   * @param optional whether some forms of the file lack it on any date
   * @param words the words of its cells with what the table has for them, of {@link Cell#WORD}; a
   *     number before a word, or brackets behind it, are no part of it
   * @param marks with what a cell of {@link Cell#FLAG} begins where it is true
   * @param part a regular expression that finds the figure within the cell, by the group that has
   *     it; a cell without it holds nothing; null: the whole cell is meant
   * @param sign the header of the column that has the sign of its figures; null: they have it
   * @param needs the header of a column without whose figure its own has no meaning: NULL; null:
   *     none
   * @param none the figure that is meant where there is none; null: NULL
   * @param times by what its figures are multiplied, such as 1,000 shares a lot; null: by one
   * @param meaning what it holds
   */
  public record Column(
      @JsonProperty("header") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          List<String> headers,
      @Nullable String column,
      @Nullable ContractPart contract,
      @Nullable Cell cell,
      @Nullable List<String> absent,
      @Nullable LocalDateText since,
      @Nullable LocalDateText until,
      boolean optional,
      @Nullable Map<String, String> words,
      @Nullable List<String> marks,
      @Nullable String part,
      @Nullable String sign,
      @Nullable String needs,
      @Nullable String none,
      @Nullable Integer times,
      String meaning) {

    /** Replaces what the file leaves out by nothing. */
    public Column {
      headers = List.copyOf(headers);
      words = words == null ? Map.of() : Map.copyOf(words);
      marks = marks == null ? List.of() : List.copyOf(marks);
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
      return (column != null || contract != null)
          && !optional
          && (since == null || !date.isBefore(since.date()))
          && (until == null || !date.isAfter(until.date()));
    }
  }

  /** Which part of the contract of a row a column holds. */
  public enum ContractPart {
    /** The publisher's code of the product, or its name in words. */
    @JsonProperty("product")
    PRODUCT,
    /** Month or week in which it ends; of a calendar spread two of them, with a slash between. */
    @JsonProperty("expire")
    EXPIRE,
    /** Strike of an option. */
    @JsonProperty("strike")
    STRIKE,
    /** {@code P} or {@code C}, or a word that the column's {@code words} have for one of them. */
    @JsonProperty("option_type")
    OPTION_TYPE
  }

  /**
   * Which tables of a file a block reads.
   *
   * @param headers headers that all of them have, as the columns of the block name them first
   * @param titles words of which each of their titles has one; none: any title will do
   */
  public record FoundBy(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> headers,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> titles) {

    /** Replaces what the file leaves out by nothing. */
    public FoundBy {
      headers = headers == null ? List.of() : List.copyOf(headers);
      titles = titles == null ? List.of() : List.copyOf(titles);
    }
  }

  /**
   * Which rows of a table of a file are a block's own. Blocks are asked in their order, and a row
   * may be that of several; one that none of them takes goes to quarantine.
   *
   * @param header the column whose cell marks such a row
   * @param is what that cell has, without blanks around it; none: whatever {@code matches}
   * @param matches a regular expression of the whole cell; null: whatever {@code is} lists
   */
  public record RowFilter(
      String header,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> is,
      @Nullable String matches) {

    /** Refuses a filter with both or neither. */
    public RowFilter {
      is = is == null ? List.of() : List.copyOf(is);
      if (is.isEmpty() == (matches == null)) {
        throw new IllegalArgumentException(
            "rows with %s: expected either 'is' or 'matches', found %s, %s"
                .formatted(header, is, matches));
      }
    }

    /** Whether a row with this cell in the column is one. */
    public Predicate<String> wanted() {
      if (matches == null) {
        return cell -> is.contains(cell.strip());
      }
      Pattern pattern = Pattern.compile(matches);
      return cell -> pattern.matcher(cell.strip()).matches();
    }
  }

  /** Whether a file of {@code date} must have the table. */
  public boolean isRequired(LocalDate date) {
    return since == null || !date.isBefore(since.date());
  }

  /** The column of the file that fills a column of the table, if one does. */
  public Optional<Column> filling(String column) {
    return columns.stream().filter(each -> column.equals(each.column())).findFirst();
  }

  /** The column of the file that has the date which the file must bear, if one does. */
  public Optional<Column> dated() {
    return filling(Table.TRADING_DATE).or(() -> filling(Table.AS_OF));
  }

  /** The column of the file that has a part of the name of the row's contract, if one does. */
  public Optional<Column> naming(ContractPart part) {
    return naming(columns, part);
  }

  private static Optional<Column> naming(List<Column> columns, ContractPart part) {
    return columns.stream().filter(column -> column.contract() == part).findFirst();
  }

  /** The columns of the file on the dictionary's page. */
  List<Dataset.Field> fields() {
    return columns.stream()
        .map(column -> new Dataset.Field(column.header(), column.meaning()))
        .toList();
  }

  /** What the lake has in place of a number that the load gives; null: the column itself. */
  private @Nullable List<Table.Column> natural(Table.Column column) {
    Optional<ContractReference> reference =
        contracts == null ? Optional.empty() : ContractReference.of(column);
    return reference.isPresent() ? reference.get().columns() : NATURAL.get(column.name());
  }

  /**
   * The table of the lake: the columns of {@code filled} without the number of the load, and what
   * an index or a contract is called in place of its number.
   *
   * @throws IllegalArgumentException when the declaration leaves a column open, or names one that
   *     the table does not have
   */
  Table lakeTable(String dataset, Table filled) {
    List<Table.Column> lake = new ArrayList<>();
    lake.add(Table.ATTEMPT);
    for (Table.Column column : filled.columns()) {
      List<Table.Column> natural = natural(column);
      if (natural != null) {
        lake.addAll(natural);
      } else if (!column.name().equals(Table.LOAD_ID)) {
        boolean known =
            filling(column.name()).isPresent()
                || constants.containsKey(column.name())
                || column.type().equals(Table.DATE)
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
      if (name != null && BESIDE.containsKey(name)) {
        lake.add(BESIDE.get(name));
      }
      if (name != null && lake.stream().noneMatch(each -> each.name().equals(name))) {
        throw new IllegalArgumentException(
            "%s: %s has no column %s".formatted(dataset, filled.name(), name));
      }
    }
    return new Table(
        filled.name(), filled.title(), lake, List.of(), List.of(dataset), false, List.of(), null);
  }

  private static Table.Column natural(String name, String meaning) {
    return new Table.Column(name, "VARCHAR(100)", true, false, null, null, meaning);
  }
}
