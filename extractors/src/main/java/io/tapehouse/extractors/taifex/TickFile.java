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
import java.util.List;
import java.util.regex.Pattern;

/** What the tick files of futures and options have in common: one pass, sessions, quarantine. */
final class TickFile {

  private static final Pattern PRODUCT = Pattern.compile("[A-Z0-9]{2,4}");

  /** Enough of the begin of a file to learn on which evening its night session began. */
  private static final int SAMPLE = 1 << 17;

  /**
   * In a file with too many bad rows, one of so many that bears a date of no session of the day
   * makes it the file of another day: yesterday's night may look like last night's, and then only
   * yesterday's day session tells.
   */
  private static final int MISDATED = 10;

  private TickFile() {}

  /** Reads what is particular to a kind of file. */
  interface RowReader {

    /**
     * Passes a row on, or sets it aside.
     *
     * @return whether it was a good row of a spread
     */
    boolean read(CsvLines lines, Header header, long moment, boolean day);
  }

  static boolean isProduct(String code) {
    return PRODUCT.matcher(code).matches();
  }

  static TickSummary read(
      SourceFile source,
      Path path,
      Quarantine quarantine,
      List<String> columns,
      int dateColumn,
      int timeColumn,
      RowReader reader)
      throws IOException, UnreadableFileException {
    try (ZippedCsv csv = ZippedCsv.open(source, path)) {
      quarantine.enter(csv.file());
      try {
        InputStream content = new BufferedInputStream(csv.content(), SAMPLE);
        content.mark(SAMPLE);
        byte[] sample = content.readNBytes(SAMPLE);
        content.reset();
        TradingDay tradingDay = new TradingDay(source.date());
        learnEvening(csv.file(), sample, columns, dateColumn, timeColumn, tradingDay);
        return read(csv, content, quarantine, columns, dateColumn, timeColumn, tradingDay, reader);
      } catch (UnreadableFileException e) {
        throw csv.because(e);
      } catch (java.util.zip.ZipException | java.io.EOFException e) {
        throw new UnreadableFileException(
            Kind.DAMAGED, csv.file(), "expected a whole zip, found " + e.getMessage());
      }
    }
  }

  private static TickSummary read(
      ZippedCsv csv,
      InputStream content,
      Quarantine quarantine,
      List<String> columns,
      int dateColumn,
      int timeColumn,
      TradingDay tradingDay,
      RowReader reader)
      throws IOException, UnreadableFileException {
    CsvLines lines = new CsvLines(content);
    Header header = Header.read(csv.file(), lines, columns);
    int date = header.position(dateColumn);
    int time = header.position(timeColumn);
    long rows = 0;
    long spreadRows = 0;
    long dayRows = 0;
    while (lines.next()) {
      if (isSkipped(lines)) {
        continue;
      }
      rows++;
      String complaint = shape(lines, header);
      if (complaint != null) {
        quarantine.add(lines.number(), complaint, RowText.of(lines.line()));
        continue;
      }
      byte[] bytes = lines.bytes();
      int second = Fields.secondOfDay(bytes, lines.fieldStart(time), lines.fieldEnd(time));
      long day = Fields.whole(bytes, lines.fieldStart(date), lines.fieldEnd(date));
      long moment = second < 0 ? Fields.BAD : tradingDay.moment(day, second);
      if (moment == Fields.BAD) {
        quarantine.add(
            lines.number(), misdated(lines, date, time, tradingDay), RowText.of(lines.line()));
        continue;
      }
      if (tradingDay.isDay()) {
        dayRows++;
      }
      if (reader.read(lines, header, moment, tradingDay.isDay())) {
        spreadRows++;
      }
    }
    csv.verify();
    judge(csv.file(), quarantine, rows, dayRows, tradingDay);
    return new TickSummary(rows, spreadRows, csv.bytesRead(), header.unknown());
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

  private static String shape(CsvLines lines, Header header) {
    if (!lines.ascii() && !RowText.isText(lines.line())) {
      return "expected text in MS950, found bytes that are none";
    }
    return lines.fields() == header.width()
        ? null
        : "expected %d fields, found %d".formatted(header.width(), lines.fields());
  }

  private static String misdated(CsvLines lines, int date, int time, TradingDay tradingDay) {
    return "expected %s, found date '%s' time '%s'"
        .formatted(
            tradingDay.expected(),
            RowText.ascii(lines.bytes(), lines.fieldStart(date), lines.fieldEnd(date)),
            RowText.ascii(lines.bytes(), lines.fieldStart(time), lines.fieldEnd(time)));
  }

  /** Blank lines, and the line of dashes under the header of a spool. */
  private static boolean isSkipped(CsvLines lines) {
    if (lines.blank()) {
      return true;
    }
    if (lines.number() > 3 || lines.fields() > 1) {
      return false;
    }
    for (byte b : lines.line()) {
      if (b != '-' && b != ' ') {
        return false;
      }
    }
    return true;
  }

  private static void learnEvening(
      SourceFile file,
      byte[] sample,
      List<String> columns,
      int dateColumn,
      int timeColumn,
      TradingDay tradingDay)
      throws IOException, UnreadableFileException {
    CsvLines lines = new CsvLines(new ByteArrayInputStream(sample));
    Header header = Header.read(file, lines, columns);
    int date = header.position(dateColumn);
    int time = header.position(timeColumn);
    while (lines.next()) {
      if (lines.fields() == header.width()) {
        int second =
            Fields.secondOfDay(lines.bytes(), lines.fieldStart(time), lines.fieldEnd(time));
        tradingDay.sample(
            Fields.whole(lines.bytes(), lines.fieldStart(date), lines.fieldEnd(date)), second);
      }
    }
  }
}
