package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the tick files of futures and options have in common: one pass, sessions, quarantine. */
final class TickFile {

  /** Until 2016 the column of the date had another name. */
  static final Column DATE_COLUMN = Column.named("成交日期", "交易日期");

  static final Column TIME_COLUMN = Column.named("成交時間");

  private static final Pattern PRODUCT = Pattern.compile("[A-Z0-9]{2,4}");

  /** Enough of the begin of a file to learn on which evening its night session began. */
  private static final int SAMPLE = 1 << 17;

  /**
   * In a file with too many bad rows, one of so many that bears a date of no session of the day
   * makes it the file of another day: yesterday's night may look like last night's, and then only
   * yesterday's day session has.
   */
  private static final int MISDATED = 10;

  private TickFile() {}

  /** What became of a row. */
  enum Row {
    SET_ASIDE,
    PRINT,
    SPREAD_PRINT
  }

  /** Reads what is particular to a kind of file. */
  interface RowReader {

    /** Passes a row on, or sets it aside. */
    Row read(CsvLines lines, Header header, long moment, boolean day);

    /** Passes the row that was passed on last on once more, as another line of the file. */
    void repeat(long line);
  }

  static boolean isProduct(String code) {
    return PRODUCT.matcher(code).matches();
  }

  static TickSummary read(
      SourceFile source,
      Path path,
      Quarantine quarantine,
      List<Column> columns,
      int dateColumn,
      int timeColumn,
      RowReader reader)
      throws IOException, UnreadableFileException {
    try (TaifexText csv = TaifexText.open(source, path)) {
      quarantine.enter(csv.file());
      try {
        InputStream content = new BufferedInputStream(csv.content(), SAMPLE);
        Begin begin = begin(csv.file(), content, columns, dateColumn, timeColumn);
        return read(csv, content, quarantine, columns, dateColumn, timeColumn, begin, reader);
      } catch (UnreadableFileException e) {
        throw csv.because(e);
      } catch (java.util.zip.ZipException | java.io.EOFException e) {
        throw new UnreadableFileException(
            Kind.DAMAGED, csv.file(), "expected a whole zip, found " + e.getMessage());
      }
    }
  }

  private static TickSummary read(
      TaifexText csv,
      InputStream content,
      Quarantine quarantine,
      List<Column> columns,
      int dateColumn,
      int timeColumn,
      Begin begin,
      RowReader reader)
      throws IOException, UnreadableFileException {
    CsvLines lines = new CsvLines(content);
    Header header = Header.read(csv.file(), lines, columns);
    int date = header.position(dateColumn);
    int time = header.position(timeColumn);
    TickPass pass = new TickPass(lines, header, date, time, begin, quarantine, reader);
    pass.run();
    csv.verify();
    judge(csv.file(), quarantine, pass.rows(), pass.dayRows(), begin.tradingDay());
    List<String> notes = new ArrayList<>(header.notes());
    if (begin.withoutZeros()) {
      notes.add("expected times of six digits, found times without their leading zeros");
    }
    return new TickSummary(
        pass.rows(), pass.spreadRows(), csv.bytesRead(), header.unknown(), notes);
  }

  private static void judge(
      SourceFile file, Quarantine quarantine, long rows, long dayRows, TradingDay tradingDay)
      throws UnreadableFileException {
    if (rows == 0) {
      throw new UnreadableFileException(
          Kind.NO_DATA, file, "expected prints, found a header and no row");
    }
    long misdated = tradingDay.misdatedRows();
    if (misdated * 2 > rows || (quarantine.isOverfull(rows) && misdated * MISDATED > rows)) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          quarantine.rows().get(0).line(),
          "the file is of another day: " + quarantine.rows().get(0).reason());
    }
    quarantine.check(rows);
    if (dayRows == 0) {
      throw new UnreadableFileException(
          Kind.INCOMPLETE,
          file,
          "expected prints of the day session of %s, found the night session alone (%d rows)"
                  .formatted(file.date(), rows)
              + ": posted before the day was over, or of another day");
    }
  }

  /**
   * What the beginning of a file shows about all of it.
   *
   * @param tradingDay knows the evening on which the night session began, if the begin shows it
   * @param withoutZeros whether times have lost their leading zeros, as in a spreadsheet
   */
  record Begin(TradingDay tradingDay, boolean withoutZeros) {

    /** The moment of a row, as {@link TradingDay#moment} has it. */
    long moment(CsvLines lines, int dateField, int timeField) {
      byte[] bytes = lines.bytes();
      int from = lines.fieldStart(timeField);
      int to = lines.fieldEnd(timeField);
      int second = Fields.secondOfDay(bytes, from, to);
      if (second < 0 && withoutZeros) {
        second = Fields.secondWithoutZeros(bytes, from, to);
      }
      return second < 0
          ? Fields.BAD
          : tradingDay.moment(
              Fields.whole(bytes, lines.fieldStart(dateField), lines.fieldEnd(dateField)), second);
    }
  }

  /** Looks at the begin of {@code content}, which must be able to go back to it, and goes back. */
  static Begin begin(
      SourceFile file, InputStream content, List<Column> columns, int dateColumn, int timeColumn)
      throws IOException, UnreadableFileException {
    content.mark(SAMPLE);
    byte[] sample = content.readNBytes(SAMPLE);
    content.reset();
    TradingDay tradingDay = new TradingDay(file.date());
    CsvLines lines = new CsvLines(new ByteArrayInputStream(sample));
    Header header = Header.read(file, lines, columns);
    int date = header.position(dateColumn);
    int time = header.position(timeColumn);
    boolean zeros = false;
    boolean shorter = false;
    while (lines.next()) {
      if (lines.fields() == header.width()) {
        int from = lines.fieldStart(time);
        int to = lines.fieldEnd(time);
        int second = Fields.secondOfDay(lines.bytes(), from, to);
        if (second < 0) {
          second = Fields.secondWithoutZeros(lines.bytes(), from, to);
          shorter |= second >= 0;
        } else {
          zeros |= lines.bytes()[from] == '0';
        }
        tradingDay.sample(
            Fields.whole(lines.bytes(), lines.fieldStart(date), lines.fieldEnd(date)), second);
      }
    }
    return new Begin(tradingDay, shorter && !zeros);
  }
}
