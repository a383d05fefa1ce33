package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.Captures;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real files of institutional investors, of margin loans, and of OTC valuations, in all shapes: the
 * counts, sums and rows that an independent reading finds.
 */
class FlowFilesTest {

  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String T86 = "captures/twse.t86/2023-01-30/T86.json";
  private static final String OTC = "captures/tpex.institutional/2023-01-30/institutional.json";
  private static final String OTC_2014 =
      "captures/tpex.institutional/2014-12-01/institutional.json";
  private static final String MARGIN = "captures/twse.mi_margn/2023-01-30/MI_MARGN.json";
  private static final String OTC_MARGIN = "captures/tpex.margin/2023-01-30/margin.json";
  private static final String SUMMARY = "captures-eras/tpex.insti_summary/2020-01-02/summary.json";

  @ParameterizedTest
  @CsvSource({
    "captures/twse.t86/2012-05-02/T86.json, stock_institutional, 803, foreign_buy, 722986437",
    "captures/twse.t86/2012-05-02/T86.json, stock_institutional, 803, dealer_buy, 79827321",
    "captures/twse.t86/2012-05-02/T86.json, stock_institutional, 803, dealer_self_buy, 0",
    "captures/twse.t86/2012-05-02/T86.json, stock_institutional, 803, total_net, 41406014",
    T86 + ", stock_institutional, 1120, foreign_buy, 2332235275",
    T86 + ", stock_institutional, 1120, dealer_hedge_buy, 373384084",
    T86 + ", stock_institutional, 1120, dealer_buy, 0",
    T86 + ", stock_institutional, 1120, total_net, 931183206",
    OTC_2014 + ", stock_institutional, 430, foreign_buy, 14414755",
    OTC_2014 + ", stock_institutional, 430, dealer_hedge_buy, 8037000",
    OTC_2014 + ", stock_institutional, 430, total_net, 2520496",
    OTC + ", stock_institutional, 740, foreign_buy, 170413794",
    OTC + ", stock_institutional, 740, trust_buy, 12193000",
    OTC + ", stock_institutional, 740, dealer_self_buy, 11145071",
    OTC + ", stock_institutional, 740, dealer_hedge_buy, 36676301",
    OTC + ", stock_institutional, 740, total_net, 37898239",
    MARGIN + ", stock_margin, 1103, margin_balance, 6281622",
    MARGIN + ", stock_margin, 1103, short_sell, 20392",
    MARGIN + ", stock_margin, 1103, margin_limit, 191302125",
    MARGIN + ", market_margin, 3, balance, 157969574",
    "captures/twse.mi_margn/2019-06-27/MI_MARGN.csv, stock_margin, 1048, short_buy, 16831",
    "captures/twse.mi_margn/2019-06-27/MI_MARGN.csv, stock_margin, 1048, offset_lots, 6676",
    "captures/twse.mi_margn/2019-06-27/MI_MARGN.csv, market_margin, 3, balance, 130103977",
    OTC_MARGIN + ", stock_margin, 769, margin_previous, 1609204",
    OTC_MARGIN + ", stock_margin, 769, short_buy, 4183",
    OTC_MARGIN + ", stock_margin, 769, offset_lots, 587",
    OTC_MARGIN + ", market_margin, 3, balance, 57906763",
    "captures/twse.bfi82u/2023-01-30/BFI82U.json, market_institutional, 6, net_value, 166230529948",
    SUMMARY + ", market_institutional, 7, net_value, 2730769532",
  })
  void aRealFileGivesItsRows(String path, String table, int rows, String column, long sum)
      throws IOException, UnreadableFileException {
    DeclaredFile file = read(path);
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
    assertThat(file.notes()).isEmpty();
    List<DeclaredRows> of =
        file.tables().stream().filter(each -> each.table().name().equals(table)).toList();
    assertThat(of).allMatch(each -> each.checks().stream().allMatch(FileCheck::passed));
    assertThat(of.stream().mapToInt(each -> each.rows().size()).sum()).isEqualTo(rows);
    long found = 0;
    for (DeclaredRows each : of) {
      for (Object[] row : each.rows()) {
        Object value = row[columns(each).indexOf(column)];
        found += value == null ? 0 : (Long) value;
      }
    }
    assertThat(found).isEqualTo(sum);
  }

