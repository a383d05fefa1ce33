package io.tapehouse.etl.job;

import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.taifex.OptionsTickReader;
import io.tapehouse.extractors.taifex.TickSummary;
import java.io.IOException;
import java.nio.file.Path;

/** {@code taifex.options_tick}: bars of options, and perhaps the prints. */
final class OptionsTickEtl implements FileEtl {

  @Override
  public void run(Input described, Output output) throws IOException, UnreadableFileException {
    Path file = described.path();
    Input input = OwnDays.of(described, file);
    Quarantine quarantine = new Quarantine(input.file());
    InstrumentCollector collector =
        new InstrumentCollector(
            DerivativeType.OPTIONS,
            VolumeRule.ONCE_A_SIDE,
            input,
            (spread, moment, price, near, far, volume, starred) -> {
              throw new IllegalStateException("an options file has no spreads");
            });
    TickSummary read = OptionsTickReader.readTicks(input.file(), file, quarantine, collector);
    BarTables tables = new BarTables(input, output);
    tables.contracts(DerivativeType.OPTIONS, collector.contracts().values());
    tables.bars(collector.contracts().values());
    if (input.tickTable().isPresent()) {
      new TickTable(input, output, false).write(collector.contracts().values());
    }
    ProductSessions sessions = new ProductSessions(input);
    sessions.add(collector.contracts().values());
    sessions.write(output);
    output.quarantine(quarantine.rows());
    output.count("derivative_bar", read.rows(), quarantine.count());
    output.read(read.rows(), read.bytes());
    OwnDays.doubts(input, collector.contracts().values()).forEach(output::warn);
    read.newColumns().forEach(column -> output.warn(Warnings.newColumn(input.file(), column)));
    read.notes().forEach(words -> output.warn(Warnings.note(input.file(), words)));
  }
}
