package io.tapehouse.etl.job;

import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.taifex.FuturesTickReader;
import io.tapehouse.extractors.taifex.TickSummary;
import java.io.IOException;

/** {@code taifex.futures_spread_tick}: evidence alone, since the main file holds every fill. */
final class SpreadTickEtl implements FileEtl {

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    Quarantine quarantine = new Quarantine(input.file());
    SpreadPrints spreadPrints = new SpreadPrints(output);
    InstrumentCollector collector =
        new InstrumentCollector(
            DerivativeType.FUTURES, VolumeRule.BOTH_SIDES, input, spreadPrints::write);
    TickSummary read =
        FuturesTickReader.readSpreadTicks(input.file(), input.path(), quarantine, collector);
    output.quarantine(quarantine.rows());
    output.count("spread_print", read.rows(), quarantine.count());
    output.read(read.rows(), read.bytes());
    read.newColumns().forEach(column -> output.warn(Warnings.newColumn(input.file(), column)));
    read.notes().forEach(words -> output.warn(Warnings.note(input.file(), words)));
  }
}
