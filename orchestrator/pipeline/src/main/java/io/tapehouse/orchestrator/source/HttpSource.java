package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.fetch.FetchResult;
import io.tapehouse.extractors.fetch.Fetcher;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The publishers, or a simulator that speaks like them: the same client either way. What the
 * publisher no longer keeps, but the archive does, is taken from the archive.
 */
final class HttpSource implements Source {

  /** Exchanges mend a file within days if at all. */
  private static final int DAYS_UNTIL_SETTLED = 4;

  private final String name;
  private final Origin origin;
  private final DataKind kind;
  private final Fetcher fetcher;
  private final Archive archive;
  private final EventPageFetch pages;
  private final Duration rest;
  private final AutoCloseable server;

  /**
   * @param scratch folder for unfinished files
   * @param rest how long to wait before an answer of "nothing" is asked for again
   * @param server what must be closed with the source: the simulator
   */
  HttpSource(
      String name,
      Origin origin,
      DataKind kind,
      Fetcher fetcher,
      Archive archive,
      Path scratch,
      Duration rest,
      AutoCloseable server) {
    this.name = name;
    this.origin = origin;
    this.kind = kind;
    this.fetcher = fetcher;
    this.archive = archive;
    this.pages = new EventPageFetch(fetcher, archive, origin, scratch);
    this.rest = rest;
    this.server = server;
  }

  @Override
  public DataKind kind() {
    return kind;
  }

  @Override
  public Arrival bring(Dataset dataset, LocalDate filedUnder)
      throws IOException, InterruptedException {
    if (dataset.detailsOf() != null) {
      return pages.bring(dataset, filedUnder);
    }
    Optional<Receipt> before = before(dataset, filedUnder);
    if (origin == Origin.LIVE && before.isPresent() && isSettled(dataset, before.get())) {
      return new Arrival.Archived(before.get(), false, "");
    }
    FetchResult result;
    try {
      result = fetcher.fetch(dataset, filedUnder);
    } catch (FetchException e) {
      return archivedBefore(dataset, filedUnder, e.getMessage())
          .orElseGet(() -> new Arrival.Failed(e.getMessage(), kind(e), e.notBefore()));
    }
    if (result instanceof FetchResult.Fetched fetched) {
      try {
        Archive.Added added =
            archive.add(
                dataset.id(),
                fetched.filedUnder(),
                Map.of(fetched.fileName(), fetched.file()),
                origin,
                fetched.request());
        return new Arrival.Archived(added.receipt(), added.added(), "");
      } finally {
        Files.deleteIfExists(fetched.file());
      }
    }
    if (result instanceof FetchResult.NothingPublished nothing) {
      return archivedBefore(dataset, filedUnder, nothing.answer())
          .orElseGet(() -> new Arrival.Nothing(nothing.answer(), nothing.believable()));
    }
    if (result instanceof FetchResult.OtherDate other) {
      return archivedBefore(dataset, filedUnder, "has " + other.date() + " alone")
          .orElseGet(
              () ->
                  new Arrival.Skipped(
                      "the publisher has the file of %s alone".formatted(other.date())));
    }
    return new Arrival.Skipped(((FetchResult.Skipped) result).why());
  }

  @Override
  public Optional<SortedSet<LocalDate>> dates(Collection<Dataset> datasets) {
    return Optional.empty();
  }

  @Override
  public Duration rest() {
    return rest;
  }

  @Override
  public SortedMap<String, String> givenUp() {
    return fetcher.givenUp();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot stop " + name, e);
    }
  }

  /** What the archive has of a date: of a state the newest about it. */
  private Optional<Receipt> before(Dataset dataset, LocalDate date) throws IOException {
    if (dataset.period() != Dataset.Period.SNAPSHOT) {
      return archive.newest(dataset.id(), date);
    }
    Optional<LocalDate> filed =
        archive.dates(dataset.id()).stream()
            .filter(found -> dataset.answers(date, found))
            .max(Comparator.naturalOrder());
    return filed.isPresent() ? archive.newest(dataset.id(), filed.get()) : Optional.empty();
  }

  /**
   * Whether a file was fetched so long after what it covers that the publisher will not post it
   * again: asking once more would only be a burden.
   */
  private static boolean isSettled(Dataset dataset, Receipt receipt) {
    LocalDate after =
        switch (dataset.period()) {
          case DAY, WEEK, SNAPSHOT, LIST -> receipt.date().plusDays(1);
          case MONTH -> receipt.date().plusMonths(1);
          case YEAR -> receipt.date().plusYears(1);
        };
    return receipt
        .received()
        .isAfter(after.plusDays(DAYS_UNTIL_SETTLED).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Whose fault a failure is. */
  static ErrorKind kind(FetchException e) {
    return switch (e.kind()) {
      case THROTTLED, BANNED -> ErrorKind.THROTTLED;
      case UNREACHABLE, SERVER_ERROR, NOT_FOUND, TIMEOUT -> ErrorKind.PUBLISHER;
      case BAD_ANSWER -> e.retryable() ? ErrorKind.PUBLISHER : ErrorKind.DATA;
      case LOCAL_STORAGE -> ErrorKind.RESOURCES;
    };
  }

  private Optional<Arrival> archivedBefore(Dataset dataset, LocalDate filedUnder, String words)
      throws IOException {
    return before(dataset, filedUnder)
        .map(
            receipt ->
                new Arrival.Archived(
                    receipt, false, "taken from the archive; the publisher: " + words));
  }
}
