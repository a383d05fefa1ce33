package io.tapehouse.orchestrator.source;

import io.tapehouse.simulator.hkex.CcassSite;
import io.tapehouse.simulator.hkex.Language;
import io.tapehouse.simulator.hkex.Search;
import io.tapehouse.simulator.hkex.SearchWindow;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages as a person has them who searched the simulated CCASS. */
final class SavedPages {

  /** The day after the last that can be had. */
  static final LocalDate TODAY = LocalDate.of(2025, 10, 25);

  private static final Pattern VIEW_STATE =
      Pattern.compile("name=\"__VIEWSTATE\"[^>]* value=\"([^\"]*)\"");

  private final CcassSite site = new CcassSite(1, 24, () -> SearchWindow.ofTwelveMonths(TODAY));

  /** The page of a stock, in English. */
  String page(String stock, LocalDate date) {
    return page(Language.ENGLISH, stock, date, 0);
  }

  /** The page that the site showed later for the same day. */
  String reposted(String stock, LocalDate date) {
    return page(Language.ENGLISH, stock, date, 1);
  }

  /** The page in Chinese. */
  String chinese(String stock, LocalDate date) {
    return page(Language.CHINESE, stock, date, 0);
  }

  /** The list of stocks. */
  String list(LocalDate date) {
    return site.stockList(Language.ENGLISH, date);
  }

  /** The list of stocks as scripts get it. */
  String listJson(LocalDate date) {
    return site.stockListJson(Language.ENGLISH, date);
  }

  private String page(Language language, String stock, LocalDate date, int revision) {
    Matcher state = VIEW_STATE.matcher(site.form(language));
    if (!state.find()) {
      throw new IllegalStateException("a form without a view state");
    }
    Search search =
        Search.of(
            language,
            Map.of(
                "__EVENTTARGET",
                "btnSearch",
                "__VIEWSTATE",
                state.group(1),
                "txtStockCode",
                stock,
                "txtShareholdingDate",
                date.format(DateTimeFormatter.ofPattern("yyyy/MM/dd"))));
    return site.result(search, site.find(search, revision).orElseThrow());
  }
}
