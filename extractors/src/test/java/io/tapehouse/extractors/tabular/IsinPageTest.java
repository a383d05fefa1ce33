package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.TextLines;
import io.tapehouse.extractors.twse.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of isin.twse.com.tw; what holds for all declared files is in the contract test. */
class IsinPageTest {

  private static final LocalDate SATURDAY = LocalDate.of(2024, 11, 9);
  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final Dataset LISTED = DICTIONARY.dataset("twse.isin_listed");

  private static final String HEAD =
      """
      <link rel="stylesheet" type="text/css"><body><table  align=center><h2><strong>一覽表</strong></h2>\
      <h2><center>最近更新日期:2024/11/09  </center></h2></table><TABLE class='h4' align=center>\
      <tr align=center><td>有價證券代號及名稱 </td><td>國際證券辨識號碼(ISIN Code)</td><td>上市日</td>\
      <td>市場別</td><td>產業別</td><td>CFICode</td><td>備註</td></tr>""";

  /** A page with stocks enough and two funds, in the publisher's one long line. */
  private static String page(String... funds) {
    return HEAD
        + "<tr><td bgcolor=#FAFAD2 colspan=7 ><B> 股票 <B> </td></tr>"
        + IntStream.range(0, 700)
            .mapToObj(i -> row("%d　公司%d".formatted(1101 + i, i), "上市", "水泥工業"))
            .collect(Collectors.joining())
        + "<tr><td bgcolor=#FAFAD2 colspan=7 ><B> ETF <B> </td></tr>"
        + String.join("", funds)
        + "</table><font color='red'><center>掛牌日以正式公告為準</center></font>";
  }

  private static String row(String codeAndName, String market, String industry) {
    return "<tr><td>%s</td><td>TW0001101004</td><td>1962/02/09</td><td>%s</td><td>%s</td><td>ESVUFR</td><td></td></tr>"
        .formatted(codeAndName, market, industry);
  }

  private static DeclaredFile read(String text) throws UnreadableFileException {
    return read(text.getBytes(TextLines.MS950));
  }

  private static DeclaredFile read(byte[] bytes) throws UnreadableFileException {
    return new DeclaredReader(LISTED, DICTIONARY)
        .read(new SourceFile(LISTED.id(), SATURDAY, "C_public_2.html"), bytes);
  }

  private static List<String> rows(DeclaredFile file) {
    return file.tables().get(0).rows().stream().map(IsinPageTest::text).toList();
  }

