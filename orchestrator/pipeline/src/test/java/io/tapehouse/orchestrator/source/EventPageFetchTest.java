package io.tapehouse.orchestrator.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.fetch.Fetcher;
import io.tapehouse.extractors.http.ClientSettings;
import io.tapehouse.extractors.http.ClientSettings.Retries;
import io.tapehouse.extractors.http.PoliteClient;
import io.tapehouse.extractors.http.Target;
import io.tapehouse.extractors.http.TransferListener;
import io.tapehouse.extractors.twse.EventPages;
import io.tapehouse.extractors.twse.EventReference;
import io.tapehouse.simulator.ExchangeSimulator;
import io.tapehouse.simulator.SimulatorConfig;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages with details of events, from a publisher that misbehaves. */
class EventPageFetchTest {

  private static final String LIST = "twse.twt49u";
  private static final String PAGES = "twse.twt49u_detail";
  private static final LocalDate THURSDAY = LocalDate.of(2024, 11, 7);
  private static final LocalDate FRIDAY = LocalDate.of(2024, 11, 8);

  private static final Retries QUICK =
      new Retries(
          2,
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofSeconds(5),
          Duration.ofHours(1));

  private final Dictionary dictionary = Dictionary.load();

  @TempDir private Path root;
  private Archive archive = new Archive(new FolderObjectStore(Path.of("none")), Clock.systemUTC());
  private ExchangeSimulator simulator = ExchangeSimulator.start(SimulatorConfig.defaults());

