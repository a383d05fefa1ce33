package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DetailsOf;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.fetch.FetchResult;
import io.tapehouse.extractors.fetch.Fetcher;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.extractors.twse.EventPages;
import io.tapehouse.extractors.twse.EventReference;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the pages with details of events to which an archived list refers, one request a page,
 * those that no date of the archive has. They are filed as one zip under the list's date. What
 * cannot be had is named, and asked for again with the next list, or when the date is run again.
 * Safe for use by many threads.
 */
final class EventPageFetch {

  private static final Logger LOG = LoggerFactory.getLogger(EventPageFetch.class);

  /**
   * At one request in 5 s some eight minutes, within the time that a fetch may take. The list of
   * reductions has some 300 events when it is first read.
   */
  static final int MOST_PAGES = 100;

  /** So many failures in a row are not those of single pages. */
  private static final int MOST_FAILURES = 3;

  /** So many answers in a row that must not be kept are another site, or a throttle. */
  private static final int MOST_REFUSALS = 10;

  /** So long a publisher that has no page of an event is asked again. */
  private static final int DAYS_WITHOUT_PAGE = 14;

  private static final int NAMED = 10;

  /** TWSE's answer to the code of a security that has no page; a throttled client reads another. */
  private static final String NO_SUCH_PAGE = "無相關資料";

  /** That answer, all of it. */
  private static final String NO_PAGE = "{\"stat\":\"%s\"}".formatted(NO_SUCH_PAGE);

  private final Fetcher fetcher;
  private final Archive archive;
  private final Origin origin;
  private final Path scratch;

  /** One list after the other: each asks for what those before it left. */
  private final Map<String, Lock> turns = new ConcurrentHashMap<>();

  /** Names of the files of versions, which never change. */
  private final Map<Version, Set<String>> read = new ConcurrentHashMap<>();

  /**
   * @param origin of what is fetched
   * @param scratch folder for unfinished files
   */
  EventPageFetch(Fetcher fetcher, Archive archive, Origin origin, Path scratch) {
    this.fetcher = fetcher;
    this.archive = archive;
    this.origin = origin;
    this.scratch = scratch;
  }

  private record Version(String dataset, LocalDate date, int version) {}

  /** Brings the pages that the list of {@code date} refers to. */
  Arrival bring(Dataset dataset, LocalDate date) throws IOException, InterruptedException {
    DetailsOf details = Objects.requireNonNull(dataset.detailsOf());
    Optional<Receipt> list = archive.newest(details.list(), date);
    if (list.isEmpty()) {
      return new Arrival.Skipped(
          "the archive has no %s %s, which refers to the pages".formatted(details.list(), date));
    }
    Lock turn = turns.computeIfAbsent(dataset.id(), key -> new ReentrantLock());
    turn.lockInterruptibly();
    try {
      return new Round(dataset, date).bring(references(details, list.get()));
    } catch (UnreadableFileException e) {
      return new Arrival.Failed(
          "%s %s: cannot tell which pages there are: %s"
              .formatted(dataset.id(), date, e.getMessage()),
          ErrorKind.DATA,
          Optional.empty());
    } finally {
      turn.unlock();
    }
  }

  private List<EventReference> references(DetailsOf details, Receipt list)
      throws IOException, UnreadableFileException {
    List<EventReference> all = new ArrayList<>();
    for (ArchivedFile file : list.files()) {
      SourceFile source = new SourceFile(list.dataset(), list.date(), file.name());
      all.addAll(EventReference.of(details, source, bytes(list, file)));
    }
    return all;
  }

  private byte[] bytes(Receipt receipt, ArchivedFile file) throws IOException {
    try (InputStream in = archive.open(receipt, file)) {
      return in.readAllBytes();
    }
  }

