package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.StockFile.Kind;
import io.tapehouse.sql.StockFile.Row;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who the securities are: by the lists that are loaded, in any order, on every warehouse. */
abstract class StockContract extends WarehouseTestBase {

  private static final LocalDate OLD = LocalDate.of(2021, 7, 3);
  private static final LocalDate MIDDLE = OLD.plusWeeks(1);
  private static final LocalDate NEW = OLD.plusWeeks(2);

  private static final String STOCKS =
      """
      SELECT exchange_code, stock_code, valid_from, valid_to, name, security_type, industry, source
      FROM stock""";

  private static final Row TSMC = new Row("2330", "台積電", "stock", "半導體業");
  private static final Row FUND = new Row("0050", "元大台灣50", "etf", null);

  /** How many random orders are tried. */
  int orders() {
    return 2;
  }

  private static StockFile securities(String exchange, LocalDate date, Row... rows) {
    return new StockFile(Kind.SECURITIES, exchange, date, 1, Arrays.asList(rows));
  }

  private static StockFile companies(LocalDate date, Row... rows) {
    return new StockFile(Kind.COMPANIES, "TWSE", date, 1, Arrays.asList(rows));
  }

  private static StockFile quotes(String exchange, LocalDate date, Row... rows) {
    return new StockFile(Kind.QUOTES, exchange, date, 1, Arrays.asList(rows));
  }

  private void loaded(StockFile... files) {
    for (StockFile file : files) {
      committed(file.in(lake));
    }
  }

  private List<String> stocks() {
    return sorted(STOCKS);
  }

  @Test
  void aNameLastsFromTheFirstListWithItToTheFirstWithAnother() {
    Row renamed = new Row("2330", "新台積電", "stock", "半導體業");
    loaded(
        securities("TWSE", NEW, renamed),
        securities("TWSE", OLD, TSMC),
        securities("TWSE", MIDDLE, TSMC));
    assertThat(stocks())
        .containsExactly(
            "TWSE,2330,2021-07-03,2021-07-17,台積電,stock,半導體業,securities",
            "TWSE,2330,2021-07-17,,新台積電,stock,半導體業,securities");
    assertThat(
            rows(
                "SELECT DISTINCT name_local, isin, market, listed_on FROM stock WHERE valid_to IS NULL"))
        .containsExactly("新台積電,TW0002330,listed,1994-09-05");
  }

  @Test
  void aSecurityThatMovesEndsOnOneExchangeAndBeginsOnTheOther() {
    Row other = new Row("6488", "環球晶", "stock", "半導體業");
    loaded(
        securities("TPEx", OLD, TSMC, other),
        securities("TWSE", NEW, TSMC),
        securities("TPEx", NEW, other));
    assertThat(stocks())
        .containsExactly(
            "TPEx,2330,2021-07-03,2021-07-17,台積電,stock,半導體業,securities",
            "TPEx,6488,2021-07-03,,環球晶,stock,半導體業,securities",
            "TWSE,2330,2021-07-17,,台積電,stock,半導體業,securities");
  }

  @Test
  void aListWithoutFundsSaysNothingOfFunds() {
    loaded(securities("TWSE", OLD, TSMC, FUND), securities("TWSE", NEW, TSMC));
    assertThat(stocks())
        .containsExactly(
            "TWSE,0050,2021-07-03,,元大台灣50,etf,,securities",
            "TWSE,2330,2021-07-03,,台積電,stock,半導體業,securities");
  }

  @Test
  void listsOfCompaniesRenameTooAndLeaveTheIsin() {
    Row early = new Row("2883", "開發金", "stock", "金融保險業");
    Row late = new Row("2883", "凱基金", "stock", "金融保險業");
    loaded(companies(NEW, late), companies(OLD, early), securities("TWSE", MIDDLE, early));
    assertThat(stocks())
        .containsExactly(
            "TWSE,2883,2021-07-03,2021-07-17,開發金,stock,金融保險業,securities",
            "TWSE,2883,2021-07-17,,凱基金,stock,金融保險業,securities");
    assertThat(rows("SELECT DISTINCT isin FROM stock")).containsExactly("TW0002883");
    // Of two lists of one day that of securities counts.
    loaded(securities("TWSE", NEW, early));
    assertThat(stocks()).containsExactly("TWSE,2883,2021-07-03,,開發金,stock,金融保險業,securities");
    assertThat(rows("SELECT stock_code, as_of, issued_shares, industry FROM company ORDER BY 2"))
        .containsExactly("2883,2021-07-03,1000,24", "2883,2021-07-17,1000,24");
  }

