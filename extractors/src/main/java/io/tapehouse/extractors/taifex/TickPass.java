package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.taifex.TickFile.Begin;
import io.tapehouse.extractors.taifex.TickFile.Row;
import io.tapehouse.extractors.taifex.TickFile.RowReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the lines of a tick file: each becomes a print or goes to the quarantine. What a
 * line shares with the line before is not looked at again: a third of the lines repeat it, and most
 * of the others bear the same second. For one thread, once.
 */
final class TickPass {

  private final CsvLines lines;
  private final Header header;
  private final int date;
  private final int time;
  private final Begin begin;
  private final Quarantine quarantine;
  private final RowReader reader;

  /** What became of the line before. */
  private Row row = Row.SET_ASIDE;

  /** The moment of the line before; bad where it has none. */
  private long moment = Fields.BAD;

  private long rows;
  private long spreadRows;
  private long dayRows;

  /**
   * @param date field of the date
   * @param time field of the time
   */
  TickPass(
      CsvLines lines,
      Header header,
      int date,
      int time,
      Begin begin,
      Quarantine quarantine,
      RowReader reader) {
    this.lines = lines;
    this.header = header;
    this.date = date;
    this.time = time;
    this.begin = begin;
    this.quarantine = quarantine;
    this.reader = reader;
  }

  /** Reads all lines. */
  void run() throws IOException {
    TradingDay tradingDay = begin.tradingDay();
    while (lines.next()) {
      if (row != Row.SET_ASIDE && lines.repeats()) {
        reader.repeat(lines.number());
      } else if (isSkipped()) {
        row = Row.SET_ASIDE;
        moment = Fields.BAD;
        continue;
      } else {
        row = read(tradingDay);
      }
      rows++;
      if (moment != Fields.BAD && tradingDay.isDay()) {
        dayRows++;
      }
      if (row == Row.SPREAD_PRINT) {
        spreadRows++;
      }
    }
  }

  /** Rows below the header, good and bad. */
  long rows() {
    return rows;
  }

  /** Of these, the good ones of spreads. */
  long spreadRows() {
    return spreadRows;
  }

  /** Of these, those of the day session. */
  long dayRows() {
    return dayRows;
  }

  private Row read(TradingDay tradingDay) {
    boolean momentAsBefore = moment != Fields.BAD && lines.shares(Math.max(date, time));
    String complaint = shape();
    if (complaint != null) {
      moment = Fields.BAD;
      return setAside(complaint);
    }
    if (!momentAsBefore) {
      moment = begin.moment(lines, date, time);
    }
    return moment == Fields.BAD
        ? setAside(misdated(tradingDay))
        : reader.read(lines, header, moment, tradingDay.isDay());
  }

  private Row setAside(String complaint) {
    quarantine.add(lines.number(), complaint, lines.text());
    return Row.SET_ASIDE;
  }

  private @Nullable String shape() {
    String complaint = lines.complaint();
    if (complaint != null) {
      return complaint;
    }
    return lines.fields() == header.width()
        ? null
        : "expected %d fields, found %d".formatted(header.width(), lines.fields());
  }

  private String misdated(TradingDay tradingDay) {
    return "expected %s, found date '%s' time '%s'"
        .formatted(
            tradingDay.expected(),
            RowText.ascii(lines.bytes(), lines.fieldStart(date), lines.fieldEnd(date)),
            RowText.ascii(lines.bytes(), lines.fieldStart(time), lines.fieldEnd(time)));
  }

  /** Blank lines, and the line of dashes under the header of a spool. */
  private boolean isSkipped() {
    if (lines.blank()) {
      return true;
    }
    if (lines.number() > 3) {
      return false;
    }
    // A spreadsheet that saves the file anew adds the commas.
    for (byte b : lines.line()) {
      if (b != '-' && b != ' ' && b != ',') {
        return false;
      }
    }
    return lines.fields() == 1 || lines.line()[0] == '-';
  }
}
