package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.Cells;
import io.tapehouse.etl.parquet.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Table {@code spread_print}: rows of spreads as they stand in a file. */
final class SpreadPrints {

  private static final long MICROS = 1_000_000L;

  private final TableWriter<Row> writer;

  /** Of the row before: rows are sorted by contract. */
  private @Nullable Instrument last;

  private Binary product = Binary.EMPTY;
  private Binary expiries = Binary.EMPTY;

  SpreadPrints(Output output) {
    writer =
        output.table(
            "spread_print",
            (row, cells) -> {
              name(row.spread);
              cells.text(product);
              cells.text(expiries);
              cells.timestamp(row.moment * MICROS);
              cells.decimal(row.price);
              cells.decimal(row.nearPrice);
              cells.decimal(row.farPrice);
              cells.bigint(row.volume);
              cells.bool(row.spreadAgainstSpread);
            });
  }

  private void name(Instrument spread) {
    if (spread != last) {
      product = Cells.encoded(spread.near.product());
      expiries = Cells.encoded(spread.near.expire() + "/" + spread.far.orElseThrow().expire());
      last = spread;
    }
  }

  void write(
      Instrument spread,
      long moment,
      long price,
      long nearPrice,
      long farPrice,
      long volume,
      boolean spreadAgainstSpread) {
    try {
      writer.write(
          new Row(spread, moment, price, nearPrice, farPrice, volume, spreadAgainstSpread));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Row(
      Instrument spread,
      long moment,
      long price,
      long nearPrice,
      long farPrice,
      long volume,
      boolean spreadAgainstSpread) {}
}
