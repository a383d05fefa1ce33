package io.tapehouse.simulator.reference;

import io.tapehouse.simulator.document.CsvPublication;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The open data of companies. */
final class CompaniesFile extends CsvPublication {

  private static final List<String> COLUMNS =
      List.of(
          "出表日期",
          "公司代號",
          "公司名稱",
          "公司簡稱",
          "外國企業註冊地國",
          "產業別",
          "住址",
          "營利事業統一編號",
          "董事長",
          "總經理",
          "發言人",
          "發言人職稱",
          "代理發言人",
          "總機電話",
          "成立日期",
          "上市日期",
          "普通股每股面額",
          "實收資本額",
          "私募股數",
          "特別股",
          "編制財務報表類型",
          "股票過戶機構",
          "過戶電話",
          "過戶地址",
          "簽證會計師事務所",
          "簽證會計師1",
          "簽證會計師2",
          "英文簡稱",
          "英文通訊地址",
          "傳真機號碼",
          "電子郵件信箱",
          "網址",
          "已發行普通股數或TDR原股發行股數");

  private static final int PAR_VALUE = 10;
  private static final int OTHER_WEEKS = 3;

  private final Market market;
  private final List<ListedStock> stocks;

  CompaniesFile(Market market, List<ListedStock> stocks) {
    super(COLUMNS, StandardCharsets.UTF_8, "");
    this.market = market;
    this.stocks = List.copyOf(stocks);
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate made = ReferenceFiles.made(market, edition.date());
    String day =
        "%d%02d%02d".formatted(made.getYear() - 1911, made.getMonthValue(), made.getDayOfMonth());
    List<List<String>> rows = new ArrayList<>();
    for (ListedStock stock : stocks) {
      long shares = 30_000_000L + 1_000L * Integer.parseInt(stock.code()) * (rows.size() % 90 + 1);
      Map<String, String> cells =
          Map.ofEntries(
              Map.entry("出表日期", day),
              Map.entry("公司代號", stock.code()),
              Map.entry("公司名稱", stock.name() + "股份有限公司"),
              Map.entry("公司簡稱", stock.name()),
              Map.entry("外國企業註冊地國", "－ "),
              Map.entry("產業別", ReferenceFiles.Industry.of(stock.code()).code()),
              Map.entry("成立日期", "19800101"),
              Map.entry("上市日期", "19950102"),
              Map.entry("普通股每股面額", "新台幣                 10.0000元"),
              Map.entry("實收資本額", Long.toString(shares * PAR_VALUE)),
              Map.entry("私募股數", Integer.toString(rows.isEmpty() ? edition.revision() : 0)),
              Map.entry("特別股", "0"),
              Map.entry("英文簡稱", "CO" + stock.code()),
              Map.entry("已發行普通股數或TDR原股發行股數", Long.toString(shares)));
      List<String> row = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));
      cells.forEach((column, cell) -> row.set(COLUMNS.indexOf(column), cell));
      rows.add(row);
    }
    return Optional.of(table(rows));
  }

  @Override
  protected String written(String cell) {
    return '"' + cell + '"';
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return date.minusWeeks(OTHER_WEEKS);
  }
}
