package io.tapehouse.etl.job;

import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.taifex.OptionsTickReader;
import io.tapehouse.extractors.taifex.TickSummary;
import java.io.IOException;

/** {@code taifex.options_tick}: bars of options. */
final class OptionsTickEtl implements FileEtl {

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    Quarantine quarantine = new Quarantine(input.file());
    InstrumentCollector collector =
        new InstrumentCollector(
            DerivativeType.OPTIONS,
            VolumeRule.ONCE_A_SIDE,
            input,
            (spread, moment, price, near, far, volume, starred) -> {
              throw new IllegalStateException("an options file has no spreads");
            });
    TickSummary read =
        OptionsTickReader.readTicks(input.file(), input.path(), quarantine, collector);
    BarTables tables = new BarTables(input, output);
    tables.contracts(DerivativeType.OPTIONS, collector.contracts().values());
    tables.bars(collector.contracts().values());
    ProductSessions sessions = new ProductSessions(input);
    sessions.add(collector.contracts().values());
    sessions.write(output);
    output.quarantine(quarantine.rows());
    output.count("derivative_bar", read.rows(), quarantine.count());
    output.read(read.rows(), read.bytes());
    read.newColumns().forEach(column -> output.warn(Warnings.newColumn(input.file(), column)));
    read.notes().forEach(words -> output.warn(Warnings.note(input.file(), words)));
  }
}
