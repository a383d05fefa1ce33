package io.tapehouse.simulator.reference;

import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Encoding;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.ListedStocks.ListedStock;
import io.tapehouse.simulator.market.Market;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page of isin.twse.com.tw: a row a security, and one of a single cell above those of a kind. */
final class SecuritiesPage implements SimulatedPublication {

  /** The kind stands in no column of the page, but in rows above. */
  private static final List<String> COLUMNS =
      List.of("有價證券別", "有價證券代號及名稱", "國際證券辨識號碼(ISIN Code)", "上市日", "市場別", "產業別", "CFICode", "備註");

  private static final List<String> FUNDS =
      List.of("0050\u3000大型五十", "0056\u3000高股息", "006204\u3000中小型", "00632R\u3000大型反一");

  private static final DateTimeFormatter SLASHED = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  /** A page of another day is one that no run of the day wants. */
  private static final int OTHER_WEEKS = 3;

  private final Market market;
  private final String title;
  private final String board;
  private final List<ListedStock> stocks;
  private final boolean hasFunds;

  SecuritiesPage(
      Market market, String title, String board, List<ListedStock> stocks, boolean hasFunds) {
    this.market = market;
    this.title = title;
    this.board = board;
    this.stocks = List.copyOf(stocks);
    this.hasFunds = hasFunds;
  }

  @Override
  public Optional<TextTable> table(Edition edition) {
    List<List<String>> rows = new ArrayList<>();
    for (ListedStock stock : stocks) {
      String industry = ReferenceFiles.Industry.of(stock.code()).name();
      rows.add(row("股票", stock.code() + "\u3000" + stock.name(), industry, "ESVUFR", rows.size()));
    }
    if (edition.revision() > 0) {
      List<String> first = new ArrayList<>(rows.get(0));
      first.set(COLUMNS.size() - 1, "更正");
      rows.set(0, first);
    }
    if (hasFunds) {
      FUNDS.forEach(fund -> rows.add(row("ETF", fund, "", "CEOGEU", rows.size())));
    }
    return Optional.of(new TextTable(title, COLUMNS, rows));
  }

  private List<String> row(
      String kind, String codeAndName, String industry, String cfi, int number) {
    String code = codeAndName.substring(0, codeAndName.indexOf('\u3000'));
    String isin =
        "TW%s%d"
            .formatted(
                (code.length() == 4 ? "000" + code : "00000").concat("0000").substring(0, 9),
                number % 10);
    String since = LocalDate.of(1990, 1, 2).plusDays(10L * number).format(SLASHED);
    return List.of(kind, codeAndName, isin, since, board, industry, cfi, "");
  }

  @Override
  public byte[] render(TextTable table, Edition edition) {
    StringBuilder text = new StringBuilder(200 * table.rows().size());
    text.append(
        "<link rel=\"stylesheet\" type=\"text/css\">\r\n<body><table  align=center><h2><strong>");
    text.append(table.title()).append("</strong></h2><h2><strong><center>最近更新日期:");
    text.append(ReferenceFiles.made(market, edition.date()).format(SLASHED))
        .append("  </center></strong></h2></table>\r\n");
    text.append("<TABLE class='h4' align=center><tr align=center>");
    int kinds = table.columns().indexOf(COLUMNS.get(0));
    appendCells(text, table.columns(), kinds);
    String kind = "";
    for (List<String> row : table.rows()) {
      boolean whole = row.size() == table.columns().size();
      if (whole && !row.get(kinds).equals(kind)) {
        kind = row.get(kinds);
        text.append("<tr><td bgcolor=#FAFAD2 colspan=7 ><B> ")
            .append(kind)
            .append(" <B> </td></tr>\r\n");
      }
      text.append("<tr>");
      appendCells(text, row, whole ? kinds : row.size());
    }
    text.append("</table><font color='red'><center>掛牌日以正式公告為準</center></font>");
    return text.toString().getBytes(Encoding.MS950);
  }

  private static void appendCells(StringBuilder text, List<String> cells, int leftOut) {
    for (int i = 0; i < cells.size(); i++) {
      if (i != leftOut) {
        text.append("<td bgcolor=#FAFAD2>").append(cells.get(i)).append("</td>");
      }
    }
    text.append("</tr>\r\n");
  }

  @Override
  public byte[] noData(DocumentForm form) {
    return "<script>location.href='class_nofind.html';</script>".getBytes(Encoding.MS950);
  }

  @Override
  public String contentType(DocumentForm form) {
    return "text/html;charset=MS950";
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return date.minusWeeks(OTHER_WEEKS);
  }
}