  @BeforeEach
  void archive() {
    archive = new Archive(new FolderObjectStore(root.resolve("archive")), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void faults(String... faults) {
    simulator.close();
    simulator = ExchangeSimulator.start(SimulatorConfig.defaults().withFaults(faults));
  }

  private Arrival bring(String dataset, LocalDate date) throws Exception {
    PoliteClient client =
        new PoliteClient(
            root.resolve("downloads"),
            ClientSettings.defaults().with(QUICK),
            Target.simulator(simulator.baseUri()),
            TransferListener.NONE);
    try (Source source =
        new HttpSource(
            "sim",
            Origin.SIMULATED,
            DataKind.SIMULATED,
            new Fetcher(client, null),
            archive,
            root.resolve("scratch"),
            Duration.ZERO,
            () -> {})) {
      return source.bring(dictionary.dataset(dataset), date);
    }
  }

  private Arrival.Archived archived(String dataset, LocalDate date) throws Exception {
    Arrival arrival = bring(dataset, date);
    assertThat(arrival).isInstanceOf(Arrival.Archived.class);
    return (Arrival.Archived) arrival;
  }

  private EventPages.Read pages(LocalDate date) throws Exception {
    Receipt receipt = archive.newest(PAGES, date).orElseThrow();
    assertThat(receipt.files()).hasSize(1);
    try (InputStream in = archive.open(receipt, receipt.files().get(0))) {
      return EventPages.read(
          new SourceFile(PAGES, date, receipt.files().get(0).name()), in.readAllBytes());
    }
  }

  private Set<EventReference> references(LocalDate date) throws Exception {
    Set<EventReference> references = new TreeSet<>();
    pages(date).pages().forEach(page -> references.add(page.reference()));
    return references;
  }

  @Test
  void aPageAnEventWithRightsIsAskedForOnce() throws Exception {
    archived(LIST, THURSDAY);
    Arrival.Archived first = archived(PAGES, THURSDAY);
    assertThat(first.note()).isEmpty();
    int events = references(THURSDAY).size();
    assertThat(events).isBetween(10, EventPageFetch.MOST_PAGES);
    assertThat(simulator.requests(PAGES)).isEqualTo(events);
    assertThat(pages(THURSDAY).problems()).isEmpty();
    // The next list overlaps, and only its own events are asked for.
    archived(LIST, FRIDAY);
    Arrival next = bring(PAGES, FRIDAY);
    int more = next instanceof Arrival.Archived ? references(FRIDAY).size() : 0;
    assertThat(simulator.requests(PAGES)).isEqualTo(events + more);
    assertThat(more).isLessThan(events);
    if (more > 0) {
      assertThat(references(FRIDAY)).doesNotContainAnyElementsOf(references(THURSDAY));
    }
    assertThat(archived(PAGES, THURSDAY).added()).isFalse();
    assertThat(simulator.requests(PAGES)).isEqualTo(events + more);
  }

  @Test
  void withoutAListNothingIsAsked() throws Exception {
    assertThat(bring(PAGES, THURSDAY)).isInstanceOf(Arrival.Skipped.class);
    assertThat(simulator.requests(PAGES)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong_stock", "html_page", "throttle_as_no_data", "empty_file"})
  void aPageThatIsNotToBeBelievedIsNamedAndAskedForAgain(String fault) throws Exception {
    archived(LIST, THURSDAY);
    faults(PAGES + "=" + fault + "*1");
    Arrival.Archived first = archived(PAGES, THURSDAY);
    assertThat(first.note()).contains("1 of ").contains("could not be had");
    int had = references(THURSDAY).size();
    Arrival.Archived second = archived(PAGES, THURSDAY);
    assertThat(second.note()).isEmpty();
    assertThat(second.receipt().version()).isEqualTo(2);
    assertThat(references(THURSDAY)).hasSize(had + 1);
  }

  @Test
  void aFewPagesThatAreNotToBeBelievedDoNotHoldUpTheOthersAndManyAreAnotherSite() throws Exception {
    archived(LIST, THURSDAY);
    faults(PAGES + "=wrong_stock*100");
    assertThat(bring(PAGES, THURSDAY)).isInstanceOf(Arrival.Failed.class);
    assertThat(simulator.requests(PAGES)).isEqualTo(10);
    faults(PAGES + "=wrong_stock*9");
    assertThat(archived(PAGES, THURSDAY).note()).contains("9 of ");
    assertThat(references(THURSDAY)).isNotEmpty();
  }

  @Test
  void aPublisherInTroubleIsLeftAloneAndWhatIsThereIsKept() throws Exception {
    archived(LIST, THURSDAY);
    faults(PAGES + "=http_403");
    Arrival refused = bring(PAGES, THURSDAY);
    assertThat(refused).isInstanceOf(Arrival.Failed.class);
    assertThat(((Arrival.Failed) refused).complaint()).contains(PAGES + " 2024-11-07");
    assertThat(simulator.requests(PAGES)).isEqualTo(1);
    faults(PAGES + "=http_500*100");
    assertThat(bring(PAGES, THURSDAY)).isInstanceOf(Arrival.Failed.class);
    assertThat(simulator.requests(PAGES)).as("three pages, two tries each").isEqualTo(6);
    faults();
    assertThat(archived(PAGES, THURSDAY).note()).isEmpty();
  }

  @Test
  void anEventOfWhichThePublisherHasNoPageIsAskedAgainAsLongAsItIsYoung() throws Exception {
    String list =
        """
        {"stat":"OK","title":"","fields":["資料日期","股票代號","權/息","詳細資料"],
        "data":[["113年11月07日","2887Z1","權","2887Z1,20241107"]],"strDate":"20240901","endDate":"%s"}""";
    for (LocalDate date : List.of(THURSDAY, FRIDAY, FRIDAY.plusDays(28))) {
      Path file =
          Files.writeString(
              root.resolve("list.json"), list.formatted(date.toString().replace("-", "")));
      archive.add(LIST, date, Map.of("list.json", file), Origin.SIMULATED, "test");
    }
    SortedMap<String, byte[]> none = new TreeMap<>();
    EventReference page = new EventReference("2887Z1", THURSDAY);
    none.put(
        page.fileName("TWT49UDetail.zip", true),
        "{\"stat\":\"無相關資料\"}".getBytes(StandardCharsets.UTF_8));
    Path zip = Files.write(root.resolve("pages.zip"), EventPages.zip(none));
    archive.add(PAGES, THURSDAY, Map.of("TWT49UDetail.zip", zip), Origin.SIMULATED, "test");
    assertThat(pages(THURSDAY).none()).containsExactly(page);
    // The simulator has no such event, and answers like a throttled publisher.
    assertThat(bring(PAGES, FRIDAY)).isInstanceOf(Arrival.Failed.class);
    assertThat(simulator.requests(PAGES)).isEqualTo(1);
    assertThat(bring(PAGES, FRIDAY.plusDays(28))).isInstanceOf(Arrival.Skipped.class);
    assertThat(simulator.requests(PAGES)).isEqualTo(1);
  }

  @Test
  void reductionsHaveTheirPagesToo() throws Exception {
    archived("twse.twtauu", THURSDAY);
    assertThat(archived("twse.twtauu_detail", THURSDAY).note()).isEmpty();
  }
}
