package io.tapehouse.extractors.hkex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Reads {@code hkex.ccass_stock_list}: the page of {@code stocklist.aspx}, or the JSON that newer
 * versions of the site send to scripts. Stateless and safe for use by many threads.
 */
public final class CcassStockListReader {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern CODE = Pattern.compile("\\d{5}");
  private static final Pattern DATE_IN_ADDRESS =
      Pattern.compile("shareholdingdate=(\\d{8})", Pattern.CASE_INSENSITIVE);
  private static final int QUOTED = 160;

  private final SourceFile file;
  private final Quarantine quarantine;
  private final List<ListedStock> stocks = new ArrayList<>();
  private final Map<String, Long> rowOfCode = new HashMap<>();
  private long rowsRead;

  private CcassStockListReader(SourceFile file) {
    this.file = file;
    quarantine = new Quarantine(file);
  }

  /**
   * Reads a list.
   *
   * @param file the file; its date is the day that was asked for
   * @param bytes its content
   * @throws UnreadableFileException when it is damaged or cut off, is of another date, names a code
   *     twice, has too many bad rows, or none at all
   */
  public static CcassStockList read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    CcassStockListReader reader = new CcassStockListReader(file);
    try {
      String text = PageText.of(bytes);
      if (text.stripLeading().startsWith("[")) {
        reader.readJson(text);
      } else {
        reader.readPage(text);
      }
    } catch (PageRefusal e) {
      throw e.of(file);
    }
    return reader.list();
  }

  private void readJson(String text) throws PageRefusal {
    JsonNode rows;
    try {
      rows = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw PageRefusal.damaged(
          "expected a whole array of JSON, found: %s".formatted(e.getOriginalMessage()));
    }
    for (JsonNode row : rows) {
      add(row.path("c").asText(""), row.path("n").asText(""), row.toString());
    }
  }

  private void readPage(String text) throws PageRefusal {
    Document page = Jsoup.parse(text);
    checkDate(page);
    Element table = page.selectFirst("form[action*=stocklist] table, table:has(a[onclick^=ssc])");
    if (table == null) {
      String words = page.text();
      throw PageRefusal.damaged(
          "expected the table of 'List of Stocks', found '%s'"
              .formatted(words.length() <= QUOTED ? words : words.substring(0, QUOTED) + "…"));
    }
    if (!text.contains("</table")) {
      throw PageRefusal.damaged("expected the end of the table, found none: the list is cut off");
    }
    for (Element row : table.select("tr:has(td)")) {
      List<Element> cells = row.select("> td");
      add(
          cells.get(0).text().strip(),
          cells.size() < 2 ? "" : cells.get(1).text().strip(),
          row.text());
    }
  }

  private void checkDate(Document page) throws PageRefusal {
    for (Element form : page.select("form[action*=stocklist]")) {
      Matcher date = DATE_IN_ADDRESS.matcher(form.attr("action"));
      String asked = file.date().format(DateTimeFormatter.BASIC_ISO_DATE);
      if (date.find() && !date.group(1).equals(asked)) {
        throw new PageRefusal(
            Kind.WRONG_DATE,
            "expected the list of %s, found the one of %s".formatted(asked, date.group(1)));
      }
    }
  }

  private void add(String code, String name, String raw) throws PageRefusal {
    rowsRead++;
    if (!CODE.matcher(code).matches()) {
      quarantine.add(rowsRead, "expected a stock code of five digits, found '" + code + "'", raw);
    } else if (name.isBlank() || name.indexOf('\uFFFD') >= 0) {
      quarantine.add(rowsRead, "expected the name of " + code + ", found '" + name + "'", raw);
    } else {
      Long before = rowOfCode.put(code, rowsRead);
      if (before != null) {
        throw PageRefusal.damaged(
            "expected each code once, found %s in rows %d and %d"
                .formatted(code, before, rowsRead));
      }
      stocks.add(new ListedStock(code, name.strip()));
    }
  }

  private CcassStockList list() throws UnreadableFileException {
    quarantine.check(rowsRead);
    if (stocks.isEmpty()) {
      throw new UnreadableFileException(
          Kind.NO_DATA, file, "expected stocks, found a list of %d rows".formatted(rowsRead));
    }
    LocalDate date = file.date();
    return new CcassStockList(date, stocks, rowsRead, quarantine.rows());
  }
}
