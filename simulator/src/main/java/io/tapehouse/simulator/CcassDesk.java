package io.tapehouse.simulator;

import com.sun.net.httpserver.HttpExchange;
import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.hkex.CcassSite;
import io.tapehouse.simulator.hkex.Language;
import io.tapehouse.simulator.hkex.Search;
import io.tapehouse.simulator.hkex.SearchWindow;
import io.tapehouse.simulator.hkex.Shareholding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes what visitors ask of CCASS. Safe for many threads. */
final class CcassDesk {

  private static final String FOLDER = "/www3.hkexnews.hk/sdw/search/";
  private static final Map<String, Language> SEARCHES =
      Map.of(
          FOLDER + "searchsdw.aspx", Language.ENGLISH,
          FOLDER + "searchsdw_c.aspx", Language.CHINESE);
  private static final Map<String, Language> LISTS =
      Map.of(
          FOLDER + "stocklist.aspx", Language.ENGLISH,
          FOLDER + "stocklist_c.aspx", Language.CHINESE);
  private static final ZoneId HONG_KONG = ZoneId.of("Asia/Hong_Kong");
  private static final int LONGEST_FORM = 1 << 16;

  private final CcassSite site;
  private final StockListForm stockListForm;

  CcassDesk(SimulatorConfig config) {
    site = new CcassSite(config.seed(), config.ccass().stocks(), () -> window(config));
    stockListForm = config.ccass().stockListForm();
  }

  private static SearchWindow window(SimulatorConfig config) {
    return config
        .today()
        .map(SearchWindow::ofTwelveMonths)
        .orElseGet(
            () ->
                SearchWindow.unbounded(LocalDate.now(config.ccass().clock().withZone(HONG_KONG))));
  }

  /** Whether something can be sent to an address. */
  boolean takesForms(String path) {
    return SEARCHES.containsKey(path);
  }

  /** A look at a page, or nothing for an address that is not CCASS's. */
  Optional<Call> look(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    Language search = SEARCHES.get(path);
    if (search != null) {
      return Optional.of(form(search));
    }
    return Optional.ofNullable(LISTS.get(path)).flatMap(list -> stockList(exchange, list));
  }

  /** A form that was sent. */
  Optional<Call> submission(HttpExchange exchange) throws IOException {
    Language language = SEARCHES.get(exchange.getRequestURI().getPath());
    if (language == null) {
      return Optional.empty();
    }
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_FORM);
    String text = new String(body, StandardCharsets.UTF_8);
    return Optional.of(search(Search.of(language, Addresses.parameters(text))));
  }

  private Call form(Language language) {
    Asked asked =
        new Asked(
            SimulatedDataset.CCASS_SHAREHOLDING, site.window().newest(), DocumentForm.HTML, "", "");
    return new Call(
        asked,
        rule -> rule.date().isEmpty() && rule.fault().isOfAnyAnswer(),
        turn -> withAnyFault(turn, () -> site.form(language)));
  }

  private Call search(Search search) {
    LocalDate date = search.day().orElse(site.window().newest());
    boolean hasResult = site.hasResult(search);
    // The form alone is no posting of the stock's page, which might be posted again.
    String stock = hasResult ? search.code() : "";
    Asked asked =
        new Asked(SimulatedDataset.CCASS_SHAREHOLDING, date, DocumentForm.HTML, "", stock);
    return new Call(
        asked,
        rule -> hasResult || rule.fault().isOfAnyAnswer(),
        turn -> withAnyFault(turn, () -> answer(search, turn)));
  }

  private String answer(Search search, Turn turn) {
    PublisherFault fault = turn.fault().orElse(null);
    if (fault == PublisherFault.REDEPLOYED) {
      site.redeploy();
    }
    Optional<Shareholding> found = site.find(search, turn.revision());
    if (found.isEmpty()) {
      return site.nothing(search);
    }
    Shareholding right = found.get();
    if (fault == null) {
      return site.result(search, right);
    }
    return switch (fault) {
      case THROTTLE_AS_NO_DATA -> site.silence(search);
      case WRONG_DATE -> site.result(search, site.ofAnotherDay(right));
      case WRONG_STOCK -> site.result(search, site.ofAnotherStock(right));
      case MISSING_ROWS -> site.result(search, right.withRowsMissing());
      case BLANK_PERCENT -> site.result(search, right.withoutIssued());
      default -> site.result(search, right);
    };
  }

  private Optional<Call> stockList(HttpExchange exchange, Language language) {
    Map<String, String> parameters = Addresses.parameters(exchange.getRequestURI());
    LocalDate date;
    try {
      date =
          LocalDate.parse(
              parameters.getOrDefault("shareholdingdate", ""), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    DocumentForm form = isJson(exchange) ? DocumentForm.JSON : DocumentForm.HTML;
    Asked asked = new Asked(SimulatedDataset.CCASS_STOCK_LIST, date, form, "", "");
    return Optional.of(Call.of(asked, turn -> stockList(asked, language, turn)));
  }

  private boolean isJson(HttpExchange exchange) {
    String header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Requested-With")).orElse("");
    return switch (stockListForm) {
      case BY_HEADER -> header.equalsIgnoreCase("XMLHttpRequest");
      case PAGE -> false;
      case JSON -> true;
    };
  }

  private SimulatedReply stockList(Asked asked, Language language, Turn turn) {
    if (asked.form() == DocumentForm.HTML || isPage(turn)) {
      return withAnyFault(turn, () -> site.stockList(language, asked.date()));
    }
    byte[] json = site.stockListJson(language, asked.date()).getBytes(StandardCharsets.UTF_8);
    boolean isEmpty = turn.fault().filter(fault -> fault == PublisherFault.EMPTY_FILE).isPresent();
    return new SimulatedReply(200, "application/json; charset=utf-8", isEmpty ? new byte[0] : json);
  }

  private static boolean isPage(Turn turn) {
    return turn.fault().filter(fault -> fault == PublisherFault.HTML_PAGE).isPresent();
  }

  private static SimulatedReply withAnyFault(Turn turn, Supplier<String> page) {
    if (isPage(turn)) {
      return SimulatedReply.page(200, "Access Denied");
    }
    boolean isEmpty = turn.fault().filter(fault -> fault == PublisherFault.EMPTY_FILE).isPresent();
    byte[] body = isEmpty ? new byte[0] : page.get().getBytes(StandardCharsets.UTF_8);
    return new SimulatedReply(200, "text/html; charset=utf-8", body);
  }
}
