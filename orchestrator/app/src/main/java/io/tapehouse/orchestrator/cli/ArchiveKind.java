package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What kind of data an archive holds, by the first receipt that is found: it never holds both. */
final class ArchiveKind {

  private ArchiveKind() {}

  /** Empty: the archive is. */
  static Optional<DataKind> of(Archive archive) throws IOException {
    for (String dataset : archive.datasets()) {
      for (LocalDate date : archive.dates(dataset)) {
        List<Receipt> versions = archive.versions(dataset, date);
        if (!versions.isEmpty()) {
          return Optional.of(
              versions.get(0).origin() == Receipt.Origin.SIMULATED
                  ? DataKind.SIMULATED
                  : DataKind.REAL);
        }
      }
    }
    return Optional.empty();
  }
}
