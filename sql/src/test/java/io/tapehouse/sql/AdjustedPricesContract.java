package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.result.ResultFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Corporate actions of Taiwan and the prices that they adjust, on every warehouse. */
abstract class AdjustedPricesContract extends WarehouseTestBase {

  private static final String ADJUSTED =
      """
      SELECT trading_date, price_close, volume, factor FROM stock_daily_adjusted
      WHERE stock_code = '%s' ORDER BY trading_date""";

  private static final String ACTIONS =
      """
      SELECT exchange_code, stock_code, trading_date, kind, previous_close, reference_price, cash_value, stock_value,
          old_shares, new_shares FROM stock_corporate_action ORDER BY trading_date, kind""";

  private final List<String> quotes = new ArrayList<>();

  /** Puts rows beside the loader into the warehouse. */
  abstract void execute(List<String> statements) throws Exception;

  /** A day of a stock; a close of null is a day without a trade. */
  private void quote(String exchange, String stock, String date, Double close, long volume) {
    String price = close == null ? "NULL" : close.toString();
    quotes.add(
        """
        INSERT INTO stock_daily (exchange_code, stock_code, trading_date, price_open, price_high, price_low,
            price_close, reference_reset, volume, value, trades, load_id)
        VALUES ('%s', '%s', DATE '%s', %5$s, %5$s, %5$s, %5$s, FALSE, %4$d, 0, 0, 1)"""
            .formatted(exchange, stock, date, volume, price));
  }

  private void quote(String stock, String date, Double close, long volume) {
    quote("TWSE", stock, date, close, volume);
  }

  /** An event as a list has it, without what only some lists tell. */
  private static String event(
      String exchange, String stock, String date, String kind, String previous, String reference) {
    return event(
        exchange,
        stock,
        date,
        kind,
        previous,
        reference,
        "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL");
  }

  /** The same with the columns from {@code rights_reference_price} to {@code new_per_share}. */
  private static String event(
      String exchange,
      String stock,
      String date,
      String kind,
      String previous,
      String reference,
      String more) {
    return "('%s', '%s', DATE '%s', '%s', DATE '{listed_on}', %s, %s, %s, NULL, {range})"
        .formatted(exchange, stock, date, kind, previous, reference, more);
  }

  /** A list that is filed under a date, of a range that is not known. */
  private LakeDay list(String dataset, String date, String... events) {
    return listed(dataset, date, "NULL, NULL", events);
  }

  /** The same of a known range, which ends on its date. */
  private LakeDay since(String from, String dataset, String date, String... events) {
    return listed(dataset, date, "DATE '%s', DATE '%s'".formatted(from, date), events);
  }

  private LakeDay listed(String dataset, String date, String range, String... events) {
    String rows = String.join(", ", events).replace("{listed_on}", date).replace("{range}", range);
    return new LakeDay(lake, dataset, LocalDate.parse(date))
        .fill(
            "corporate_action_listing",
            events.length == 0
                ? "SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false"
                : "VALUES " + rows)
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false");
  }

  private List<String> adjusted(String stock) {
    return rows(ADJUSTED.formatted(stock));
  }

  private void quotesAre() throws Exception {
    execute(quotes);
    quotes.clear();
  }

  @Test
  void aCashDividendAdjustsPricesAndNoVolume() throws Exception {
    quote("2330", "2026-06-10", 2255.0, 1000);
    quote("2330", "2026-06-11", 2260.0, 2000);
    quotesAre();
    committed(
        list(
            "twse.twt49u",
            "2026-06-11",
            event(
                "TWSE",
                "2330",
                "2026-06-11",
                "dividend",
                "2255",
                "2248.99",
                "NULL, 6.01, NULL, NULL, NULL, NULL, NULL, NULL")));
    assertThat(adjusted("2330"))
        .containsExactly(
            "2026-06-10,2248.990000,1000,0.997334811530",
            "2026-06-11,2260.000000,2000,1.000000000000");
    assertThat(rows(ACTIONS))
        .containsExactly("TWSE,2330,2026-06-11,dividend,2255.000000,2248.990000,6.01000000,,,");
  }

