package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Table {@code spread_print}: rows of spreads as they stand in a file. */
final class SpreadPrints {

  private static final long MICROS = 1_000_000L;

  private final TableWriter<Row> writer;

  SpreadPrints(Output output) {
    writer =
        output.table(
            "spread_print",
            (row, cells) -> {
              cells.text(row.spread.near.product());
              cells.text(row.spread.near.expire() + "/" + row.spread.far.orElseThrow().expire());
              cells.timestamp(row.moment * MICROS);
              cells.decimal(row.price);
              cells.decimal(row.nearPrice);
              cells.decimal(row.farPrice);
              cells.bigint(row.volume);
              cells.bool(row.spreadAgainstSpread);
            });
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
