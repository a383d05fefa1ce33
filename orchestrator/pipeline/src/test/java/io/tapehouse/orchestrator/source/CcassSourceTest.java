package io.tapehouse.orchestrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.http.ClientSettings;
import io.tapehouse.extractors.http.ClientSettings.Retries;
import io.tapehouse.extractors.http.PoliteClient;
import io.tapehouse.extractors.http.Politeness;
import io.tapehouse.extractors.http.Request;
import io.tapehouse.extractors.http.Target;
import io.tapehouse.extractors.http.TransferListener;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.simulator.ExchangeSimulator;
import io.tapehouse.simulator.SimulatorConfig;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HKEX's pages as they are fetched, from a site that speaks its protocol and misbehaves. */
class CcassSourceTest {

  private static final String PAGES = "hkex.ccass_shareholding";
  private static final String LIST = "hkex.ccass_stock_list";
  private static final LocalDate TODAY = LocalDate.of(2025, 10, 25);
  private static final LocalDate THURSDAY = LocalDate.of(2025, 10, 16);
  private static final SimulatorConfig CONFIG = SimulatorConfig.defaults().withToday(TODAY);

  private static final Retries QUICK =
      new Retries(
          2,
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofSeconds(5),
          Duration.ofHours(1));

  private final Dictionary dictionary = Dictionary.load();

  /** What was asked about: dataset, date and stock. */
  private final Set<String> subjects = ConcurrentHashMap.newKeySet();

  @TempDir private Path root;
  private Archive archive = new Archive(new FolderObjectStore(Path.of("none")), Clock.systemUTC());
  private ExchangeSimulator simulator = ExchangeSimulator.start(CONFIG);