  @ParameterizedTest
  @CsvSource({
    "captures/twse.t86/2012-05-02/T86.json, 'TWSE 2330 2012-05-02 38841300 32897643 5943657 null null null 284000 272000"
        + " 12000 731000 null null null null null null 1774000 1043000 6686657'",
    T86
        + ", 'TWSE 2330 2023-01-30 133236588 52595539 80641049 0 0 0 1032000 94327 937673 880408 978000 537000 441000"
        + " 1227511 788103 439408 null null 82459130'",
    OTC_2014
        + ", 'TPEx 5483 2014-12-01 830000 434666 395334 null null null 0 0 0 -1365000 20000 1343000 -1323000 150000"
        + " 192000 -42000 null null -969666'",
    OTC
        + ", 'TPEx 6488 2023-01-30 3059748 2331441 728307 0 0 0 402000 3096 398904 171767 267600 156000 111600 128167"
        + " 68000 60167 395767 224000 1298978'",
    MARGIN
        + ", 'TWSE 2330 2023-01-30 1209 2295 74 20547 19387 6482595 56 284 101 1506 1633 6482595 7 null'",
    MARGIN + ", 'TWSE 1435 2023-01-30 0 0 0 0 0 0 0 0 0 0 0 0 0 OX!'",
    MARGIN + ", 'TWSE 2023-01-30 margin_value 8514925 8830493 300879 151760467 151144020'",
    MARGIN + ", 'TWSE 2023-01-30 short_lots 17280 20392 2075 542895 543932'",
    "captures/twse.mi_margn/2019-06-27/MI_MARGN.csv, 'TWSE 0050 2019-06-27 21 32 0 1169 1158 425250 2 5 0 373 376 425250 0 null'",
    OTC_MARGIN
        + ", 'TPEx 6488 2023-01-30 278 407 11 3120 2980 108809 8 49 0 159 200 108809 0 null'",
    OTC_MARGIN + ", 'TPEx 3642 2023-01-30 0 0 0 0 0 0 0 0 0 0 0 0 0 11OX A      !'",
    OTC_MARGIN + ", 'TPEx 2023-01-30 short_lots 4183 4455 445 112717 112544'",
    OTC_MARGIN + ", 'TPEx 2023-01-30 margin_value 3388490 2866469 92804 55747157 56176374'",
    "captures-eras/twse.bfi82u/2020-01-02/BFI82U.json, 'TWSE 2020-01-02 foreign_dealer 9852550 12604610 -2752060'",
    "captures-eras/twse.bfi82u/2020-01-02/BFI82U.json, 'TWSE 2020-01-02 total 36416925152 36152522745 264402407'",
    SUMMARY + ", 'TPEx 2020-01-02 foreign 3324823014 3373174229 -48351215'",
    SUMMARY + ", 'TPEx 2020-01-02 dealer 1630859510 788180856 842678654'",
    "captures-eras/tpex.pe/2016-07-11/pera.csv, 'TPEx 6488 2016-07-11 6.98 null 14.23 1.53 null'",
  })
  void aRealFileHasItsRow(String path, String row) throws IOException, UnreadableFileException {
    assertThat(texts(read(path))).contains(row);
  }

  @Test
  void theOldSitesValuationsAreThoseOfTheNewOne() throws IOException, UnreadableFileException {
    String folder = "captures-eras/tpex.pe/2023-01-30/";
    assertThat(texts(read(folder + "old_site_tpex-stocks-values.json")))
        .hasSize(808)
        .isEqualTo(texts(read(folder + "tpex-stocks-values.json")));
  }

  /** The rows of the middle layout: what the present one sets apart of foreign dealers is gone. */
  @Test
  void theMiddleLayoutGivesTheSameRowsWithoutForeignDealers()
      throws IOException, UnreadableFileException {
    ObjectNode middle = copy(T86);
    middle.put("date", "20150330").put("title", "104年03月30日 三大法人買賣超日報");
    ArrayNode fields = middle.putArray("fields");
    List.of(
            "證券代號",
            "證券名稱",
            "外資買進股數",
            "外資賣出股數",
            "外資買賣超股數",
            "投信買進股數",
            "投信賣出股數",
            "投信買賣超股數",
            "自營商買賣超股數")
        .forEach(fields::add);
    List.of("(自行買賣)", "(避險)")
        .forEach(
            kind ->
                List.of("自營商買進股數", "自營商賣出股數", "自營商買賣超股數").forEach(name -> fields.add(name + kind)));
    fields.add("三大法人買賣超股數");
    middle
        .path("data")
        .forEach(
            row -> {
              for (int i = 0; i < 3; i++) {
                ((ArrayNode) row).remove(5);
              }
            });
    DeclaredFile read = read("twse.t86", LocalDate.of(2015, 3, 30), middle);
    assertThat(read.tables().get(0).checks()).allMatch(FileCheck::passed);
    List<String> expected =
        texts(read(T86)).stream()
            .map(row -> row.replace("2023-01-30", "2015-03-30"))
            .map(row -> row.replaceFirst("((?:\\S+ ){6})0 0 0 ", "$1null null null "))
            .toList();
    assertThat(texts(read)).isEqualTo(expected);
    assertThat(
            kind(
                "twse.t86",
                LocalDate.of(2018, 1, 30),
                middle.put("date", "20180130").put("title", "")))
        .isEqualTo(Kind.WRONG_COLUMNS);
  }