  /** Pages with details that were fetched for a list of a date. */
  private LakeDay pages(String dataset, String date, String... pages) {
    return new LakeDay(lake, dataset, LocalDate.parse(date))
        .fill(
            "corporate_action_detail",
            pages.length == 0
                ? "SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false"
                : "VALUES " + String.join(", ", pages).replace("{listed_on}", date))
        .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false");
  }

  private static String exRights(String stock, String date, String cash, String free, String paid) {
    return "('TWSE', '%s', 'ex_rights', DATE '%s', DATE '{listed_on}', NULL, %s, NULL, %s, %s, NULL, NULL)"
        .formatted(stock, date, cash, free, paid);
  }

  private static String reduction(
      String stock, String date, String halted, String cash, String refund, String kept) {
    return "('TWSE', '%s', 'capital_reduction', DATE '%s', DATE '{listed_on}', DATE '%s', %s, %s, NULL, 0, NULL, %s)"
        .formatted(stock, date, halted, cash, refund, kept);
  }

  @Test
  void pagesTellCashFromSharesInAnyOrderOfLoading() throws Exception {
    quote("2543", "2024-07-29", 40.0, 1000);
    quote("2543", "2024-07-30", 35.0, 1000);
    quotesAre();
    List<Supplier<LakeDay>> loads =
        List.of(
            () ->
                list(
                    "twse.twt49u",
                    "2024-07-30",
                    event(
                        "TWSE",
                        "2543",
                        "2024-07-30",
                        "dividend_and_rights",
                        "40",
                        "34.25",
                        "NULL, 5.75, NULL, NULL, NULL, NULL, NULL, NULL"),
                    event(
                        "TWSE",
                        "6442",
                        "2024-07-29",
                        "rights",
                        "105",
                        "100",
                        "NULL, 5, NULL, NULL, NULL, NULL, NULL, NULL"),
                    event(
                        "TWSE",
                        "2330",
                        "2024-07-30",
                        "dividend",
                        "950",
                        "946",
                        "NULL, 4, NULL, NULL, NULL, NULL, NULL, NULL")),
            () ->
                pages(
                    "twse.twt49u_detail",
                    "2024-07-30",
                    exRights("2543", "2024-07-30", "0.8", "140", "4.32"),
                    exRights("6442", "2024-07-29", "0", "0", "105.2"),
                    // Of an event that no list has.
                    exRights("1101", "2024-07-30", "1", "10", "0")));
    List<String> expected =
        List.of(
            "TWSE,6442,2024-07-29,rights,105.000000,100.000000,,5.00000000,1000.00000000,1105.20000000",
            "TWSE,2330,2024-07-30,dividend,950.000000,946.000000,4.00000000,,,",
            "TWSE,2543,2024-07-30,dividend_and_rights,40.000000,34.250000,0.80000000,4.95000000,1000.00000000,1144.32000000");
    String ordered = ACTIONS + ", stock_code";
    committed(loads.get(1).get());
    assertThat(rows(ordered)).isEmpty();
    committed(loads.get(0).get());
    assertThat(rows(ordered)).containsExactlyElementsOf(expected);
    assertThat(adjusted("2543"))
        .containsExactly(
            "2024-07-29,34.250000,1144,0.856250000000", "2024-07-30,35.000000,1000,1.000000000000");
    // Without its page the event has no parts, and the volume stays.
    committed(pages("twse.twt49u_detail", "2024-07-30").version(2));
    assertThat(rows(ordered))
        .contains("TWSE,2543,2024-07-30,dividend_and_rights,40.000000,34.250000,,,,");
    assertThat(adjusted("2543")).first().asString().contains(",1000,");
    committed(loads.get(1).get().version(3));
    assertThat(rows(ordered)).containsExactlyElementsOf(expected);
  }