  @BeforeEach
  void archive() {
    archive = new Archive(new FolderObjectStore(root.resolve("archive")), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void with(SimulatorConfig config) {
    simulator.close();
    simulator = ExchangeSimulator.start(config);
  }

  private Source source() {
    return source(new CcassFetchSettings(true, Duration.ZERO, Set.of()), UnaryOperator.identity());
  }

  private Source source(CcassFetchSettings manners, UnaryOperator<URI> route) {
    PoliteClient client =
        new PoliteClient(
            root.resolve("downloads"),
            ClientSettings.defaults().with(QUICK),
            new Target(
                host -> Politeness.UNLIMITED,
                address -> Target.through(simulator.baseUri()).apply(route.apply(address))),
            new TransferListener() {
              @Override
              public void received(Request request, long bytes, OptionalLong expected) {
                subjects.add(request.subject());
              }
            });
    return CcassSource.of(
        new ArchiveSource(archive, DataKind.SIMULATED),
        archive,
        root.resolve("scratch"),
        client,
        manners,
        Origin.SIMULATED);
  }

  private Arrival bring(LocalDate date) throws Exception {
    return bring(source(), PAGES, date);
  }

  private Arrival bring(Source source, String dataset, LocalDate date) throws Exception {
    Dataset wanted = dictionary.dataset(dataset);
    return source.bring(wanted, date);
  }

  @Test
  void aWholeDayOnOneConnection() throws Exception {
    Arrival.Archived archived = (Arrival.Archived) bring(THURSDAY);
    assertThat(archived.added()).isTrue();
    assertThat(archived.note()).isEmpty();
    assertThat(archived.receipt().origin()).isEqualTo(Origin.SIMULATED);
    assertThat(archived.receipt().request())
        .isEqualTo("https://www3.hkexnews.hk/sdw/search/searchsdw.aspx");
    Set<String> listed = listed(THURSDAY);
    assertThat(listed).hasSizeGreaterThan(20);
    assertThat(stocks(THURSDAY)).isEqualTo(listed);
    assertThat(simulator.requests(PAGES))
        .as("the form, and a page a stock")
        .isEqualTo(1 + listed.size());
    assertThat(simulator.mostAtOnce(PAGES)).isEqualTo(1);
    assertThat(archive.store().list("_fetching/")).isEmpty();
    assertThat(root.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void aDayThatIsThereIsNotAskedForAgain() throws Exception {
    bring(THURSDAY);
    int before = simulator.requests(PAGES) + simulator.requests(LIST);
    Arrival.Archived again = (Arrival.Archived) bring(THURSDAY);
    assertThat(again.added()).isFalse();
    assertThat(((Arrival.Archived) bring(source(), LIST, THURSDAY)).added()).isFalse();
    assertThat(simulator.requests(PAGES) + simulator.requests(LIST)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redeployed*1", "wrong_stock*1", "wrong_date*1", "wrong_date*3", "missing_rows*2",
        "missing_rows*6", "http_503*1", "reset*1", "cut_short*1", "empty_file*2",
        "throttle_as_no_data*1"
      })
  void whatPassesLeavesNoGap(String fault) throws Exception {
    with(CONFIG.withFaults(PAGES + "@2025-10-16=" + fault));
    Arrival.Archived archived = (Arrival.Archived) bring(THURSDAY);
    assertThat(archived.note()).isEmpty();
    assertThat(stocks(THURSDAY)).isEqualTo(listed(THURSDAY));
  }

  @Test
  void aStockThatIsAnsweredWithAnotherIsNeverFiled() throws Exception {
    with(CONFIG.withFaults(PAGES + "@2025-10-16=wrong_stock"));
    Arrival.Failed failed = (Arrival.Failed) bring(THURSDAY);
    assertThat(failed.kind()).isEqualTo(ErrorKind.PUBLISHER);
    assertThat(failed.complaint())
        .startsWith(PAGES + " 2025-10-16: no page of 20 can be kept; the first: ")
        .contains("expected the page of this stock, found the one of");
    assertThat(archive.dates(PAGES)).isEmpty();
    assertThat(archive.dates(LIST)).isEmpty();
  }

  @Test
  void brokenOffItGoesOnWhereItWas() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    Source stopped =
        source(
            new CcassFetchSettings(true, Duration.ZERO, Set.of()),
            address -> {
              if (requests.incrementAndGet() == 15) {
                Thread.currentThread().interrupt();
              }
              return address;
            });
    assertThatThrownBy(() -> bring(stopped, PAGES, THURSDAY))
        .isInstanceOf(InterruptedException.class);
    assertThat(archive.dates(PAGES)).isEmpty();
    Set<String> first = searches();
    assertThat(first).hasSizeBetween(12, 13);
    subjects.clear();
    assertThat(((Arrival.Archived) bring(THURSDAY)).note()).isEmpty();
    Set<String> twice = new HashSet<>(searches());
    twice.retainAll(first);
    assertThat(twice).as("the one whose answer was on its way, at most").hasSizeLessThan(2);
    assertThat(stocks(THURSDAY)).isEqualTo(listed(THURSDAY));
    assertThat(archive.store().list("_fetching/")).isEmpty();
  }

  /** Dataset, date and stock of the pages that came. */
  private Set<String> searches() {
    Set<String> searches = new HashSet<>(subjects);
    searches.removeIf(
        subject -> !subject.startsWith(PAGES) || subject.endsWith(THURSDAY.toString()));
    return searches;
  }

  @Test
  void whatCannotBeHadIsNamedAndAskedForTheNextTime() throws Exception {
    try (ExchangeSimulator bad =
        ExchangeSimulator.start(CONFIG.withFaults(PAGES + "@2025-10-16=missing_rows"))) {
      AtomicInteger searches = new AtomicInteger();
      int listed = 24;
      Source source =
          CcassSource.of(
              new ArchiveSource(archive, DataKind.SIMULATED),
              archive,
              root.resolve("scratch"),
              new PoliteClient(
                  root.resolve("downloads"),
                  ClientSettings.defaults().with(QUICK),
                  new Target(
                      host -> Politeness.UNLIMITED,
                      address -> {
                        int number = searches.incrementAndGet();
                        // The form, the list, four stocks, three tries, the rest, three tries.
                        boolean fifth = number > 6 && number <= 9;
                        boolean again = number > 2 + 4 + 3 + listed - 5;
                        return Target.through(fifth || again ? bad.baseUri() : simulator.baseUri())
                            .apply(address);
                      }),
                  TransferListener.NONE),
              new CcassFetchSettings(true, Duration.ZERO, Set.of()),
              Origin.SIMULATED);
      Arrival.Archived gap = (Arrival.Archived) bring(source, PAGES, THURSDAY);
      List<String> all = new ArrayList<>(listed(THURSDAY));
      assertThat(all).hasSize(listed);
      assertThat(gap.note())
          .startsWith("version 1 with 23 pages; 1 refused: " + all.get(4) + "; the first: ")
          .contains("by the page's summary, found");
      assertThat(stocks(THURSDAY)).hasSize(23).doesNotContain(all.get(4));
      int before = simulator.requests(PAGES);
      Arrival.Archived whole = (Arrival.Archived) bring(THURSDAY);
      assertThat(whole.note()).isEmpty();
      assertThat(whole.receipt().version()).isEqualTo(2);
      assertThat(stocks(THURSDAY)).containsExactlyElementsOf(all);
      assertThat(simulator.requests(PAGES) - before).as("the form and the page").isEqualTo(2);
    }
  }

  @Test
  void aStockWithoutAResultIsNamed() throws Exception {
    fileList("[{\"c\":\"00001\",\"n\":\"A\"},{\"c\":\"99999\",\"n\":\"B\"}]");
    Arrival.Archived archived = (Arrival.Archived) bring(THURSDAY);
    assertThat(archived.note()).isEqualTo("version 1 with 1 pages; 1 without a result: 99999");
    assertThat(stocks(THURSDAY)).containsExactly("00001");
  }

  @ParameterizedTest
  @CsvSource({"http_403, banned", "html_page, Access Denied"})
  void whoIsSentAwayAsksNoMore(String fault, String words) throws Exception {
    with(CONFIG.withFaults(PAGES + "@2025-10-16=" + fault + "*1"));
    Source source = source();
    Arrival.Failed failed = (Arrival.Failed) bring(source, PAGES, THURSDAY);
    assertThat(failed.kind()).isEqualTo(ErrorKind.THROTTLED);
    assertThat(failed.notBefore()).isPresent();
    assertThat(failed.complaint()).contains(words);
    int before = simulator.requests(PAGES);
    assertThat(bring(source, PAGES, THURSDAY.plusDays(1))).isInstanceOf(Arrival.Failed.class);
    assertThat(simulator.requests(PAGES)).isEqualTo(before);
  }

  @Test
  void asksLaterWhenItIsTold() throws Exception {
    with(CONFIG.withFaults(PAGES + "@2025-10-16=http_429*1"));
    assertThat(((Arrival.Archived) bring(THURSDAY)).note()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-19, closed: the site shows 2025-10-18 for it",
    "2025-10-07, closed: the site shows 2025-10-06 for it",
    "2025-10-01, closed: the site shows 2025-09-30 for it"
  })
  void sundaysAndHolidaysAreClosed(LocalDate date, String words) throws Exception {
    assertThat(bring(date)).isEqualTo(new Arrival.Skipped(words));
    assertThat(archive.dates(PAGES)).isEmpty();
    assertThat(archive.dates(LIST)).isEmpty();
  }

  @Test
  void aSaturdayIsADateLikeAnyOther() throws Exception {
    assertThat(bring(LocalDate.of(2025, 10, 18))).isInstanceOf(Arrival.Archived.class);
    assertThat(stocks(LocalDate.of(2025, 10, 18))).isNotEmpty();
  }

  @Test
  void aDayThatIsNotThereYetIsWaitedFor() throws Exception {
    Arrival.Nothing notYet =
        new Arrival.Nothing(
            "not published yet: the newest date that can be asked for is 2025-10-24", true);
    assertThat(bring(TODAY)).isEqualTo(notYet);
    assertThat(bring(source(), LIST, TODAY)).isEqualTo(notYet);
    with(CONFIG.withToday(LocalDate.of(2025, 10, 26)));
    assertThat(bring(TODAY))
        .as("a Saturday, on the Sunday after it")
        .isEqualTo(
            new Arrival.Nothing("not published yet: the site shows 2025-10-24 for it", true));
  }

  @Test
  void aDayOfLongAgoIsNoLongerKept() throws Exception {
    LocalDate old = LocalDate.of(2024, 10, 24);
    Arrival.Failed failed = (Arrival.Failed) bring(old);
    assertThat(failed.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failed.complaint())
        .isEqualTo(
            PAGES + " 2024-10-24: no longer kept: the site keeps twelve months, up to 2025-10-24");
    assertThat(bring(LocalDate.of(2024, 10, 25))).isInstanceOf(Arrival.Archived.class);
  }

  @Test
  void aSiteThatHasNothingForAnybodyIsNotBelieved() throws Exception {
    with(CONFIG.withFaults(PAGES + "@2025-10-16=throttle_as_no_data"));
    assertThat(bring(THURSDAY))
        .isEqualTo(new Arrival.Nothing("the form alone for 20 stocks", false));
  }

  @Test
  void onlyTheStocksThatAreWanted() throws Exception {
    Source source =
        source(
            new CcassFetchSettings(true, Duration.ZERO, Set.of("09868", "00001")),
            UnaryOperator.identity());
    bring(source, PAGES, THURSDAY);
    assertThat(stocks(THURSDAY)).containsExactly("00001", "09868");
    bring(THURSDAY);
    assertThat(stocks(THURSDAY)).as("all, when all are wanted").isEqualTo(listed(THURSDAY));
    assertThat(archive.versions(PAGES, THURSDAY)).hasSize(2);
  }

  @Test
  void withoutPermissionNothingIsAsked() throws Exception {
    Source source =
        source(
            new CcassFetchSettings(false, Duration.ofSeconds(3), Set.of()),
            UnaryOperator.identity());
    Arrival.Failed failed = (Arrival.Failed) bring(source, PAGES, THURSDAY);
    assertThat(failed.kind()).isEqualTo(ErrorKind.USER);
    assertThat(failed.complaint())
        .isEqualTo(
            "hkex.ccass_shareholding 2025-10-16: not in the archive. HKEX's terms of use forbid"
                + " programmatic, scripted or other mechanical access and systematic compilation"
                + " without its written permission, so the fetch is off until"
                + " hkex.ccass.fetch-permission-obtained: true declares that it was obtained. Pages that a"
                + " person saved: tapehouse archive import hkex.ccass_shareholding FILE|DIR|ZIP");
    assertThat(bring(source, LIST, THURSDAY))
        .isEqualTo(
            new Arrival.Skipped(
                "not in the archive; nothing is fetched:"
                    + " hkex.ccass.fetch-permission-obtained is false"));
    assertThat(simulator.requests(PAGES) + simulator.requests(LIST)).isZero();
  }

  @Test
  void withoutPermissionWhatWasImportedCounts() throws Exception {
    importPage();
    Source source =
        source(
            new CcassFetchSettings(false, Duration.ofSeconds(3), Set.of()),
            UnaryOperator.identity());
    Arrival.Archived archived = (Arrival.Archived) bring(source, PAGES, THURSDAY);
    assertThat(archived.receipt().version()).isEqualTo(1);
    assertThat(archived.note()).isEmpty();
    assertThat(source.offer(List.of(dictionary.dataset(PAGES))))
        .startsWith("the archive (HKEX's terms of use forbid")
        .contains("tapehouse archive import hkex.ccass_shareholding");
    assertThat(source.dates(List.of(dictionary.dataset(LIST), dictionary.dataset(PAGES))))
        .hasValueSatisfying(dates -> assertThat(dates).containsExactly(THURSDAY));
    assertThat(simulator.requests(PAGES)).isZero();
  }

  @Test
  void whatWasImportedIsNotFetched() throws Exception {
    importPage();
    Arrival.Archived archived = (Arrival.Archived) bring(THURSDAY);
    assertThat(archived.receipt().version()).isEqualTo(2);
    assertThat(stocks(THURSDAY)).isEqualTo(listed(THURSDAY));
    assertThat(searches()).hasSize(listed(THURSDAY).size() - 1);
  }

  private void importPage() throws IOException {
    Path page = Files.writeString(root.resolve("a.html"), new SavedPages().page("00001", THURSDAY));
    new ArchiveImport(archive, root.resolve("scratch"), false, words -> {})
        .files(dictionary.dataset(PAGES), List.of(page), null);
  }

  @Test
  void corporateActionsAreImportedOrNot() throws Exception {
    assertThat(bring(source(), "hkex.corporate_actions", LocalDate.of(2025, 1, 1)))
        .isEqualTo(
            new Arrival.Skipped(
                "none was imported; tapehouse archive import hkex.corporate_actions FILE does it"));
  }

  @Test
  void otherDatasetsAreLeftToOthers() throws Exception {
    assertThat(bring(source(), "twse.mi_5mins_index", THURSDAY))
        .isEqualTo(new Arrival.Skipped("not in the archive"));
  }

  @Test
  void hkexIsAskedAsItsMannersSay() {
    CcassFetchSettings manners = new CcassFetchSettings(true, Duration.ofSeconds(7), Set.of());
    assertThat(manners.politeness("www3.hkexnews.hk"))
        .isEqualTo(new Politeness(Duration.ofSeconds(7), 1));
    assertThat(manners.politeness("www.twse.com.tw"))
        .isEqualTo(Politeness.ofHost("www.twse.com.tw"));
    assertThat(Politeness.ofHost("www3.hkexnews.hk"))
        .isEqualTo(new Politeness(Duration.ofSeconds(3), 1));
  }

  private void fileList(String json) throws IOException {
    Path file = Files.writeString(root.resolve("list.json"), json);
    new ArchiveImport(archive, root.resolve("scratch"), false, words -> {})
        .files(dictionary.dataset(LIST), List.of(file), THURSDAY);
  }

  private Set<String> listed(LocalDate date) throws IOException {
    return new CcassStockLists(dictionary.dataset(LIST), archive, root)
        .find(date).orElseThrow().stocks().stream()
            .map(stock -> stock.code())
            .collect(TreeSet::new, Collections::addAll, TreeSet::addAll);
  }

  private Set<String> stocks(LocalDate date) throws Exception {
    Receipt receipt = archive.newest(PAGES, date).orElseThrow();
    Set<String> stocks = new TreeSet<>();
    for (ArchivedFile file : receipt.files()) {
      io.tapehouse.extractors.hkex.CcassBundle.forEachPage(
          archive.store().localCopy(Archive.key(receipt, file), root),
          new io.tapehouse.extractors.SourceFile(PAGES, date, file.name()),
          (page, bytes) ->
              stocks.add(
                  io.tapehouse.extractors.hkex.CcassPageReader.read(page, bytes).stockCode()));
    }
    return stocks;
  }
}