  @ParameterizedTest
  @CsvSource({OTC + ", 0, EE", OTC_2014 + ", 1, 02"})
  void theOldSitesRowsWithoutNamesAreThoseOfTheNewOne(String path, int table, String industry)
      throws IOException, UnreadableFileException {
    ObjectNode old = oldSite(path, table);
    old.path("aaData").forEach(row -> ((ArrayNode) row).add(industry));
    DeclaredFile read = read("tpex.institutional", date(path), old);
    assertThat(texts(read)).isEqualTo(texts(read(path)));
    assertThat(read.newColumns()).isEmpty();
    old.path("aaData").forEach(row -> ((ArrayNode) row).add("1"));
    assertThat(kind("tpex.institutional", date(path), old)).isEqualTo(Kind.WRONG_COLUMNS);
  }

  @Test
  void theOldSitesMarginLoansAndTheirSumsAreThoseOfTheNewOne()
      throws IOException, UnreadableFileException {
    ObjectNode old = oldSite(OTC_MARGIN, 0);
    JsonNode summary = JSON.readTree(bytes(OTC_MARGIN)).path("tables").path(0).path("summary");
    sums(old.putArray("tfootData_one"), summary.path(0), 15);
    sums(old.putArray("tfootData_two"), summary.path(1), 7);
    DeclaredFile read = read("tpex.margin", date(OTC_MARGIN), old);
    assertThat(texts(read)).isEqualTo(texts(read(OTC_MARGIN)));
    assertThat(read.tables()).allMatch(each -> each.checks().stream().allMatch(FileCheck::passed));
  }

  @Test
  void ofTheOldestOtcLayoutDealersAreNotSplit() throws IOException, UnreadableFileException {
    LocalDate date = LocalDate.of(2012, 5, 2);
    ObjectNode old = JSON.createObjectNode().put("reportDate", "101/05/02");
    ArrayNode rows = old.put("iTotalRecords", 100).putArray("aaData");
    for (int i = 0; i < 100; i++) {
      ArrayNode row = rows.addArray().add(Integer.toString(4000 + i)).add("名稱");
      List.of("1,000", "2,000", "-1,000", "5", "0", "5", "300", "100", "200", "-795")
          .forEach(row::add);
    }
    assertThat(texts(read("tpex.institutional", date, old)))
        .contains(
            "TPEx 4001 2012-05-02 1000 2000 -1000 null null null 5 0 5 200 null null null null null null 300 100 -795");
  }

  @Test
  void figuresInTheWrongOrderFailTheIdentities() throws IOException, UnreadableFileException {
    ObjectNode changed = copy(OTC);
    changed
        .path("tables")
        .path(0)
        .path("data")
        .forEach(
            row -> {
              JsonNode bought = row.path(2);
              ((ArrayNode) row).set(2, row.path(3));
              ((ArrayNode) row).set(3, bought);
            });
    assertThat(failed(read("tpex.institutional", date(OTC), changed)))
        .containsExactly("foreign_net");
  }

  @Test
  void aMarketThatIsNotTheSumOfItsStocksFails() throws IOException, UnreadableFileException {
    ObjectNode changed = copy(MARGIN);
    ArrayNode loans = (ArrayNode) changed.path("tables").path(0).path("data").path(0);
    loans.set(1, "264,024");
    assertThat(failed(read("twse.mi_margn", date(MARGIN), changed)))
        .containsExactlyInAnyOrder("margin_balance", "margin_total");
  }