  @Test
  void theNewestPageOfAnEventCounts() throws Exception {
    committed(
        list(
            "twse.twt49u",
            "2024-08-02",
            event(
                "TWSE",
                "2543",
                "2024-07-30",
                "dividend_and_rights",
                "40",
                "34.25",
                "NULL, 5.75, NULL, NULL, NULL, NULL, NULL, NULL")));
    committed(
        pages(
            "twse.twt49u_detail", "2024-08-02", exRights("2543", "2024-07-30", "0.9", "100", "0")));
    committed(
        pages(
            "twse.twt49u_detail", "2024-07-30", exRights("2543", "2024-07-30", "0.8", "140", "0")));
    assertThat(rows("SELECT cash_value, new_shares FROM stock_corporate_action"))
        .containsExactly("0.90000000,1100.00000000");
  }

  @Test
  void thePageOfAReductionIsOfTheFirstOneBehindItsHalt() throws Exception {
    quote("2911", "2024-02-27", 6.23, 1000);
    quote("2911", "2024-03-11", 8.65, 722);
    quotesAre();
    try (LakeDay pages =
            pages(
                "twse.twtauu_detail",
                "2024-09-09",
                reduction("2911", "2024-02-27", "2024-02-29", "0", "0", "720.8"),
                reduction("2911", "2024-08-28", "2024-08-29", "2.9", "1.443336", "750"));
        LakeDay list =
            list(
                "twse.twtauu",
                "2024-09-09",
                event("TWSE", "2911", "2024-03-11", "capital_reduction", "6.23", "8.65"),
                event("TWSE", "2911", "2024-09-09", "capital_reduction", "7.2", "9.6"),
                // Its page is not there: an older one is of an older reduction.
                event("TWSE", "2911", "2024-12-09", "capital_reduction", "7.2", "9.6"))) {
      // In one batch.
      assertThat(load(List.of(pages.write(), list.write())).datasets())
          .allMatch(report -> report.outcome() == LoadReport.Outcome.COMMITTED);
    }
    assertThat(rows(ACTIONS))
        .containsExactly(
            "TWSE,2911,2024-03-11,capital_reduction,6.230000,8.650000,,,1000.00000000,720.80000000",
            "TWSE,2911,2024-09-09,capital_reduction,7.200000,9.600000,4.34333600,,1000.00000000,750.00000000",
            "TWSE,2911,2024-12-09,capital_reduction,7.200000,9.600000,,,,");
    assertThat(adjusted("2911")).first().asString().contains(",721,");
  }

  @Test
  void listsThatOverlapCountAnEventOnceAndTheNewestHasIt() throws Exception {
    String first = event("TWSE", "2330", "2026-06-11", "dividend", "2255", "2248");
    String corrected = event("TWSE", "2330", "2026-06-11", "dividend", "2255", "2248.99");
    committed(list("twse.twt49u", "2026-06-12", corrected));
    committed(list("twse.twt49u", "2026-06-11", first));
    String found = "SELECT stock_code, reference_price FROM stock_corporate_action ORDER BY 1";
    assertThat(rows(found)).containsExactly("2330,2248.990000");
    // The newest list is replaced by one without the event: the older one has it still.
    committed(
        list(
                "twse.twt49u",
                "2026-06-12",
                event("TWSE", "1101", "2026-06-12", "dividend", "40", "39"))
            .version(2));
    assertThat(rows(found)).containsExactly("1101,39.000000", "2330,2248.000000");
    committed(list("twse.twt49u", "2026-06-11").version(2));
    assertThat(rows(found)).containsExactly("1101,39.000000");
    assertThat(rows("SELECT count(*) FROM corporate_action_listing")).containsExactly("1");
  }

  @Test
  void anyOrderOfListsAndQuotesGivesTheSame() throws Exception {
    committed(
        list(
            "twse.twtcau",
            "2025-09-24",
            event("TWSE", "0050", "2025-06-18", "split", "188.65", "47.16")));
    quote("0050", "2025-06-10", 188.65, 100);
    quote("0050", "2025-06-18", 47.5, 400);
    quotesAre();
    assertThat(rows("SELECT count(*) FROM stock_adjustment")).containsExactly("0");
    committed(
        list(
            "twse.twtcau",
            "2025-09-25",
            event("TWSE", "0050", "2025-06-18", "split", "188.65", "47.16")));
    assertThat(adjusted("0050"))
        .containsExactly(
            "2025-06-10,47.160000,400,0.249986747946", "2025-06-18,47.500000,400,1.000000000000");
  }

