package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.hkex.fetch.CcassClient;
import io.tapehouse.extractors.hkex.fetch.CcassSearch;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.extractors.http.PoliteClient;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hong Kong's datasets; all others are brought by another source. HKEX's terms of use forbid
 * programmatic, scripted or other mechanical access and the compiling of databases by systematic
 * retrieval unless it has permitted them in writing (2.2 and 2.3, in every page): without a
 * permission nothing is asked, and what a person imported counts.
 */
final class CcassSource implements Source {

  private static final String PUBLISHER = "hkex.";
  private static final String LIST = "hkex.ccass_stock_list";
  private static final String PAGES = "hkex.ccass_shareholding";

  private static final String OFF =
      "HKEX's terms of use forbid programmatic, scripted or other mechanical access and systematic"
          + " compilation without its written permission, so the fetch is off until"
          + " hkex.ccass.fetch-permission-obtained: true declares that it was obtained";

  private static final String IMPORT =
      "Pages that a person saved: tapehouse archive import " + PAGES + " FILE|DIR|ZIP";

  private static final Logger LOG = LoggerFactory.getLogger(CcassSource.class);

  private final Source others;
  private final Archive archive;
  private final boolean permitted;
  private final CcassClient client;
  private final CcassStockLists lists;
  private final CcassFetch pages;
  private final Origin origin;

  private CcassSource(
      Source others,
      Archive archive,
      boolean permitted,
      CcassClient client,
      CcassStockLists lists,
      CcassFetch pages,
      Origin origin) {
    this.others = others;
    this.archive = archive;
    this.permitted = permitted;
    this.client = client;
    this.lists = lists;
    this.pages = pages;
    this.origin = origin;
  }

  /**
   * A source of Hong Kong's datasets, and of all that {@code others} brings.
   *
   * @param others closed with it
   * @param client asks HKEX, or the simulator
   * @param origin of what is fetched
   */
  static CcassSource of(
      Source others,
      Archive archive,
      Path scratch,
      PoliteClient client,
      CcassFetchSettings manners,
      Origin origin) {
    Dictionary dictionary = Dictionary.load();
    Dataset pages = dictionary.dataset(PAGES);
    Dataset list = dictionary.dataset(LIST);
    CcassClient ccass = new CcassClient(client, pages, list);
    CcassStockLists lists = new CcassStockLists(list, archive, scratch);
    return new CcassSource(
        others,
        archive,
        manners.permitted(),
        ccass,
        lists,
        new CcassFetch(pages, archive, ccass, lists, manners.stocks(), origin, scratch),
        origin);
  }

  @Override
  public DataKind kind() {
    return others.kind();
  }

  @Override
  public Arrival bring(Dataset dataset, LocalDate filedUnder)
      throws IOException, InterruptedException {
    if (!isOurs(dataset)) {
      return others.bring(dataset, filedUnder);
    }
    boolean isList = dataset.id().equals(LIST);
    if (!isList && !dataset.id().equals(PAGES)) {
      return imported(dataset, filedUnder);
    }
    if (!permitted) {
      return unpermitted(dataset, filedUnder);
    }
    return isList ? list(dataset, filedUnder) : pages.bring(filedUnder);
  }

  /** A file that no publisher offers: a person writes it, or there is none. */
  private Arrival imported(Dataset dataset, LocalDate filedUnder) throws IOException {
    Optional<Receipt> newest = archive.newest(dataset.id(), filedUnder);
    return newest.isPresent()
        ? new Arrival.Archived(newest.get(), false, "")
        : new Arrival.Skipped(
            "none was imported; tapehouse archive import %s FILE does it".formatted(dataset.id()));
  }

  private Arrival unpermitted(Dataset dataset, LocalDate filedUnder) throws IOException {
    Optional<Receipt> newest = archive.newest(dataset.id(), filedUnder);
    if (newest.isPresent()) {
      // The usual way, and so without a note, which would be a warning for every day.
      LOG.info("{} {}: from the archive. {}", dataset.id(), filedUnder, OFF);
      return new Arrival.Archived(newest.get(), false, "");
    }
    // Pages are of use without a list, which shows what is missing; a list alone is of none.
    return dataset.id().equals(LIST)
        ? new Arrival.Skipped(
            "not in the archive; nothing is fetched: hkex.ccass.fetch-permission-obtained is false")
        : new Arrival.Failed(
            "%s %s: not in the archive. %s. %s".formatted(dataset.id(), filedUnder, OFF, IMPORT),
            ErrorKind.USER,
            Optional.empty());
  }

  private Arrival list(Dataset dataset, LocalDate date) throws IOException, InterruptedException {
    Optional<Receipt> newest = archive.newest(dataset.id(), date);
    if (newest.isPresent() && lists.find(date).isPresent()) {
      return new Arrival.Archived(newest.get(), false, "");
    }
    if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
      return new Arrival.Skipped("closed: the site has no Sundays");
    }
    try {
      Optional<Arrival> unreachable = CcassReach.refusal(CcassSearch.open(client, date));
      if (unreachable.isPresent()) {
        return unreachable.get();
      }
      Archive.Added added = lists.file(date, client.list(date), origin);
      return new Arrival.Archived(added.receipt(), added.added(), "");
    } catch (FetchException e) {
      return new Arrival.Failed(String.valueOf(e.getMessage()), HttpSource.kind(e), e.notBefore());
    }
  }

  /** Without a permission there is what was imported; HKEX is not asked. */
  @Override
  public Optional<SortedSet<LocalDate>> dates(Collection<Dataset> datasets) throws IOException {
    return isFromTheArchive(datasets)
        ? Optional.of(new TreeSet<>(archive.dates(PAGES)))
        : others.dates(datasets);
  }

  @Override
  public String offer(Collection<Dataset> datasets) {
    return isFromTheArchive(datasets)
        ? "the archive (%s. %s)".formatted(OFF, IMPORT)
        : others.offer(datasets);
  }

  private boolean isFromTheArchive(Collection<Dataset> datasets) {
    return !permitted && !datasets.isEmpty() && datasets.stream().allMatch(CcassSource::isOurs);
  }

  private static boolean isOurs(Dataset dataset) {
    return dataset.id().startsWith(PUBLISHER);
  }

  @Override
  public Duration rest() {
    return others.rest();
  }

  @Override
  public SortedMap<String, String> givenUp() {
    return others.givenUp();
  }

  @Override
  public String name() {
    return others.name();
  }

  @Override
  public void close() throws IOException {
    others.close();
  }
}
