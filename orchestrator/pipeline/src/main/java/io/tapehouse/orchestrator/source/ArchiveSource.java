package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The archive itself: nothing is fetched, and what is there counts. For a warehouse that is to be
 * made anew.
 */
final class ArchiveSource implements Source {

  private final Archive archive;
  private final DataKind kind;

  ArchiveSource(Archive archive, DataKind kind) {
    this.archive = archive;
    this.kind = kind;
  }

  @Override
  public DataKind kind() {
    return kind;
  }

  @Override
  public Arrival bring(Dataset dataset, LocalDate filedUnder) throws IOException {
    Optional<Receipt> newest = archive.newest(dataset.id(), filedUnder);
    return newest.isPresent()
        ? new Arrival.Archived(newest.get(), false, "")
        : new Arrival.Skipped("not in the archive");
  }

  @Override
  public Optional<SortedSet<LocalDate>> dates(Collection<Dataset> datasets) throws IOException {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (Dataset dataset : datasets) {
      dates.addAll(archive.dates(dataset.id()));
    }
    return Optional.of(dates);
  }

  @Override
  public Duration rest() {
    return Duration.ZERO;
  }

  @Override
  public String name() {
    return "archive";
  }
}
