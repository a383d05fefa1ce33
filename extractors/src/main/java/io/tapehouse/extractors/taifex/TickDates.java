package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * What the dates in a tick file of futures, spreads or options tell about the trading calendar. The
 * night session of a trading day begins on the evening of the trading day before, so the days
 * between that evening and the trading date were closed.
 */
public final class TickDates {

  private static final int DATE = 0;
  private static final int TIME = 1;
  private static final List<Column> COLUMNS = List.of(TickFile.DATE_COLUMN, TickFile.TIME_COLUMN);
  private static final int BUFFER = 1 << 17;

  /** Of a file of the day itself no row is dated otherwise; the one or the other is damaged. */
  private static final int MISDATED = 10;

  private TickDates() {}

  /**
   * The evening on which the night session of {@code file.date()} began. It is the same as {@link
   * FuturesTickReader} takes for it, without reading more than the begin of a usual file: to the
   * first row of the night and the first of the day. Rows that cannot be read are passed over. A
   * file without a night session is read to its end.
   *
   * @param file which file it is; its date is the trading date
   * @param in the file's bytes, a zip or its text; they are read, not closed
   * @return empty for a file without a row of a night session, as all are before May 2017
   * @throws UnreadableFileException when it is no tick file, one of another day, or one without a
   *     row that can be read. That a zip is whole and holds one text alone is for the readers to
   *     say
   */
  public static Optional<LocalDate> nightBegan(SourceFile file, InputStream in)
      throws IOException, UnreadableFileException {
    try {
      InputStream content = new BufferedInputStream(TaifexText.stream(file, in), BUFFER);
      return nightBegan(file, content, TickFile.begin(file, content, COLUMNS, DATE, TIME));
    } catch (ZipException | EOFException e) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected a whole zip, found " + e.getMessage());
    }
  }

  private static Optional<LocalDate> nightBegan(
      SourceFile file, InputStream content, TickFile.Begin begin)
      throws IOException, UnreadableFileException {
    CsvLines lines = new CsvLines(content);
    Header header = Header.read(file, lines, COLUMNS);
    TradingDay tradingDay = begin.tradingDay();
    boolean night = false;
    boolean day = false;
    long rows = 0;
    while (!(night && day) && lines.next()) {
      if (lines.fields() != header.width()) {
        continue;
      }
      rows++;
      if (begin.moment(lines, header.position(DATE), header.position(TIME)) != Fields.BAD) {
        day |= tradingDay.isDay();
        night |= !tradingDay.isDay();
      }
    }
    if (!day && tradingDay.misdatedRows() * MISDATED > rows) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected %s, found rows of other days alone".formatted(tradingDay.expected()));
    }
    if (!day && !night) {
      throw new UnreadableFileException(
          Kind.NO_DATA, file, "expected trades, found no row that can be read");
    }
    // Prints after midnight of the trading date alone: the night began the day before.
    return night
        ? tradingDay.evening().or(() -> Optional.of(file.date().minusDays(1)))
        : Optional.empty();
  }
}
