package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.ContractReference;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.DateRange;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a row into the columns of the table of the lake. */
final class RowValues {

  private static final Pattern NUMERIC = Pattern.compile("NUMERIC\\((\\d+),(\\d+)\\)");
  private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");

  private final SourceFile file;
  private final DateRange dates;
  private final CellText text;
  private final Headers headers;
  private final @Nullable RowContract contract;
  private final Source[] sources;

  /**
   * Reads rows of a table of a file.
   *
   * @param dates the trading dates that they may have
   */
  RowValues(
      SourceFile file,
      DateRange dates,
      Declaration declaration,
      List<Table.Column> columns,
      Headers headers,
      CellText text,
      @Nullable RowContract contract) {
    this.file = file;
    this.contract = contract;
    this.dates = dates;
    this.text = text;
    this.headers = headers;
    this.sources =
        columns.stream()
            .map(column -> Source.of(file, dates, declaration, column, headers))
            .toArray(Source[]::new);
  }

  /**
   * Where the value of a column comes from.
   *
   * @param target the column of the table
   * @param published the column of the file; null: the value is the same in all rows
   * @param position where that is; {@link Headers#ABSENT}: not in this file
   * @param sign where the column with the sign is; {@link Headers#ABSENT}: nowhere
   * @param needed the column without whose figure its own has no meaning; null: none
   * @param constant the value of all rows where no column of the file is
   * @param isContract whether it is what a contract is called
   * @param isFileDate whether it is the date that the file must bear
   * @param limits what fits into the target
   */
  private record Source(
      Table.Column target,
      Declaration.@Nullable Column published,
      int position,
      int sign,
      @Nullable Needed needed,
      @Nullable Object constant,
      boolean isContract,
      boolean isFileDate,
      Limits limits) {

    static Source of(
        SourceFile file,
        DateRange dates,
        Declaration declaration,
        Table.Column target,
        Headers headers) {
      Declaration.@Nullable Column published = declaration.filling(target.name()).orElse(null);
      int position = published == null ? Headers.ABSENT : headers.position(published);
      String constant = declaration.constants().get(target.name());
      return new Source(
          target,
          published,
          position,
          published == null ? Headers.ABSENT : headers.position(published.sign()),
          published == null ? null : Needed.of(declaration, published.needs(), headers),
          constant == null ? date(file, dates, target) : constant,
          declaration.contracts() != null && ContractReference.has(target),
          target.name().equals(Table.TRADING_DATE) || target.name().equals(Table.AS_OF),
          Limits.of(target.type()));
    }
  }

  /**
   * What a type of a column holds.
   *
   * @param digits of a NUMERIC before its point
   * @param decimals of a NUMERIC behind it
   * @param characters of a VARCHAR
   */
  private record Limits(int digits, int decimals, int characters) {

    static Limits of(String type) {
      Matcher numeric = NUMERIC.matcher(type);
      if (numeric.matches()) {
        int decimals = Integer.parseInt(numeric.group(2));
        return new Limits(
            Integer.parseInt(numeric.group(1)) - decimals, decimals, Integer.MAX_VALUE);
      }
      Matcher text = VARCHAR.matcher(type);
      int characters = text.matches() ? Integer.parseInt(text.group(1)) : Integer.MAX_VALUE;
      return new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, characters);
    }
  }

  /** What a column of dates has in all rows, where the file has none for each. */
  private static @Nullable LocalDate date(SourceFile file, DateRange dates, Table.Column target) {
    return switch (target.name()) {
      case Table.RANGE_FROM -> dates.first();
      case Table.RANGE_TO -> dates.last();
      default -> target.type().equals(Table.DATE) && !target.nullable() ? file.date() : null;
    };
  }

  private record Needed(Declaration.Column column, int position) {

    static @Nullable Needed of(Declaration declaration, @Nullable String header, Headers headers) {
      return declaration.columns().stream()
          .filter(column -> column.header().equals(header) && headers.position(column) >= 0)
          .map(column -> new Needed(column, headers.position(column)))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * The values of a row, in the order of the columns.
   *
   * @param contracts what it is of; none where the table is not of contracts
   * @throws BadCellException when a cell cannot be read, or is empty where there must be a value
   * @throws UnreadableFileException when the row is of another date than the file
   */
  @Nullable Object[] of(TableRow row, List<NamedContract> contracts)
      throws BadCellException, UnreadableFileException {
    @Nullable Object[] values = new @Nullable Object[sources.length];
    for (int i = 0; i < sources.length; i++) {
      values[i] =
          sources[i].isContract()
              ? fitting(
                  sources[i],
                  Objects.requireNonNull(contract).value(contracts, sources[i].target().name()))
              : value(sources[i], row);
    }
    return values;
  }

  /** The trading date of a row; none where the file has no such column or no date in it. */
  Optional<LocalDate> date(TableRow row) {
    for (Source source : sources) {
      if (source.isFileDate() && source.position() != Headers.ABSENT) {
        return PublishedDates.parse(row.cells().get(source.position()).strip());
      }
    }
    return Optional.empty();
  }

  /** The value of one column, of a row whose other cells are no matter. */
  @Nullable Object of(TableRow row, int column) throws BadCellException, UnreadableFileException {
    return value(sources[column], row);
  }

  /** Whether there is no figure in a column. */
  private boolean isNone(Needed needed, TableRow row) throws BadCellException {
    Declaration.Cell cell = Objects.requireNonNull(needed.column().cell());
    return text.read(needed.column(), cell, row.cells().get(needed.position()), null) == null;
  }

  /** What a row has in the column that is named {@code header} now; blank where it lacks it. */
  String published(TableRow row, String header) {
    int position = headers.position(header);
    return position == Headers.ABSENT ? "" : row.cells().get(position).strip();
  }

  private @Nullable Object value(Source source, TableRow row)
      throws BadCellException, UnreadableFileException {
    Declaration.Column published = source.published();
    if (published == null || source.position() == Headers.ABSENT) {
      return source.constant();
    }
    if (source.needed() != null && isNone(source.needed(), row)) {
      return null;
    }
    Object value =
        text.read(
            published,
            Objects.requireNonNull(published.cell()),
            row.cells().get(source.position()),
            source.sign() == Headers.ABSENT ? null : row.cells().get(source.sign()));
    if (value == null) {
      if (!source.target().nullable()) {
        throw new BadCellException(
            "expected a value in %s, found '%s'"
                .formatted(published.header(), row.cells().get(source.position())));
      }
      return null;
    }
    if (source.isFileDate()) {
      checkDate((LocalDate) value, row);
    }
    return fitting(source, value);
  }

  private void checkDate(LocalDate date, TableRow row) throws UnreadableFileException {
    if (!dates.holds(date)) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          row.line(),
          "expected the date %s, found %s".formatted(dates.text(), date));
    }
  }

  /** Figures have the digits of their type, and texts its width. */
  private static Object fitting(Source source, Object value) throws BadCellException {
    Limits limits = source.limits();
    if (value instanceof BigDecimal number
        && (number.scale() > limits.decimals()
            || number.precision() - number.scale() > limits.digits())) {
      throw new BadCellException(
          "expected at most %d decimals and %d digits before them in %s, found %s"
              .formatted(limits.decimals(), limits.digits(), source.target().name(), number));
    }
    if (value instanceof String words && words.length() > limits.characters()) {
      throw new BadCellException(
          "expected at most %d characters in %s, found '%s'"
              .formatted(limits.characters(), source.target().name(), words));
    }
    return value;
  }
}
