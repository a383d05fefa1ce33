package io.tapehouse.etl.job;

import io.tapehouse.etl.bars.Bar;
import io.tapehouse.etl.bars.BarSeries;
import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.FiveSecondIndexReader;
import io.tapehouse.extractors.twse.FiveSecondIndices;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.io.api.Binary;

/**
 * {@code twse.mi_5mins_index}: bars of TAIEX and of every other index in the file. The row of
 * 09:00:00 repeats the close of the day before and makes no bar.
 */
final class FiveSecondIndexEtl implements FileEtl {

  private static final int CLOSE_UTC = LocalTime.of(13, 30).minusHours(8).toSecondOfDay();
  private static final Binary DAY = BarTables.session(true);

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    byte[] bytes = Files.readAllBytes(input.path());
    FiveSecondIndices file = FiveSecondIndexReader.read(input.file(), bytes);
    if (!file.reachesClose()) {
      throw new UnreadableFileException(
          Kind.INCOMPLETE,
          input.file(),
          "expected rows up to 13:30:00, found none so late: posted before the day was over");
    }
    Cursor cursor = new Cursor();
    TableWriter<Cursor> writer =
        output.table(
            "index_bar",
            (row, cells) -> {
              Bar bar = row.bar;
              cells.text(row.name);
              cells.text(row.header);
              BarTables.startAndPrices(bar, row.scale, cells);
              cells.floating(bar.deviation());
              cells.bigint(bar.prints());
              cells.date(Math.toIntExact(input.date().toEpochDay()));
              cells.text(DAY);
            });
    Set<String> names = new HashSet<>();
    List<String> headers = file.indexNames();
    for (int i = 0; i < headers.size(); i++) {
      String name = input.dictionary().products().indexName(headers.get(i));
      if (!names.add(name)) {
        throw new UnreadableFileException(
            Kind.WRONG_COLUMNS, input.file(), "expected each index once, found two of " + name);
      }
      cursor.name = Binary.fromString(name);
      cursor.header = Binary.fromString(headers.get(i));
      write(series(input, file, i), input.scales(), cursor, writer);
    }
    // The row of the previous close is no print of this day, so it is no row of it either.
    long rows = file.rowsRead() - file.firstPrint();
    output.quarantine(file.badRows());
    output.count("index_bar", rows, file.badRows().size());
    output.read(file.rowsRead(), bytes.length);
    file.warnings().forEach(output::warn);
  }

  private static BarSeries series(Input input, FiveSecondIndices file, int index) {
    BarSeries series = new BarSeries(CLOSE_UTC, -1);
    long midnight = input.date().atStartOfDay().toEpochSecond(ZoneOffset.ofHours(8));
    int[] seconds = file.secondOfDay();
    long[] values = file.micros(index);
    for (int row = file.firstPrint(); row < file.rows(); row++) {
      if (values[row] != FiveSecondIndices.MISSING) {
        series.add(midnight + seconds[row], true, values[row], 1);
      }
    }
    return series;
  }

  private static void write(
      BarSeries series, List<Integer> scales, Cursor cursor, TableWriter<Cursor> writer)
      throws IOException {
    for (int scale : scales) {
      cursor.scale = scale;
      for (Bar bar : series.bars(scale)) {
        cursor.bar = bar;
        writer.write(cursor);
      }
    }
  }

  /** The row that is being written; one object for all rows. */
  private static final class Cursor {
    private Binary name = Binary.EMPTY;
    private Binary header = Binary.EMPTY;
    private int scale;
    private Bar bar;
  }
}
