package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.twse.DailyIndex;
import io.tapehouse.extractors.twse.IndexHistory;
import io.tapehouse.extractors.twse.IndexHistoryReader;
import java.io.IOException;
import java.nio.file.Files;

/** {@code twse.mi_5mins_hist}: TAIEX by day, as the exchange publishes it. */
final class IndexHistoryEtl implements FileEtl {

  private static final String INDEX = "TAIEX";

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    byte[] bytes = Files.readAllBytes(input.path());
    IndexHistory history = IndexHistoryReader.read(input.file(), bytes);
    TableWriter<DailyIndex> writer =
        output.table(
            "index_daily",
            (row, cells) -> {
              cells.text(INDEX);
              cells.date(Math.toIntExact(row.date().toEpochDay()));
              cells.decimal(row.open());
              cells.decimal(row.high());
              cells.decimal(row.low());
              cells.decimal(row.close());
            });
    for (DailyIndex day : history.days()) {
      writer.write(day);
    }
    output.quarantine(history.badRows());
    output.count("index_daily", history.rowsRead(), history.badRows().size());
    output.read(history.rowsRead(), bytes.length);
    history.warnings().forEach(output::warn);
  }
}