  @Test
  void quotesAddWhatNoListKnowsUnderItsNewestName() {
    Row unknown = new Row("2888", "新光金", "stock", null);
    loaded(
        quotes("TWSE", NEW, TSMC, new Row("2888", "新新併", "stock", null)),
        quotes("TWSE", OLD, TSMC, unknown));
    assertThat(stocks())
        .containsExactly(
            "TWSE,2330,2021-07-03,,台積電,unknown,,quotes",
            "TWSE,2888,2021-07-03,,新新併,unknown,,quotes");
    loaded(securities("TWSE", NEW, TSMC));
    assertThat(stocks())
        .containsExactly(
            "TWSE,2330,2021-07-17,,台積電,stock,半導體業,securities",
            "TWSE,2888,2021-07-03,,新新併,unknown,,quotes");
  }

  /** The second version of a day's quotes. */
  private static StockFile again(LocalDate date, Row... rows) {
    return new StockFile(Kind.QUOTES, "TWSE", date, 2, Arrays.asList(rows));
  }

  @Test
  void theNameOfQuotesThatWereReplacedIsTakenBack() {
    Row first = new Row("2888", "新光金", "stock", null);
    Row wrong = new Row("2888", "他名", "stock", null);
    String names = "SELECT name FROM stock WHERE stock_code = '2888'";
    String quoted =
        "SELECT name, trading_date FROM quoted_stock WHERE stock_code = '2888' ORDER BY 2";
    loaded(quotes("TWSE", OLD, TSMC, first), quotes("TWSE", NEW, TSMC, wrong));
    assertThat(rows(names)).containsExactly("他名");
    // The new file calls it otherwise.
    loaded(again(NEW, TSMC, first));
    assertThat(rows(names)).containsExactly("新光金");
    assertThat(rows(quoted)).containsExactly("新光金," + NEW);
    // Or lacks it: the name is that of the day before.
    loaded(new StockFile(Kind.QUOTES, "TWSE", NEW, 3, List.of(TSMC)));
    assertThat(rows(quoted)).containsExactly("新光金," + OLD);
    loaded(quotes("TWSE", MIDDLE, TSMC, wrong));
    assertThat(rows(names)).containsExactly("他名");
    loaded(again(MIDDLE, TSMC));
    assertThat(rows(names)).containsExactly("新光金");
    // A name of no day at all is forgotten with its security.
    loaded(again(OLD, TSMC));
    assertThat(rows(names)).isEmpty();
    assertThat(rows(quoted)).isEmpty();
  }

  @Test
  void aCodeInNoListIsToldOfAndLoadedAllTheSame() {
    String checks =
        """
        SELECT severity, status, expected, found FROM check_result
        WHERE check_name = 'known_code' AND partition_date = DATE '%s'""";
    loaded(quotes("TWSE", OLD, TSMC));
    assertThat(rows(checks.formatted(OLD)))
        .containsExactly(
            "notice,not_evaluated,every code in a list of securities or companies of TWSE,no such list is loaded");
    loaded(securities("TWSE", OLD, TSMC), quotes("TWSE", MIDDLE, TSMC));
    assertThat(rows(checks.formatted(MIDDLE)))
        .containsExactly(
            "notice,passed,every code in a list of securities or companies of TWSE,all of them");
    loaded(quotes("TWSE", NEW, TSMC, FUND));
    assertThat(rows(checks.formatted(NEW)).get(0))
        .startsWith("notice,failed,")
        .endsWith("1 in none, such as 0050\"");
    assertThat(rows("SELECT stock_code FROM stock WHERE source = 'quotes'"))
        .containsExactly("0050");
  }

  @Test
  void anyOrderGivesTheSameTable() {
    StockPosts posts = new StockPosts(Long.getLong("tapehouse.orders.seed", 1));
    Map<StockFile, DatasetLoad> written = new HashMap<>();
    for (StockFile file : posts.all()) {
      try (LakeDay day = file.in(lake)) {
        written.put(file, day.write());
      }
    }
    List<String> expected = posts.expected();
    for (int order = 0; order < orders(); order++) {
      if (order > 0) {
        closeWarehouse();
        warehouse = open(folder.resolve("order" + order), lake, CLOCK);
        warehouse.migrate();
      }
      fence = 0;
      List<List<StockFile>> batches = posts.batches(order);
      for (List<StockFile> batch : batches) {
        assertThat(load(batch.stream().map(written::get).toList()).datasets())
            .allSatisfy(report -> assertThat(report.failures()).isEmpty());
      }
      assertThat(stocks()).as("order %d: %s", order, batches).isEqualTo(expected);
    }
  }
}
