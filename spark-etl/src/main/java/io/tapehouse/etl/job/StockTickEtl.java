package io.tapehouse.etl.job;

import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.finmind.StockTickReader;
import io.tapehouse.extractors.finmind.StockTicks;
import io.tapehouse.extractors.taifex.ContractName;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneOffset;

/** {@code finmind.stock_tick}: bars of the fund on TAIEX. */
final class StockTickEtl implements FileEtl {

  private static final String FUND = "006204";
  private static final int MILLIS = 1000;

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    byte[] bytes = Files.readAllBytes(input.path());
    StockTicks ticks = StockTickReader.read(input.file(), bytes, FUND);
    InstrumentCollector collector =
        new InstrumentCollector(
            DerivativeType.ETF,
            VolumeRule.LOTS,
            input,
            (spread, moment, price, near, far, volume, starred) -> {
              throw new IllegalStateException("a fund has no spreads");
            });
    Instrument fund = collector.contract(ContractName.security(FUND));
    long midnight = input.date().atStartOfDay().toEpochSecond(ZoneOffset.ofHours(8));
    for (int row = 0; row < ticks.rows(); row++) {
      fund.print(
          midnight + ticks.milliOfDay()[row] / MILLIS,
          true,
          ticks.microPrice()[row],
          ticks.volume()[row]);
    }
    BarTables tables = new BarTables(input, output);
    tables.contracts(DerivativeType.ETF, collector.contracts().values());
    tables.bars(collector.contracts().values());
    ProductSessions sessions = new ProductSessions(input);
    sessions.add(collector.contracts().values());
    sessions.write(output);
    output.quarantine(ticks.badRows());
    output.count("derivative_bar", ticks.rowsRead(), ticks.badRows().size());
    output.read(ticks.rowsRead(), bytes.length);
    ticks.warnings().forEach(output::warn);
  }
}
