package io.tapehouse.etl.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small pages of the shareholding search, and zips of them. */
public final class CcassPages {

  private static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private CcassPages() {}

  /**
   * A row of a page.
   *
   * @param id blank: none
   * @param name with a star behind it for a consenting investor
   * @param percent blank: none
   */
  public record Row(String id, String name, String address, long shares, String percent) {
    boolean consents() {
      return name.endsWith("*");
    }
  }

  /** A page of a stock with a hundred thousand issued shares. */
  public static String page(boolean english, String stock, LocalDate date, List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append("<!DOCTYPE html>\n<html><body><form name=\"form1\" action=\"./searchsdw.aspx\">\n");
    text.append(
        "<input name=\"txtShareholdingDate\" value=\"%s\" />\n".formatted(date.format(SLASHES)));
    text.append("<input name=\"txtStockCode\" value=\"%s\" />\n".formatted(stock));
    text.append("<input name=\"txtStockName\" value=\"STOCK %s\" />\n".formatted(stock));
    text.append("<div id=\"pnlResultSummary\"><div class=\"ccass-search-summary-table\">\n");
    List<Row> consenting = rows.stream().filter(Row::consents).toList();
    List<Row> others = rows.stream().filter(row -> !row.consents()).toList();
    category(text, english ? "Market Intermediaries" : "市場中介者", "", others);
    category(text, english ? "Consenting Investor Participants" : "願意披露的投資者戶口持有人", "", consenting);
    category(text, english ? "Total" : "總數", " ccass-search-total", rows);
    text.append(
        """
        </div><div class="ccass-search-remarks"><div class="summary-header">%s</div>
        <div class="summary-value">100,000</div></div></div>
        <div id="pnlResultNormal"><table class="table"><thead><tr>
        """
            .formatted(english ? "Total number of Issued Shares" : "已發行股份"));
    for (String column :
        List.of("participant-id", "participant-name", "address", "shareholding", "percent")) {
      String name = column.equals("percent") ? "shareholding-percent" : column;
      String header = name.equals("participant-id") ? (english ? "Participant ID" : "參與者編號") : "x";
      text.append("<th data-column-class=\"col-%s\">%s</th>\n".formatted(name, header));
    }
    text.append("</tr></thead><tbody>\n");
    for (Row row : rows) {
      text.append("<tr>");
      cell(text, "participant-id", row.id);
      cell(text, "participant-name", row.name);
      cell(text, "address", row.address);
      cell(text, "shareholding text-right", "%,d".formatted(row.shares));
      cell(text, "shareholding-percent text-right", row.percent);
      text.append("</tr>\n");
    }
    text.append("</tbody></table></div></form></body></html>\n");
    return text.toString();
  }

  /** A zip of pages by the names of its entries. */
  public static byte[] zip(Map<String, String> pages) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> page : pages.entrySet()) {
        zip.putNextEntry(new ZipEntry(page.getKey()));
        zip.write(page.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void category(StringBuilder text, String name, String style, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    boolean blank = rows.stream().allMatch(row -> row.percent.isEmpty());
    text.append("<div class=\"ccass-search-datarow%s\">".formatted(style));
    text.append("<div class=\"summary-category\">%s</div>\n".formatted(name));
    value(text, "shareholding", "%,d".formatted(rows.stream().mapToLong(Row::shares).sum()));
    value(text, "number-of-participants", Integer.toString(rows.size()));
    value(text, "percent-of-participants", blank ? "" : "1.00%");
    text.append("</div>\n");
  }

  private static void value(StringBuilder text, String style, String value) {
    text.append(
        "<div class=\"%s\"><div class=\"header\">%s</div><div class=\"value\">%s</div></div>\n"
            .formatted(style, style, value));
  }

  private static void cell(StringBuilder text, String style, String value) {
    text.append(
        "<td class=\"col-%s\"><div class=\"mobile-list-heading\">%s:</div><div class=\"mobile-list-body\">%s</div></td>"
            .formatted(style, style, value));
  }
}
