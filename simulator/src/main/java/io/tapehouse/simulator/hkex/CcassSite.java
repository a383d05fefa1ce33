package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.document.RecentlyUsed;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The search of CCASS shareholdings. Holdings are a function of the seed, the stock and the day;
 * the only thing that it remembers is which build of the site it is. Rows are always sorted by
 * shareholding, whatever order was asked for. Safe for many threads.
 */
public final class CcassSite {

  private static final int REGISTERS_KEPT = 256;

  private final Stocks stocks;
  private final Supplier<SearchWindow> window;
  private final RecentlyUsed<Stock, Register> registers;
  private final AtomicLong build = new AtomicLong(1);

  /**
   * @param window which dates can be asked for now
   */
  public CcassSite(long seed, int count, Supplier<SearchWindow> window) {
    this.stocks = new Stocks(seed, count);
    this.window = window;
    this.registers = new RecentlyUsed<>(REGISTERS_KEPT, stock -> new Register(seed, stock));
  }

  /** Which dates can be asked for now. */
  public SearchWindow window() {
    return window.get();
  }

  /** Another build takes over: forms that were read before are worth nothing. */
  public void redeploy() {
    build.incrementAndGet();
  }

  /** The form as a first visitor sees it. */
  public String form(Language language) {
    return SearchPageWriter.bare(FormState.fresh(language, viewState(), window()));
  }

  /** Whether the answer is more than the form alone. */
  public boolean hasResult(Search search) {
    return isReadable(search) && stock(search).isPresent();
  }

  /**
   * Who holds what was asked for, or nothing where the answer is the form alone.
   *
   * @param revision 0 for the page as it was first shown, 1 for the one that took its place
   */
  public Optional<Shareholding> find(Search search, int revision) {
    if (!isReadable(search)) {
      return Optional.empty();
    }
    LocalDate asked = search.day().orElseThrow();
    LocalDate day = window().shownFor(asked);
    return stock(search).map(stock -> register(stock).on(asked, day, revision));
  }

  /** What was found, in a page. */
  public String result(Search search, Shareholding found) {
    Stock stock = found.stock();
    return SearchPageWriter.result(
        new FormState(
            search.language(),
            viewState(),
            window(),
            FormState.text(found.day()),
            FormState.text(found.asked()),
            stock.code(),
            stock.name().in(search.language()),
            ""),
        found);
  }

  /** The form alone, with what was typed into it. */
  public String nothing(Search search) {
    boolean isUnknown = isReadable(search) && stock(search).isEmpty();
    String alert = isUnknown ? PageTexts.of(search.language()).unknownStock() : "";
    return bare(search, alert);
  }

  /** The form alone without a word, as on a day when the site would rather not answer. */
  public String silence(Search search) {
    return bare(search, "");
  }

  /** The same question answered with the holdings of the day before. */
  public Shareholding ofAnotherDay(Shareholding found) {
    LocalDate before = CcassDays.settledOn(CcassDays.settledOn(found.day()).minusDays(1));
    return register(found.stock()).on(before, before, 0);
  }

  /** The same question answered with another stock. */
  public Shareholding ofAnotherStock(Shareholding found) {
    Stock other = stocks.other(found.stock(), found.day());
    return register(other).on(found.asked(), found.day(), 0);
  }

  /** The stocks of a day, as a page. */
  public String stockList(Language language, LocalDate date) {
    return StockListPage.html(language, date, stocks.listed(window().shownFor(date)));
  }

  /** The stocks of a day, as JSON. */
  public String stockListJson(Language language, LocalDate date) {
    return StockListPage.json(language, stocks.listed(window().shownFor(date)));
  }

  private String bare(Search search, String alert) {
    return SearchPageWriter.bare(
        new FormState(
            search.language(), viewState(), window(), search.date(), "", search.code(), "", alert));
  }

  /** Whether the form was this build's, the button was pressed and the date can be asked for. */
  private boolean isReadable(Search search) {
    return search.viewState().equals(viewState())
        && search.target().equals("btnSearch")
        && search.day().filter(window()::contains).isPresent();
  }

  private Optional<Stock> stock(Search search) {
    LocalDate day = search.day().map(window()::shownFor).orElseThrow();
    if (search.code().isEmpty() && !search.name().isEmpty()) {
      return stocks.named(search.name().toUpperCase(Locale.ROOT), day);
    }
    return stocks.find(search.code()).filter(stock -> stock.isListedOn(day));
  }

  private Register register(Stock stock) {
    return registers.get(stock);
  }

  private String viewState() {
    return ViewState.of(build.get());
  }
}
