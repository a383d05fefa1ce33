package io.tapehouse.etl.job;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlJob.EtlInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One version of the archive, as an ETL sees it.
 *
 * @param described its description in the job
 * @param fileNo which of the version's files this is, from 0, where each is read by itself; else 0
 * @param archive where its files are
 * @param scratch a folder of its own for copies
 * @param dictionary what the data means
 * @param calendar of the exchange that published it
 * @param scales lengths of the bars, minutes
 * @param keepTicks whether the lake takes the prints of tick files
 */
record Input(
    EtlInput described,
    int fileNo,
    ObjectStore archive,
    Path scratch,
    Dictionary dictionary,
    TradingCalendar calendar,
    List<Integer> scales,
    boolean keepTicks) {

  /** The same with another calendar. */
  Input with(TradingCalendar other) {
    return new Input(described, fileNo, archive, scratch, dictionary, other, scales, keepTicks);
  }

  /** The table of the lake that takes its prints; empty: it has none, or they are not kept. */
  Optional<String> tickTable() {
    return keepTicks ? dictionary.dataset(described.dataset()).lineage().ticks() : Optional.empty();
  }

  /** The date that the file is filed under. */
  LocalDate date() {
    return described.date();
  }

  /** The dataset's one file. */
  SourceFile file() {
    return source(only());
  }

  /** One of the dataset's files. */
  SourceFile source(ArchivedFile file) {
    return new SourceFile(described.dataset(), described.date(), file.name());
  }

  /** The one file's bytes on the local disk. */
  Path path() throws IOException {
    return path(only());
  }

  /** A file's bytes on the local disk. */
  Path path(ArchivedFile file) throws IOException {
    return archive.localCopy(
        described.dataset()
            + "/"
            + described.date()
            + "/v"
            + described.version()
            + "/"
            + file.name(),
        scratch);
  }

  private ArchivedFile only() {
    if (described.files().size() != 1) {
      throw new IllegalArgumentException(
          "%s %s: expected one file, found %s"
              .formatted(described.dataset(), described.date(), described.files()));
    }
    return described.files().get(0);
  }
}
