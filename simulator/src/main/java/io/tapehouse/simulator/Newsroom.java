package io.tapehouse.simulator;

import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Portion;
import io.tapehouse.simulator.document.RecentlyUsed;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.events.EventLists;
import io.tapehouse.simulator.events.EventPage;
import io.tapehouse.simulator.finmind.StockTickFile;
import io.tapehouse.simulator.market.Market;
import io.tapehouse.simulator.market.TradingDays;
import io.tapehouse.simulator.reference.ReferenceFiles;
import io.tapehouse.simulator.taifex.Taifex;
import io.tapehouse.simulator.tdcc.ShareholdingDistribution;
import io.tapehouse.simulator.tpex.Tpex;
import io.tapehouse.simulator.twse.Twse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the answers to requests. Safe for many threads. */
final class Newsroom {

  private static final int ANSWERS_KEPT = 16;

  private final Market market;
  private final LocalDate today;
  private final Map<String, SimulatedPublication> publications = new HashMap<>();
  private final RecentlyUsed<Draft, SimulatedReply> answers =
      new RecentlyUsed<>(ANSWERS_KEPT, this::write);

  Newsroom(SimulatorConfig config) {
    market = new Market(config.seed(), config.volume(), new TradingDays(config.typhoonDays()));
    today = config.today().orElse(LocalDate.MAX);
    publications.putAll(Taifex.publications(market));
    publications.putAll(Twse.publications(market, today));
    publications.putAll(Tpex.publications(market));
    publications.putAll(EventLists.publications(market));
    publications.putAll(ReferenceFiles.publications(market));
    publications.put("tdcc.shareholding_distribution", new ShareholdingDistribution(market));
  }

  /** The answer to a request, spoiled where the fault is one of contents. */
  SimulatedReply answer(Asked asked, Turn turn) {
    return answers.get(new Draft(asked, turn));
  }

  private SimulatedReply write(Draft draft) {
    Asked asked = draft.asked();
    Optional<PublisherFault> fault = draft.turn().fault();
    SimulatedPublication publication = publication(asked);
    LocalDate date =
        is(fault, PublisherFault.WRONG_DATE) ? publication.otherDate(asked.date()) : asked.date();
    Portion portion =
        is(fault, PublisherFault.PARTIAL_DAY) ? Portion.FIRST_PART : Portion.WHOLE_DAY;
    Edition edition = new Edition(date, draft.turn().revision(), portion, asked.form());
    if (is(fault, PublisherFault.HTML_PAGE)) {
      return SimulatedReply.page(200, "System maintenance");
    }
    boolean published =
        asked.dataset() == SimulatedDataset.HOLIDAY_SCHEDULE
            || !asked.dataset().firstOf(asked.date()).isAfter(today);
    Optional<TextTable> table =
        is(fault, PublisherFault.THROTTLE_AS_NO_DATA) || !published
            ? Optional.empty()
            : publication.table(edition);
    if (table.isEmpty()) {
      return new SimulatedReply(
          200, publication.noDataContentType(asked.form()), publication.noData(asked.form()));
    }
    byte[] body =
        is(fault, PublisherFault.EMPTY_FILE) ? new byte[0] : body(draft, table.get(), edition);
    return new SimulatedReply(200, publication.contentType(asked.form()), body);
  }

  private byte[] body(Draft draft, TextTable table, Edition edition) {
    Asked asked = draft.asked();
    Optional<PublisherFault> fault = draft.turn().fault();
    SimulatedPublication publication = publication(asked);
    TextTable spoiled =
        fault.map(some -> TableFaults.apply(some, table, asked.dataset())).orElse(table);
    byte[] rendered = publication.render(spoiled, edition);
    if (is(fault, PublisherFault.NOT_MS950)) {
      rendered = ByteFaults.foreignBytes(rendered, asked.form());
    }
    byte[] packed = publication.pack(rendered, asked.fileName(), asked.date());
    return is(fault, PublisherFault.TRUNCATED_ZIP) ? ByteFaults.truncated(packed) : packed;
  }

  private SimulatedPublication publication(Asked asked) {
    if (asked.dataset().isPage()) {
      return EventPage.of(market, asked.dataset().text(), asked.subject());
    }
    SimulatedPublication known = publications.get(asked.dataset().text());
    return known == null ? new StockTickFile(market, asked.subject()) : known;
  }

  private static boolean is(Optional<PublisherFault> fault, PublisherFault wanted) {
    return fault.filter(some -> some == wanted).isPresent();
  }

  /** Answers to equal requests that go wrong in the same way are the same. */
  private record Draft(Asked asked, Turn turn) {}
}