  @Test
  void anEventThatANewerListOfItsRangeLacksWasWithdrawnInAnyOrder() throws Exception {
    String kept = event("TWSE", "2330", "2026-06-01", "dividend", "2255", "2248.99");
    String withdrawn = event("TWSE", "1101", "2026-06-03", "dividend", "30", "29");
    String before = event("TWSE", "2303", "2026-03-02", "dividend", "50", "49");
    String otherKind = event("TWSE", "2317", "2026-06-04", "dividend", "200", "190");
    String asItCame = event("TWSE", "2317", "2026-06-04", "dividend_and_rights", "200", "180");
    List<Supplier<LakeDay>> lists =
        List.of(
            () ->
                since(
                    "2026-03-01", "twse.twt49u", "2026-06-08", kept, withdrawn, before, otherKind),
            () -> since("2026-03-15", "twse.twt49u", "2026-06-09", kept, asItCame),
            // Of another dataset: it has no dividends at all.
            () ->
                since(
                    "2011-01-01",
                    "twse.twtauu",
                    "2026-06-10",
                    event("TWSE", "3432", "2024-01-22", "capital_reduction", "10.65", "19.69")));
    List<String> expected =
        List.of(
            "3432,2024-01-22,capital_reduction",
            "2303,2026-03-02,dividend",
            "2330,2026-06-01,dividend",
            "2317,2026-06-04,dividend_and_rights");
    for (int first = 0; first < lists.size(); first++) {
      for (int second = 0; second < lists.size(); second++) {
        if (first != second) {
          int version = 1 + first * lists.size() + second;
          for (int each : List.of(first, second, 3 - first - second)) {
            committed(lists.get(each).get().version(version));
          }
          assertThat(
                  rows(
                      "SELECT stock_code, trading_date, kind FROM stock_corporate_action ORDER BY 2"))
              .containsExactlyElementsOf(expected);
        }
      }
    }
    // The newer list is replaced by one that has the event after all.
    committed(
        since("2026-03-15", "twse.twt49u", "2026-06-09", kept, asItCame, withdrawn).version(99));
    assertThat(rows("SELECT reference_price FROM stock_corporate_action WHERE stock_code = '1101'"))
        .containsExactly("29.000000");
    // Or by one that does not reach back so far.
    committed(since("2026-06-04", "twse.twt49u", "2026-06-09", asItCame).version(100));
    assertThat(rows("SELECT stock_code FROM stock_corporate_action ORDER BY 1"))
        .containsExactly("1101", "2303", "2317", "2330", "3432");
  }

  @Test
  void twoKindsOnOneDayAndASecondSplitBothCount() throws Exception {
    quote("TPEx", "6548", "2019-08-28", 312.0, 10);
    quote("TPEx", "6548", "2022-08-24", 90.6, 100);
    quote("TPEx", "6548", "2022-09-05", 40.0, 250);
    quotesAre();
    committed(
        list(
            "tpex.pvchgrslt",
            "2026-09-02",
            event(
                "TPEx",
                "6548",
                "2019-09-09",
                "par_value_change",
                "312",
                "31.2",
                "NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10"),
            event(
                "TPEx",
                "6548",
                "2022-09-05",
                "par_value_change",
                "90.6",
                "36.24",
                "NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2.5")));
    committed(
        list(
            "tpex.exdailyq",
            "2022-09-05",
            event(
                "TPEx",
                "6548",
                "2022-09-05",
                "dividend",
                "36.24",
                "33.24",
                "NULL, 3, 3, NULL, NULL, NULL, NULL, NULL")));
    assertThat(adjusted("6548"))
        .containsExactly(
            "2019-08-28,11.446887,250,0.036688741722",
            "2022-08-24,33.240000,250,0.366887417219",
            "2022-09-05,40.000000,250,1.000000000000");
  }

