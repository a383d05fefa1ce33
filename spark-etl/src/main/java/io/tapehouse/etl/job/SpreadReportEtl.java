package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.taifex.SpreadReportReader;
import io.tapehouse.extractors.taifex.SpreadReportReader.ProductVolume;
import java.io.IOException;

/** {@code taifex.futures_spread_report}: evidence, the volumes that bars must add up to. */
final class SpreadReportEtl implements FileEtl {

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    Quarantine quarantine = new Quarantine(input.file());
    SpreadReportReader.Report report =
        SpreadReportReader.read(input.file(), input.path(), quarantine);
    TableWriter<ProductVolume> writer =
        output.table(
            "spread_report",
            (row, cells) -> {
              cells.text(row.product());
              cells.bigint(row.spreadVolume());
              cells.bigint(row.marketVolume());
            });
    for (ProductVolume product : report.products()) {
      writer.write(product);
    }
    output.quarantine(quarantine.rows());
    output.count("spread_report", report.rows(), quarantine.count());
    output.read(report.rows(), report.bytes());
    report.newColumns().forEach(column -> output.warn(Warnings.newColumn(input.file(), column)));
    report.notes().forEach(words -> output.warn(Warnings.note(input.file(), words)));
  }
}
