package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import io.tapehouse.extractors.hkex.CcassPageName;
import io.tapehouse.extractors.hkex.CcassPages;
import io.tapehouse.extractors.hkex.CcassStockList;
import io.tapehouse.extractors.hkex.ListedStock;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.extractors.hkex.fetch.CcassClient;
import io.tapehouse.extractors.hkex.fetch.CcassClient.FetchedList;
import io.tapehouse.extractors.hkex.fetch.CcassSearch;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fetches the pages of a day, one after the other, those that the archive lacks. Broken off, by a
 * stop or a crash, it goes on where it was. What cannot be had is named, and the rest is filed: the
 * next time only the rest is asked for. Safe for use by many threads.
 */
final class CcassFetch {

  /** HKEX corrects a day within days if at all; so long is asked for what a day lacks. */
  private static final int DAYS_UNTIL_SETTLED = 4;

  /** A day that lacks more than one stock in so many was never fetched to its end. */
  private static final int SETTLED_LACKS_ONE_IN = 50;

  private final Dataset pages;
  private final Archive archive;
  private final CcassClient client;
  private final CcassStockLists lists;
  private final Set<String> stocks;
  private final Origin origin;
  private final Path scratch;
  private final CcassFiling filing;

  /**
   * @param stocks only these are asked for; none: all
   * @param origin of what is fetched
   */
  CcassFetch(
      Dataset pages,
      Archive archive,
      CcassClient client,
      CcassStockLists lists,
      Set<String> stocks,
      Origin origin,
      Path scratch) {
    this.pages = pages;
    this.archive = archive;
    this.client = client;
    this.lists = lists;
    this.stocks = stocks;
    this.origin = origin;
    this.scratch = scratch;
    this.filing = new CcassFiling(archive, scratch);
  }

  /** Brings the pages of a day. */
  Arrival bring(LocalDate date) throws IOException, InterruptedException {
    Optional<Receipt> newest = archive.newest(pages.id(), date);
    Arrival arrival;
    try (SavedFileReader reader = new SavedFileReader();
        ScratchFolder folder = ScratchFolder.in(scratch)) {
      CcassPages there = filing.newest(pages.id(), date, reader, folder.fresh());
      Optional<CcassStockList> list = lists.find(date);
      if (newest.isPresent() && list.isPresent() && isSettled(newest.get(), there, list.get())) {
        return new Arrival.Archived(newest.get(), false, "");
      }
      arrival = new Day(date, there, reader, folder).fetch(list);
    } catch (FetchException e) {
      arrival =
          new Arrival.Failed(String.valueOf(e.getMessage()), HttpSource.kind(e), e.notBefore());
    }
    return newest.isPresent() ? orArchived(arrival, newest.get()) : arrival;
  }

  /** What there is counts more than why there is no more of it. */
  private static Arrival orArchived(Arrival arrival, Receipt newest) {
    String words;
    if (arrival instanceof Arrival.Failed failed) {
      words = failed.complaint();
    } else if (arrival instanceof Arrival.Nothing nothing) {
      words = nothing.words();
    } else if (arrival instanceof Arrival.Skipped skipped) {
      words = skipped.why();
    } else {
      return arrival;
    }
    return new Arrival.Archived(newest, false, "taken from the archive; the publisher: " + words);
  }

  private boolean isSettled(Receipt newest, CcassPages there, CcassStockList list) {
    Set<String> wanted = wanted(list);
    int lacking = lacking(wanted, there.names()).size();
    return lacking == 0
        || (lacking <= wanted.size() / SETTLED_LACKS_ONE_IN
            && newest
                .received()
                .isAfter(
                    newest
                        .date()
                        .plusDays(DAYS_UNTIL_SETTLED + 1L)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()));
  }

  private Set<String> wanted(CcassStockList list) {
    Set<String> wanted = new TreeSet<>();
    for (ListedStock stock : list.stocks()) {
      if (stocks.isEmpty() || stocks.contains(stock.code())) {
        wanted.add(stock.code());
      }
    }
    return wanted;
  }

  /** Pages that a person saved in Chinese do as well. */
  private static List<String> lacking(Set<String> wanted, Set<CcassPageName> names) {
    return wanted.stream()
        .filter(
            stock ->
                !names.contains(new CcassPageName(stock, Language.ENGLISH))
                    && !names.contains(new CcassPageName(stock, Language.CHINESE)))
        .toList();
  }

  /** A day that is fetched. */
  private final class Day {

    private final LocalDate date;
    private final CcassPages there;
    private final SavedFileReader reader;
    private final CcassParts parts;

    Day(LocalDate date, CcassPages there, SavedFileReader reader, ScratchFolder folder) {
      this.date = date;
      this.there = there;
      this.reader = reader;
      this.parts = new CcassParts(archive.store(), pages.id(), date, folder);
    }

    Arrival fetch(Optional<CcassStockList> archived)
        throws IOException, FetchException, InterruptedException {
      CcassSearch search = CcassSearch.open(client, date);
      Optional<Arrival> unreachable = CcassReach.refusal(search);
      if (unreachable.isPresent()) {
        return unreachable.get();
      }
      Optional<FetchedList> fetched =
          archived.isPresent() ? Optional.empty() : Optional.of(client.list(date));
      Set<String> wanted = wanted(archived.or(() -> fetched.map(FetchedList::list)).orElseThrow());
      if (wanted.isEmpty()) {
        return new Arrival.Skipped(
            "none of hkex.ccass.stocks is in the list of " + date + ": " + stocks);
      }
      List<String> lacking = new ArrayList<>(lacking(wanted, there.names()));
      Set<CcassPageName> written = parts.written(reader).keySet();
      lacking.removeIf(stock -> written.contains(new CcassPageName(stock, Language.ENGLISH)));
      CcassRound round =
          new CcassRound(
              pages.id() + " " + date, search, parts, there.names().size() + written.size());
      try {
        round.ask(lacking);
      } finally {
        parts.write();
      }
      if (round.earlier().isPresent()) {
        return earlier(search, round.earlier().get());
      }
      if (fetched.isPresent() && round.pages() > 0) {
        lists.file(date, fetched.get(), origin);
      }
      return file(round);
    }

    private Arrival earlier(CcassSearch search, LocalDate shown) {
      return search.isPast()
          ? new Arrival.Skipped("closed: the site shows %s for it".formatted(shown))
          : new Arrival.Nothing(
              "not published yet: the site shows %s for it".formatted(shown), true);
    }

    private Arrival file(CcassRound round) throws IOException {
      if (round.pages() == 0) {
        return round.nothing();
      }
      CcassFiling.Filed filed;
      try {
        filed =
            filing.file(
                pages.id(),
                date,
                parts.written(reader),
                reader,
                origin,
                client.address(),
                CcassFiling.Mode.FILE);
      } catch (UnreadableFileException e) {
        return new Arrival.Failed(
            "%s %s: a page that was fetched cannot be read any more: %s"
                .formatted(pages.id(), date, e.getMessage()),
            ErrorKind.RESOURCES,
            Optional.empty());
      }
      parts.remove();
      Receipt receipt = filed.receipt().orElseThrow();
      String gaps = round.gaps();
      return new Arrival.Archived(
          receipt,
          filed.added(),
          gaps.isEmpty()
              ? ""
              : "version %d with %d pages; %s".formatted(receipt.version(), filed.pages(), gaps));
    }
  }
}