  @Test
  void aReductionAfterAHaltGoesByItsOwnSharesAndItsPriceAfterNewSharesForCash() throws Exception {
    quote("TPEx", "3064", "2024-01-24", 10.65, 1000);
    quote("TPEx", "3064", "2024-01-25", null, 0);
    quote("TPEx", "3064", "2024-02-05", 35.5, 300);
    quote("2911", "2024-02-26", 6.23, 1000);
    quote("2911", "2024-03-11", 8.65, 720);
    quote("9999", "2024-02-26", 10.0, 1000);
    quote("9999", "2024-03-11", 18.0, 500);
    quotesAre();
    committed(
        list(
            "tpex.revivt",
            "2024-01-01",
            event(
                "TPEx",
                "3064",
                "2024-02-05",
                "capital_reduction",
                "10.65",
                "35.5",
                "NULL, NULL, NULL, NULL, NULL, NULL, 300, NULL")));
    committed(
        list(
            "twse.twtauu",
            "2024-06-28",
            event("TWSE", "2911", "2024-03-11", "capital_reduction", "6.23", "8.65"),
            event(
                "TWSE",
                "9999",
                "2024-03-11",
                "capital_reduction",
                "10",
                "20",
                "18, NULL, NULL, NULL, NULL, NULL, 500, NULL")));
    assertThat(adjusted("3064"))
        .containsExactly(
            "2024-01-24,35.500000,300,3.333333333333",
            "2024-01-25,,0,3.333333333333",
            "2024-02-05,35.500000,300,1.000000000000");
    // Shares that no list has are taken to keep their value.
    assertThat(adjusted("2911").get(0)).isEqualTo("2024-02-26,8.650000,720,1.388443017657");
    assertThat(adjusted("9999").get(0)).isEqualTo("2024-02-26,18.000000,500,1.800000000000");
  }

  @Test
  void anExDateWithoutTradingWorksOnTheDayBefore() throws Exception {
    quote("2412", "2024-07-23", 100.0, 10);
    quote("2412", "2024-07-26", 96.0, 10);
    quotesAre();
    // 24 July 2024 was a typhoon.
    committed(
        list(
            "twse.twt49u",
            "2024-07-26",
            event("TWSE", "2412", "2024-07-24", "dividend", "100", "95")));
    assertThat(adjusted("2412"))
        .containsExactly(
            "2024-07-23,95.000000,10,0.950000000000", "2024-07-26,96.000000,10,1.000000000000");
  }

  @Test
  void anEventBehindTheNewestDayOfAStockHasNoEffectYet() throws Exception {
    quote("2409", "2024-07-23", 20.0, 10);
    quote("2330", "2024-07-26", 900.0, 10);
    quotesAre();
    // 2409 was not loaded any more, or left the market.
    committed(
        list(
            "twse.twt49u",
            "2024-07-26",
            event("TWSE", "2409", "2024-07-25", "dividend", "20", "19"),
            event("TWSE", "2330", "2024-07-29", "dividend", "NULL", "NULL")));
    assertThat(adjusted("2409")).containsExactly("2024-07-23,20.000000,10,1.000000000000");
    assertThat(adjusted("2330")).containsExactly("2024-07-26,900.000000,10,1.000000000000");
  }

  @Test
  void aStockThatMovesToTwseKeepsItsHistory() throws Exception {
    quote("TPEx", "6415", "2020-01-02", 100.0, 10);
    quote("TPEx", "6415", "2020-07-02", 95.0, 10);
    quote("TWSE", "6415", "2022-07-05", 2485.0, 10);
    quote("TWSE", "6415", "2022-07-13", 621.0, 40);
    quotesAre();
    committed(
        list(
            "tpex.exdailyq",
            "2020-07-02",
            event("TPEx", "6415", "2020-07-02", "dividend", "100", "95")));
    committed(
        list(
            "twse.twtb8u",
            "2022-09-02",
            event("TWSE", "6415", "2022-07-13", "par_value_change", "2485", "621.25")));
    assertThat(adjusted("6415"))
        .containsExactly(
            "2020-01-02,23.750000,40,0.237500000000",
            "2020-07-02,23.750000,40,0.250000000000",
            "2022-07-05,621.250000,40,0.250000000000",
            "2022-07-13,621.000000,40,1.000000000000");
  }

