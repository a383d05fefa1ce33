package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.TableRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code twse.mi_5mins_index}: a column of times, and one of values for each index. The set
 * of indices grows over the years, so every column but the time is taken for an index. Stateless
 * and safe for use by many threads.
 */
public final class FiveSecondIndexReader {

  private static final String TIME = "時間";
  private static final String TAIEX = "發行量加權股價指數";
  private static final Layout LAYOUT = new Layout(Period.DAY, List.of(TIME, TAIEX));

  private FiveSecondIndexReader() {}

  /**
   * Reads a file in JSON or CSV.
   *
   * @param file the file; its date is the trading date that was asked for
   * @param bytes its content
   * @throws UnreadableFileException when the file is damaged, of another day, has not the columns
   *     of this dataset, too many bad rows, or is an answer of "no data"
   */
  public static FiveSecondIndices read(SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    PublishedTable table = PublishedTable.read(file, bytes, LAYOUT);
    if (!table.saysPeriod()) {
      throw table.noPeriod(file.date().toString());
    }
    Columns columns = new Columns(table);
    Quarantine quarantine = new Quarantine(file);
    table.forEach(quarantine, columns::add);
    if (columns.rows == 0) {
      throw new UnreadableFileException(
          Kind.TOO_MANY_BAD_ROWS,
          file,
          "expected a row that can be read, found %d bad ones".formatted(quarantine.count()));
    }
    return columns.finish(quarantine);
  }

  /** Second of the day of {@code HH:mm:ss}; -1 for anything else. */
  private static int secondOfDay(String text) {
    if (text.length() != 8 || text.charAt(2) != ':' || text.charAt(5) != ':') {
      return -1;
    }
    int hour = twoDigits(text, 0);
    int minute = twoDigits(text, 3);
    int second = twoDigits(text, 6);
    boolean valid =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    return valid ? hour * 3600 + minute * 60 + second : -1;
  }

  private static int twoDigits(String text, int at) {
    int tens = text.charAt(at) - '0';
    int ones = text.charAt(at + 1) - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  /** The rows that were read so far, by column. */
  private static final class Columns {

    private final PublishedTable table;
    private final int timeColumn;
    private final int[] secondOfDay;
    private final long[][] micros;
    private final long[] lineNumbers;
    private int rows;
    private int outOfOrder;

    Columns(PublishedTable table) {
      this.table = table;
      this.timeColumn = table.column(TIME);
      int most = table.rows().size();
      this.secondOfDay = new int[most];
      this.micros = new long[table.columns().size() - 1][most];
      this.lineNumbers = new long[most];
    }

    void add(TableRow row) throws BadCellException {
      List<String> cells = row.cells();
      int second = secondOfDay(cells.get(timeColumn).strip());
      if (second < 0) {
        throw new BadCellException(
            "expected a time HH:mm:ss, found '%s'".formatted(cells.get(timeColumn)));
      }
      for (int i = 0; i < micros.length; i++) {
        int column = i < timeColumn ? i : i + 1;
        long value = PublishedNumbers.micros(cells.get(column));
        if (value == PublishedNumbers.BAD) {
          throw new BadCellException(
              "expected a value such as 14,932.93 in %s, found '%s'"
                  .formatted(table.columns().get(column), cells.get(column)));
        }
        micros[i][rows] = value;
      }
      if (rows > 0 && second < secondOfDay[rows - 1]) {
        outOfOrder++;
      }
      secondOfDay[rows] = second;
      lineNumbers[rows] = row.line();
      rows++;
    }

    FiveSecondIndices finish(Quarantine quarantine) {
      List<String> names = new ArrayList<>(table.columns());
      names.remove(timeColumn);
      long[][] values = new long[micros.length][];
      Arrays.setAll(values, i -> Arrays.copyOf(micros[i], rows));
      List<String> warnings =
          outOfOrder == 0
              ? List.of()
              : List.of(
                  "expected rows in the order of time, found %d that go back"
                      .formatted(outOfOrder));
      return new FiveSecondIndices(
          names,
          Arrays.copyOf(secondOfDay, rows),
          values,
          Arrays.copyOf(lineNumbers, rows),
          table.rows().size(),
          quarantine.rows(),
          warnings);
    }
  }
}
