package io.tapehouse.etl.job;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.product.ContractLabels;
import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.dictionary.product.Product;
import io.tapehouse.dictionary.product.SettlementRule;
import io.tapehouse.etl.bars.Bar;
import io.tapehouse.etl.parquet.Cells;
import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.taifex.ContractName;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;

/** Writes instruments as rows of the lake: contracts, their labels, their bars. */
final class BarTables {

  private static final long MICROS_A_MINUTE = 60_000_000L;
  private static final Binary DAY = Binary.fromConstantByteArray(new byte[] {'d', 'a', 'y'});
  private static final Binary NIGHT =
      Binary.fromConstantByteArray(new byte[] {'n', 'i', 'g', 'h', 't'});

  private final Input input;
  private final Output output;
  private final int epochDay;

  BarTables(Input input, Output output) {
    this.input = input;
    this.output = output;
    this.epochDay = Math.toIntExact(input.date().toEpochDay());
  }

  static Binary session(boolean day) {
    return day ? DAY : NIGHT;
  }

  /** Tables {@code derivative_contract} and {@code contract_label}. */
  void contracts(DerivativeType type, Collection<Instrument> contracts) throws IOException {
    TableWriter<Instrument> writer =
        output.table(
            Declaration.CONTRACT_TABLE,
            (row, cells) -> contract(type, row.product, Optional.of(row.near), cells));
    TableWriter<Label> labelWriter =
        output.table(
            "contract_label",
            (row, cells) -> {
              cells.text(row.contract());
              cells.date(epochDay);
              cells.text(row.label());
            });
    ContractLabels labels = new ContractLabels(input.date(), input.calendar());
    for (Instrument contract : contracts) {
      writer.write(contract);
      if (contract.product.settlement() == SettlementRule.THIRD_WEDNESDAY) {
        for (String label : labels.of(contract.near.expire())) {
          labelWriter.write(new Label(contract.near.key(), label));
        }
      }
    }
    output.count("contract_label", labelWriter.rows(), 0);
  }

  /** Table {@code derivative_bar}. */
  void bars(Collection<Instrument> contracts) throws IOException {
    Cursor cursor = new Cursor();
    TableWriter<Cursor> writer =
        output.table(
            "derivative_bar",
            (row, cells) -> {
              cells.text(row.near);
              bar(row, cells);
            });
    write(contracts, cursor, writer);
  }

  /** Table {@code derivative_spread_bar}. */
  void spreadBars(Collection<Instrument> spreads) throws IOException {
    Cursor cursor = new Cursor();
    TableWriter<Cursor> writer =
        output.table(
            "derivative_spread_bar",
            (row, cells) -> {
              cells.text(row.near);
              cells.text(row.far);
              bar(row, cells);
            });
    write(spreads, cursor, writer);
  }

  private void write(Collection<Instrument> instruments, Cursor cursor, TableWriter<Cursor> writer)
      throws IOException {
    for (int scale : input.scales()) {
      cursor.scale = scale;
      for (Instrument instrument : instruments) {
        cursor.take(instrument);
        List<Bar> bars = instrument.series.bars(scale);
        for (Bar bar : bars) {
          cursor.bar = bar;
          writer.write(cursor);
        }
      }
    }
  }

  /** The cells that bars of every kind have in the same order: scale, start, prices, mean. */
  static void startAndPrices(Bar bar, int scale, Cells cells) {
    cells.integer(scale);
    cells.timestamp(bar.startMinute() * MICROS_A_MINUTE);
    cells.decimal(bar.open());
    cells.decimal(bar.high());
    cells.decimal(bar.low());
    cells.decimal(bar.close());
    cells.decimal(bar.mean());
  }

  private void bar(Cursor row, Cells cells) {
    Bar bar = row.bar;
    startAndPrices(bar, row.scale, cells);
    cells.decimal(bar.vwap());
    cells.floating(bar.deviation());
    cells.bigint(bar.volume() / row.divisor);
    cells.bigint(bar.prints());
    cells.text(row.product);
    cells.date(epochDay);
    cells.text(session(bar.isDay()));
  }

  /**
   * A row of {@code derivative_contract}.
   *
   * @param contract empty: the product alone
   */
  static void contract(
      DerivativeType type, Product product, Optional<ContractName> contract, Cells cells) {
    cells.text(type.label());
    cells.text(product.code());
    cells.text(contract.map(ContractName::key).orElse(null));
    cells.text(contract.map(ContractName::expire).filter(expire -> !expire.isEmpty()).orElse(null));
    Optional<Long> strike = contract.flatMap(ContractName::strikeMicros);
    if (strike.isPresent()) {
      cells.decimal(strike.get());
    } else {
      cells.none();
    }
    cells.text(contract.flatMap(ContractName::optionType).orElse(null));
    cells.text(product.index().orElse(null));
    cells.text(product.underlying().orElse(null));
    cells.text(product.exchange());
  }

  private record Label(String contract, String label) {}

  /** The row that is being written; one object for all rows. */
  private static final class Cursor {
    private int scale;
    private Binary near = Binary.EMPTY;
    private Binary far = Binary.EMPTY;
    private Binary product = Binary.EMPTY;
    private int divisor;
    private Bar bar;

    void take(Instrument instrument) {
      near = Cells.encoded(instrument.near.key());
      far = instrument.far.map(name -> Cells.encoded(name.key())).orElse(Binary.EMPTY);
      product = Cells.encoded(instrument.near.product());
      divisor = instrument.divisor();
    }
  }
}
