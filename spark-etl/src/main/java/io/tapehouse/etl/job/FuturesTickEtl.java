package io.tapehouse.etl.job;

import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.taifex.FuturesTickReader;
import io.tapehouse.extractors.taifex.TickSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code taifex.futures_tick}: bars of contracts and of spreads, and perhaps the prints. */
final class FuturesTickEtl implements FileEtl {

  @Override
  public void run(Input described, Output output) throws IOException, UnreadableFileException {
    Path file = described.path();
    Input input = OwnDays.of(described, file);
    Quarantine quarantine = new Quarantine(input.file());
    SpreadPrints spreadPrints = new SpreadPrints(output);
    // Every spread row of this file is a spread that met a spread; its star means an auction.
    InstrumentCollector collector =
        new InstrumentCollector(
            DerivativeType.FUTURES,
            VolumeRule.BOTH_SIDES,
            input,
            (spread, moment, price, near, far, volume, starred) ->
                spreadPrints.write(spread, moment, price, near, far, volume, true));
    TickSummary read = FuturesTickReader.readTicks(input.file(), file, quarantine, collector);
    BarTables tables = new BarTables(input, output);
    tables.contracts(DerivativeType.FUTURES, collector.contracts().values());
    tables.bars(collector.contracts().values());
    tables.spreadBars(collector.spreads().values());
    if (input.tickTable().isPresent()) {
      List<Instrument> all = new ArrayList<>(collector.contracts().values());
      all.addAll(collector.spreads().values());
      new TickTable(input, output, true).write(all);
    }
    ProductSessions sessions = new ProductSessions(input);
    sessions.add(collector.contracts().values());
    sessions.add(collector.spreads().values());
    sessions.write(output);
    output.quarantine(quarantine.rows());
    output.count("derivative_bar", read.rows() - read.spreadRows(), quarantine.count());
    output.count("derivative_spread_bar", read.spreadRows(), 0);
    output.read(read.rows(), read.bytes());
    OwnDays.doubts(input, collector.contracts().values()).forEach(output::warn);
    read.newColumns().forEach(column -> output.warn(Warnings.newColumn(input.file(), column)));
    read.notes().forEach(words -> output.warn(Warnings.note(input.file(), words)));
  }
}