  /** The files of a version by name, those within zips too. */
  private SortedMap<String, byte[]> files(Receipt receipt)
      throws IOException, UnreadableFileException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (ArchivedFile file : receipt.files()) {
      SourceFile source = new SourceFile(receipt.dataset(), receipt.date(), file.name());
      files.putAll(EventPages.entries(source, bytes(receipt, file)));
    }
    return files;
  }

  /** The names of all files that the archive has of a dataset; a damaged version has none. */
  private Set<String> archived(Dataset dataset) throws IOException {
    Set<String> names = new HashSet<>();
    for (LocalDate date : archive.dates(dataset.id())) {
      Optional<Receipt> newest = archive.newest(dataset.id(), date);
      if (newest.isPresent()) {
        Version version = new Version(dataset.id(), date, newest.get().version());
        Set<String> known = read.get(version);
        if (known == null) {
          try {
            known = Set.copyOf(files(newest.get()).keySet());
          } catch (UnreadableFileException e) {
            LOG.warn("its pages are asked for again: {}", e.getMessage());
            known = Set.of();
          }
          read.put(version, known);
        }
        names.addAll(known);
      }
    }
    return names;
  }

  /** The pages of one list. Not safe for use by many threads. */
  private final class Round {

    private final Dataset dataset;
    private final LocalDate date;
    private final SortedMap<String, byte[]> fetched = new TreeMap<>();
    private final Map<EventReference, String> lacking = new HashMap<>();
    private int failuresInRow;
    private int refusalsInRow;
    private @Nullable FetchException last;

    Round(Dataset dataset, LocalDate date) {
      this.dataset = dataset;
      this.date = date;
    }

    Arrival bring(List<EventReference> references) throws IOException, InterruptedException {
      Optional<Receipt> newest = archive.newest(dataset.id(), date);
      List<EventReference> wanted = wanted(references);
      for (EventReference page : wanted) {
        if (fetched.size() == MOST_PAGES) {
          lacking.put(page, "at most %d pages are asked for at once".formatted(MOST_PAGES));
        } else if (isStopped()) {
          lacking.put(page, "not asked");
        } else {
          ask(page);
        }
      }
      if (fetched.isEmpty() && newest.isEmpty()) {
        return lacking.isEmpty()
            ? new Arrival.Skipped("the archive has the pages of all events of the list")
            : new Arrival.Failed(
                words(wanted.size()),
                last == null ? ErrorKind.PUBLISHER : HttpSource.kind(last),
                last == null ? Optional.empty() : last.notBefore());
      }
      if (fetched.isEmpty()) {
        return new Arrival.Archived(newest.get(), false, words(wanted.size()));
      }
      Archive.Added added = file(newest);
      return new Arrival.Archived(added.receipt(), added.added(), words(wanted.size()));
    }

    /** What the archive lacks, the latest events first. */
    private List<EventReference> wanted(List<EventReference> references) throws IOException {
      Set<String> archived = archived(dataset);
      return references.stream()
          .filter(page -> !archived.contains(page.fileName(dataset.file(), false)))
          .filter(
              page ->
                  page.date().isAfter(date.minusDays(DAYS_WITHOUT_PAGE))
                      || !archived.contains(page.fileName(dataset.file(), true)))
          .sorted(Comparator.reverseOrder())
          .toList();
    }

    /** A publisher in trouble, or one that sends us away, is left alone. */
    private boolean isStopped() {
      return failuresInRow == MOST_FAILURES
          || refusalsInRow == MOST_REFUSALS
          || (last != null && failuresInRow > 0 && mustWait(last));
    }

    private static boolean mustWait(FetchException failure) {
      return failure.notBefore().isPresent()
          || switch (failure.kind()) {
            case THROTTLED, BANNED, LOCAL_STORAGE -> true;
            case UNREACHABLE, SERVER_ERROR, NOT_FOUND, TIMEOUT, BAD_ANSWER -> false;
          };
    }

    private void ask(EventReference page) throws IOException, InterruptedException {
      FetchResult result;
      try {
        result = fetcher.page(dataset, date, page);
        failuresInRow = 0;
      } catch (FetchException e) {
        last = e;
        failuresInRow++;
        lack(page, String.valueOf(e.getMessage()));
        return;
      }
      if (result instanceof FetchResult.Fetched answer) {
        byte[] bytes = Files.readAllBytes(answer.file());
        Files.delete(answer.file());
        keep(page, bytes);
      } else if (result instanceof FetchResult.NothingPublished nothing
          && nothing.answer().contains(NO_SUCH_PAGE)) {
        keep(page.fileName(dataset.file(), true), NO_PAGE.getBytes(StandardCharsets.UTF_8));
      } else {
        refusalsInRow++;
        lack(
            page,
            "expected its page, found "
                + (result instanceof FetchResult.NothingPublished nothing
                    ? "the publisher's words '%s'".formatted(nothing.answer())
                    : result));
      }
    }

    private void keep(EventReference page, byte[] bytes) {
      String name = page.fileName(dataset.file(), false);
      try {
        EventPages.page(new SourceFile(dataset.id(), date, name), name, page, bytes);
        keep(name, bytes);
      } catch (UnreadableFileException e) {
        refusalsInRow++;
        lack(page, String.valueOf(e.getMessage()));
      }
    }

    private void keep(String name, byte[] bytes) {
      refusalsInRow = 0;
      fetched.put(name, bytes);
    }

    private void lack(EventReference page, String why) {
      LOG.warn("{} {}: without the page of {}: {}", dataset.id(), date, page, why);
      lacking.put(page, why);
    }

    private Archive.Added file(Optional<Receipt> newest) throws IOException {
      SortedMap<String, byte[]> all = new TreeMap<>();
      if (newest.isPresent()) {
        try {
          all.putAll(files(newest.get()));
        } catch (UnreadableFileException e) {
          LOG.warn("replaced: {}", e.getMessage());
        }
      }
      // An event that has its page by now.
      fetched.keySet().forEach(name -> all.remove(name.replace(".json", "_none.json")));
      all.putAll(fetched);
      try (ScratchFolder folder = ScratchFolder.in(scratch)) {
        Path zip = folder.fresh().resolve(dataset.fileName(date));
        Files.write(zip, EventPages.zip(all));
        return archive.add(
            dataset.id(),
            date,
            Map.of(dataset.fileName(date), zip),
            origin,
            dataset.addresses(date).get(0));
      }
    }

    /** Which pages are lacking; empty: none. */
    private String words(int wanted) {
      if (lacking.isEmpty()) {
        return "";
      }
      List<EventReference> pages =
          lacking.keySet().stream().sorted(Comparator.reverseOrder()).toList();
      String named =
          pages.size() <= NAMED
              ? pages.toString()
              : "%s and others".formatted(pages.subList(0, NAMED));
      return "%s %s: %d of %d pages could not be had and are asked for with the next list: %s; the first: %s"
          .formatted(dataset.id(), date, pages.size(), wanted, named, lacking.get(pages.get(0)));
    }
  }
}