  @Test
  void aFileOfAFewRowsIsRefusedAsCut() throws IOException {
    for (String path :
        List.of(
            "captures-eras/_samples/twse.mi_margn/2026-09-24/MI_MARGN_20260924_trimmed.json",
            "captures-eras/_samples/twse.t86/2026-09-24/T86_20260924_trimmed.json",
            "captures-eras/_samples/tpex.pe/2026-09-24/tpex_pe_20260924_trimmed.json")) {
      UnreadableFileException refusal =
          catchThrowableOfType(UnreadableFileException.class, () -> read(path));
      assertThat(refusal.kind()).as(path).isEqualTo(Kind.DAMAGED);
    }
  }

  /** TPEx's CSV of today repeats names like its JSON; that of the old site had long ones. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theCsvOfTpexGivesTheSameRows(boolean longNames) throws IOException, UnreadableFileException {
    JsonNode table = JSON.readTree(bytes(OTC)).path("tables").path(0);
    List<String> kinds =
        List.of("外資及陸資(不含外資自營商)", "外資自營商", "外資及陸資", "投信", "自營商(自行買賣)", "自營商(避險)", "自營商");
    List<String> names = new ArrayList<>();
    table.path("fields").forEach(name -> names.add(name.asText()));
    if (longNames) {
      for (int i = 2; i < names.size() - 1; i++) {
        names.set(i, kinds.get((i - 2) / 3) + "-" + names.get(i));
      }
    }
    StringBuilder csv = new StringBuilder("三大法人買賣明細資訊\r\n112年01月30日\r\n");
    csv.append(String.join(",", names)).append("\r\n");
    for (JsonNode row : table.path("data")) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add('"' + cell.asText() + '"'));
      csv.append(cells.get(0).startsWith("\"0") ? "=" : "").append(String.join(",", cells));
      csv.append("\r\n");
    }
    byte[] bytes = csv.toString().getBytes(Charset.forName("MS950"));
    DeclaredFile read =
        reader("tpex.institutional")
            .read(new SourceFile("tpex.institutional", date(OTC), "3itrade.csv"), bytes);
    assertThat(texts(read)).isEqualTo(texts(read(OTC)));
  }

  private static ObjectNode copy(String path) throws IOException {
    return (ObjectNode) JSON.readTree(bytes(path));
  }

  /** The rows of a table as the old site gave them. */
  private static ObjectNode oldSite(String path, int table) throws IOException {
    JsonNode own = JSON.readTree(bytes(path)).path("tables").path(table);
    ObjectNode old = JSON.createObjectNode();
    old.put("reportDate", own.path("date").asText());
    old.put("iTotalRecords", own.path("data").size());
    old.set("aaData", own.path("data"));
    return old;
  }

  /** The cells of a row of sums, without those of code and name. */
  private static void sums(ArrayNode to, JsonNode row, int end) {
    for (int i = 2; i < end; i++) {
      to.add(row.path(i));
    }
  }

  private static Kind kind(String dataset, LocalDate date, JsonNode answer) {
    return catchThrowableOfType(UnreadableFileException.class, () -> read(dataset, date, answer))
        .kind();
  }

  private static DeclaredFile read(String dataset, LocalDate date, JsonNode answer)
      throws IOException, UnreadableFileException {
    return reader(dataset)
        .read(new SourceFile(dataset, date, "answer.json"), JSON.writeValueAsBytes(answer));
  }

  private static DeclaredFile read(String path) throws IOException, UnreadableFileException {
    Path file = Captures.path("..").resolve(path);
    String dataset = file.getParent().getParent().getFileName().toString();
    return reader(dataset)
        .read(
            new SourceFile(dataset, date(path), file.getFileName().toString()),
            Files.readAllBytes(file));
  }

  private static byte[] bytes(String path) throws IOException {
    return Files.readAllBytes(Captures.path("..").resolve(path));
  }

  private static LocalDate date(String path) {
    return LocalDate.parse(
        Objects.requireNonNull(Path.of(path).getParent()).getFileName().toString());
  }

  private static DeclaredReader reader(String dataset) {
    return new DeclaredReader(DICTIONARY.dataset(dataset), DICTIONARY);
  }

  private static List<String> columns(DeclaredRows rows) {
    return rows.table().columns().stream().skip(1).map(Table.Column::name).toList();
  }

  private static List<String> failed(DeclaredFile file) {
    return file.tables().stream()
        .flatMap(each -> each.checks().stream())
        .filter(Predicate.not(FileCheck::passed))
        .map(FileCheck::name)
        .toList();
  }

  private static List<String> texts(DeclaredFile file) {
    return file.tables().stream()
        .flatMap(each -> each.rows().stream())
        .map(row -> Arrays.stream(row).map(cell -> "" + cell).collect(Collectors.joining(" ")))
        .toList();
  }
}