  @Test
  void sharesFollowFromTheListOrFromTheExchangesOwnFormula() {
    committed(
        list(
            "twse.twtcau",
            "2026-09-24",
            event("TWSE", "00632R", "2024-12-11", "split", "3.28", "22.96"),
            event("TWSE", "00676R", "2025-02-19", "split", "2.04", "12.23"),
            event("TWSE", "00631L", "2026-03-31", "split", "443.15", "20.14")));
    committed(
        list(
            "tpex.exdailyq",
            "2026-01-05",
            event(
                "TPEx",
                "8299",
                "2026-01-05",
                "dividend_and_rights",
                "100",
                "85",
                "NULL, 15, 5, 10, 100, 20.5, NULL, NULL")));
    assertThat(rows(ACTIONS))
        .containsExactly(
            "TWSE,00632R,2024-12-11,consolidation,3.280000,22.960000,,,7.00000000,1.00000000",
            "TWSE,00676R,2025-02-19,consolidation,2.040000,12.230000,,,,",
            "TPEx,8299,2026-01-05,dividend_and_rights,100.000000,85.000000,5.00000000,10.00000000,1000.00000000,1120.50000000",
            "TWSE,00631L,2026-03-31,split,443.150000,20.140000,,,1.00000000,22.00000000");
  }

  @Test
  void hongKongsActionsAreNoneOfTaiwan() throws Exception {
    quote("00690", "2024-03-01", 30.0, 10);
    quote("00690", "2024-03-05", 30.0, 10);
    quotes.add(
        "INSERT INTO stock_corporate_action (exchange_code, stock_code, trading_date, kind, old_shares, new_shares, load_id)"
            + " VALUES ('HKEX', '00690', DATE '2024-03-04', 'split', 1, 5, 1)");
    quotesAre();
    committed(
        list(
            "twse.twt49u",
            "2024-03-05",
            event("TWSE", "00690", "2024-03-04", "dividend", "31.35", "30.60")));
    assertThat(adjusted("00690").get(0)).isEqualTo("2024-03-01,29.282297,10,0.976076555024");
    assertThat(rows("SELECT count(*) FROM stock_corporate_action")).containsExactly("2");
  }

  @Test
  void candlesOfWeeksAndMonths() throws Exception {
    quote("0050", "2025-06-09", 180.0, 100);
    quote("0050", "2025-06-10", null, 0);
    quote("0050", "2025-06-13", 188.65, 100);
    quote("0050", "2025-06-18", 47.5, 400);
    quote("0050", "2025-07-01", 48.64, 500);
    quotesAre();
    committed(
        list(
            "twse.twtcau",
            "2025-09-24",
            event("TWSE", "0050", "2025-06-18", "split", "188.65", "47.16")));
    assertThat(candles("week"))
        .containsExactly(
            "2025-06-09,2025-06-13,44.997615,47.160000,44.997615,47.160000,800,3,0.249986747946",
            "2025-06-18,2025-06-18,47.500000,47.500000,47.500000,47.500000,400,1,1.000000000000",
            "2025-07-01,2025-07-01,48.640000,48.640000,48.640000,48.640000,500,1,1.000000000000");
    assertThat(candles("month"))
        .containsExactly(
            "2025-06-09,2025-06-18,44.997615,47.500000,44.997615,47.500000,1200,4,1.000000000000",
            "2025-07-01,2025-07-01,48.640000,48.640000,48.640000,48.640000,500,1,1.000000000000");
    assertThat(candles("day")).hasSize(5).contains("2025-06-10,2025-06-10,,,,,0,1,0.249986747946");
  }

  private List<String> candles(String scale) throws IOException {
    BoundQuery query =
        NamedQueries.find("adjusted-candles")
            .orElseThrow()
            .bind(Map.of("stock", "0050", "scale", scale));
    StringWriter text = new StringWriter();
    warehouse.query(query, ResultFormat.CSV.to(text));
    return text.toString().lines().skip(1).toList();
  }
}