  private static String text(Object[] row) {
    return Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Test
  void aRowOfOneCellSaysWhatTheRowsBelowItAre() throws UnreadableFileException {
    DeclaredFile file =
        read(page(row("0050　元大台灣50", "上市", ""), row("00631L　元大台灣50正2", "上市臺灣創新板", "")));
    assertThat(rows(file))
        .hasSize(702)
        .contains(
            "TWSE 1101 2024-11-09 公司0 TW0001101004 stock listed 水泥工業 1962-02-09 ESVUFR null",
            "TWSE 0050 2024-11-09 元大台灣50 TW0001101004 etf listed null 1962-02-09 ESVUFR null",
            "TWSE 00631L 2024-11-09 元大台灣50正2 TW0001101004 etf innovation_board null 1962-02-09 ESVUFR null");
    assertThat(file.notes()).isEmpty();
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
  }

  @Test
  void aKindThatTheDictionaryDoesNotKnowKeepsThePublishersWord() throws UnreadableFileException {
    String other = page(row("0050　元大台灣50", "上市", "")).replace("<B> ETF <B>", "<B> 新種證券 <B>");
    assertThat(rows(read(other)))
        .contains(
            "TWSE 0050 2024-11-09 元大台灣50 TW0001101004 新種證券 listed null 1962-02-09 ESVUFR null");
  }

  @Test
  void aPageThatWasCutAnywhereIsRefused() {
    byte[] whole = page(row("0050　元大台灣50", "上市", "")).getBytes(TextLines.MS950);
    int end =
        new String(whole, TextLines.MS950).getBytes(TextLines.MS950).length
            - "</table><font color='red'><center>掛牌日以正式公告為準</center></font>"
                .getBytes(TextLines.MS950)
                .length;
    SplittableRandom random = new SplittableRandom(7);
    IntStream cuts =
        IntStream.concat(
            IntStream.of(0, 1, end - 6, end - 1, end),
            IntStream.generate(() -> random.nextInt(end)).limit(60));
    cuts.forEach(
        cut ->
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, cut)))
                .as("cut at %d of %d", cut, whole.length)
                .isInstanceOf(UnreadableFileException.class));
  }

  @Test
  void aRowWithoutTheBlankOrWithForeignBytesIsSetAsideAlone() throws UnreadableFileException {
    DeclaredFile joined = read(page(row("0050元大台灣50", "上市", ""), row("0056　元大高股息", "上市", "")));
    assertThat(joined.badRows()).hasSize(1);
    assertThat(joined.badRows().get(0).reason())
        .isEqualTo(
            "expected a code and a name with an ideographic blank between them in 有價證券代號及名稱,"
                + " found '0050元大台灣50'");
    assertThat(rows(joined)).hasSize(701);
    String[] parts = page(row("0050　元大?灣50", "上市", "")).split("\\?", -1);
    byte[] before = parts[0].getBytes(TextLines.MS950);
    byte[] after = parts[1].getBytes(TextLines.MS950);
    byte[] foreign = Arrays.copyOf(before, before.length + 1 + after.length);
    foreign[before.length] = (byte) 0xFF;
    System.arraycopy(after, 0, foreign, before.length + 1, after.length);
    DeclaredFile spoilt = read(foreign);
    assertThat(spoilt.badRows()).hasSize(1);
    assertThat(spoilt.badRows().get(0).raw()).contains("0050").contains("\\xff");
    assertThat(rows(spoilt)).hasSize(700);
  }

  @ParameterizedTest
  @CsvSource({
    "2024/11/09, 2024/11/02, WRONG_DATE, expected a page of 2024-11-09",
    "有價證券代號及名稱, 有價證券, WRONG_COLUMNS, expected a column 有價證券代號",
    "上市日, 掛牌日, WRONG_COLUMNS, expected a column 上市日",
  })
  void aPageOfAnotherDayOrWithAnotherHeaderIsRefused(
      String word, String other, Kind kind, String complaint) {
    String changed = page(row("0050　元大台灣50", "上市", "")).replace(word, other);
    assertThatThrownBy(() -> read(changed))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind))
        .hasMessageContaining(complaint);
  }

  @Test
  void thePageForNothingFoundHoldsNoData() {
    assertThatThrownBy(() -> read("<script>location.href='class_nofind.html';</script>"))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Kind.NO_DATA));
  }

  @ParameterizedTest
  @CsvSource({
    "twse.isin_listed, 985, 'TWSE 2330 2023-12-06 台積電 TW0002330008 stock listed 半導體業 1994-09-05 ESVUFR null'",
    "twse.isin_otc, 816, 'TPEx 6488 2023-12-06 環球晶 TW0006488000 stock otc 半導體業 2015-09-25 ESVUFR null'",
  })
  void aRealPageGivesItsSecurities(String id, int count, String example)
      throws IOException, UnreadableFileException {
    Path file = Captures.files(id).get(0);
    DeclaredFile read =
        new DeclaredReader(DICTIONARY.dataset(id), DICTIONARY)
            .read(Captures.source(file), Files.readAllBytes(file));
    assertThat(rows(read)).hasSize(count).contains(example);
    assertThat(read.badRows()).isEmpty();
    assertThat(read.newColumns()).isEmpty();
    assertThat(read.notes())
        .containsExactly(
            "expected the file to say 2023-12-06, found no date; believed by the date that it was asked for");
  }
}
