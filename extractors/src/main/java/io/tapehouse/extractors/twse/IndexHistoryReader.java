package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code twse.mi_5mins_hist}: open, high, low and close of TAIEX on each trading date of a
 * month. Stateless and safe for use by many threads.
 */
public final class IndexHistoryReader {

  private static final String DATE = "日期";
  private static final String OPEN = "開盤指數";
  private static final String HIGH = "最高指數";
  private static final String LOW = "最低指數";
  private static final String CLOSE = "收盤指數";
  private static final Layout LAYOUT =
      new Layout(Period.MONTH, List.of(DATE, OPEN, HIGH, LOW, CLOSE));

  private IndexHistoryReader() {}

  /**
   * Reads a file in JSON or CSV. A row of another month is a bad row.
   *
   * @param file the file; its date is any day of the month that was asked for
   * @param bytes its content
   * @throws UnreadableFileException when the file is damaged, of another month, lacks a column, has
   *     too many bad rows, or has no data, as in a month that has not traded yet
   */
  public static IndexHistory read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    PublishedTable table = PublishedTable.read(file, bytes, LAYOUT);
    YearMonth month = YearMonth.from(file.date());
    if (!table.saysPeriod()) {
      throw table.noPeriod(month.toString());
    }
    Map<LocalDate, DailyIndex> days = new LinkedHashMap<>();
    Quarantine quarantine = new Quarantine(file);
    table.forEach(
        quarantine,
        row -> {
          DailyIndex day = day(table, row, month);
          if (days.containsKey(day.date())) {
            throw new BadCellException("expected every date once, found a second " + day.date());
          }
          days.put(day.date(), day);
        });
    if (days.isEmpty()) {
      throw new UnreadableFileException(
          Kind.TOO_MANY_BAD_ROWS,
          file,
          "expected a row that can be read, found %d bad ones".formatted(quarantine.count()));
    }
    return new IndexHistory(
        month,
        List.copyOf(days.values()),
        table.rows().size(),
        quarantine.rows(),
        table.unknownColumns(LAYOUT.required()));
  }

  private static DailyIndex day(PublishedTable table, TableRow row, YearMonth month)
      throws BadCellException {
    String text = row.cells().get(table.column(DATE));
    LocalDate date =
        PublishedDates.parse(text)
            .filter(found -> YearMonth.from(found).equals(month))
            .orElseThrow(
                () ->
                    new BadCellException(
                        "expected a date of %s, found '%s'".formatted(month, text)));
    return new DailyIndex(
        date,
        PublishedNumbers.decimal(OPEN, row.cells().get(table.column(OPEN))),
        PublishedNumbers.decimal(HIGH, row.cells().get(table.column(HIGH))),
        PublishedNumbers.decimal(LOW, row.cells().get(table.column(LOW))),
        PublishedNumbers.decimal(CLOSE, row.cells().get(table.column(CLOSE))));
  }
}
