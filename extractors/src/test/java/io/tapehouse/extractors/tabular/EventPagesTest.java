package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.EventPages;
import io.tapehouse.extractors.twse.EventReference;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages with details of one event each, and how lists refer to them. */
class EventPagesTest {

  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final String EX_RIGHTS = "twse.twt49u_detail";
  private static final String REDUCTION = "twse.twtauu_detail";
  private static final LocalDate LISTED = LocalDate.of(2024, 9, 9);

  private static String page(String code, String cash, String free, String paid) {
    return """
        {"stat":"ok","fields":["股票代號","股票名稱","(每股配發現金股利)除息","(增資配股) 除權",
        "A. 按普通股股東持股比例每千股無償配股","B. 員工紅利轉增資","C. (有償) 現金增資","每股認購金額","a. 公開承銷",
        "b. 員工認購"," c. 原股東認購","按股東持股比例每千股認購"],
        "data":[["%s  ","名稱        ","%s 元／股","","%s 股","0 股","0 股","0 元／股","0 股","0 股","0 股","%s 股"]]}"""
        .formatted(code, cash, free, paid);
  }

  /** The columns of preferred shares. */
  private static String preferred(String code) {
    return """
        {"stat":"ok","fields":["股票代號","股票名稱","(每股配發現金股利)除息","(增資配股) 除權",
        "F. 按特別股股東持股比例每千股無償配股","G. 按特別股股東持股比例每千股有償認股","每股認購金額"],
        "data":[["%s  ","名稱特","2.52 元／股","","0 股","12.5 股","31 元／股"]]}"""
        .formatted(code);
  }

  private static String reduction(String code, String halted) {
    return """
        {"stat":"OK","fields":["股票代號：","股票名稱：","停止買賣日期：","每壹仟股換發新股票：","每股退還股款：",
        "原股每股配發現金股利：","減資並(有償)現金增資：","每股認購金額：","a. 公開承銷：","b. 員工認購：","c. 原股東認購：",
        "按股東持股比例每千股認購："],
        "data":[["%s  ","名稱","%s","855.66635000 股","1.443336 元/股","2.900000 元/股","0 股","0 元/股","0 股","0 股","0 股","0 股"]]}"""
        .formatted(code, halted);
  }

  private static DeclaredFile read(String dataset, String... namesAndPages)
      throws UnreadableFileException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < namesAndPages.length; i += 2) {
      files.put(namesAndPages[i], namesAndPages[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return read(dataset, "pages.zip", EventPages.zip(files));
  }

  private static DeclaredFile read(String dataset, String name, byte[] bytes)
      throws UnreadableFileException {
    return new DeclaredReader(DICTIONARY.dataset(dataset), DICTIONARY)
        .read(new SourceFile(dataset, LISTED, name), bytes);
  }

  private static List<String> rows(DeclaredFile file) {
    return file.tables().get(0).rows().stream()
        .map(row -> Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void eachPageOfAZipIsARowUnderTheDateOfItsName() throws UnreadableFileException {
    DeclaredFile file =
        read(
            EX_RIGHTS,
            "TWT49UDetail_2543_20240730.json",
            page("2543", "0.8", "1,982.8", "202.11906001"),
            "TWT49UDetail_2002A_20240801.json",
            preferred("2002A"));
    assertThat(rows(file))
        .containsExactly(
            "TWSE 2002A ex_rights 2024-08-01 2024-09-09 null 2.52 null 0 12.5 31 null",
            "TWSE 2543 ex_rights 2024-07-30 2024-09-09 null 0.8 null 1982.8 202.11906001 null null");
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
    assertThat(file.notes()).isEmpty();
  }

  @Test
  void aReductionHasItsSharesItsCashAndItsHalt() throws UnreadableFileException {
    assertThat(
            rows(
                read(REDUCTION, "TWTAVUDetail_3356_20241030.json", reduction("3356", "113/10/31"))))
        .containsExactly(
            "TWSE 3356 capital_reduction 2024-10-30 2024-09-09 2024-10-31 2.900000 1.443336 null 0 null 855.66635000");
  }

  @Test
  void aPageThatIsNotWhatItsNameHasIsQuarantinedAndTheOthersAreRead()
      throws UnreadableFileException {
    DeclaredFile file =
        read(
            EX_RIGHTS,
            "TWT49UDetail_1101_20240730.json",
            page("1101", "1", "10", "0"),
            "TWT49UDetail_2330_20240730.json",
            page("2331", "1", "10", "0"),
            "TWT49UDetail_2543_20240730.json",
            page("2543", "1", "10", "0").substring(0, 200),
            "readme.txt",
            "no page");
    assertThat(rows(file)).hasSize(1).first().asString().startsWith("TWSE 1101");
    assertThat(file.badRows().stream().map(BadRow::raw))
        .containsExactly(
            "TWT49UDetail_2330_20240730.json", "TWT49UDetail_2543_20240730.json", "readme.txt");
    assertThat(file.badRows().stream().map(BadRow::reason))
        .satisfiesExactly(
            reason ->
                assertThat(reason)
                    .contains("expected the page of 2330 of 2024-07-30, found that of '2331'"),
            reason -> assertThat(reason).contains("broken"),
            reason -> assertThat(reason).contains("_CODE_yyyymmdd.json, found 'readme.txt'"));
  }

  @ParameterizedTest
  @CsvSource({"113/10/29", "113/12/01"})
  void aReductionThatStopsTradingAtAnotherTimeIsRefused(String halted) {
    assertThatThrownBy(
            () -> read(REDUCTION, "TWTAVUDetail_3356_20241030.json", reduction("3356", halted)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("expected trading of 3356 of 2024-10-30 to stop within 30 days");
  }

  @Test
  void aPageWhoseColumnsAreOthersIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    EX_RIGHTS,
                    "TWT49UDetail_2330_20240730.json",
                    page("2330", "1", "10", "0").replace("A. 按普通股股東", "A. 按股東")))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Kind.WRONG_COLUMNS))
        .hasMessageContaining("A. 按普通股股東持股比例每千股無償配股");
  }

  @Test
  void aZipThatIsBrokenIsRefused() {
    byte[] whole =
        EventPages.zip(
            new TreeMap<>(
                Map.of(
                    "TWT49UDetail_2330_20240730.json",
                    page("2330", "1", "10", "0").getBytes(StandardCharsets.UTF_8))));
    assertThatThrownBy(() -> read(EX_RIGHTS, "pages.zip", Arrays.copyOf(whole, 100)))
        .isInstanceOfSatisfying(
            UnreadableFileException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Kind.DAMAGED));
  }

  @Test
  void anEventWithoutPageIsNoted() throws UnreadableFileException {
    DeclaredFile file =
        read(EX_RIGHTS, "TWT49UDetail_2887Z1_20240730_none.json", "{\"stat\":\"無相關資料\"}");
    assertThat(rows(file)).isEmpty();
    assertThat(file.notes()).singleElement().asString().contains("2887Z1 of 2024-07-30");
  }

  @Test
  void aListRefersToThePagesOfItsEventsWithRights() throws UnreadableFileException {
    String list =
        """
        {"stat":"OK","title":"113年07月01日 至 113年09月09日 除權除息計算結果表",
        "fields":["資料日期","股票代號","權/息","詳細資料"],
        "data":[["113年07月30日","2543","權息","2543,20240730"],["113年07月29日","2330","息","2330,20240729"],
        ["113年07月31日","6442","權","6442,20240731"],["113年08月01日","1101","權","除權息資料"]],
        "strDate":"20240701","endDate":"20240909"}""";
    assertThat(references(EX_RIGHTS, list))
        .containsExactly(
            new EventReference("2543", LocalDate.of(2024, 7, 30)),
            new EventReference("6442", LocalDate.of(2024, 7, 31)));
    assertThatThrownBy(() -> references(EX_RIGHTS, list.replace("詳細資料", "資料")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("詳細資料");
    String reductions =
        """
        {"stat":"OK","title":"113年01月01日 至 113年09月09日 股票減資恢復買賣參考價格",
        "fields":["恢復買賣日期","股票代號","減資原因","詳細資料"],
        "data":[["113/01/22","3432","彌補虧損","3432  ,20240110"]]}""";
    assertThat(references(REDUCTION, reductions))
        .containsExactly(new EventReference("3432", LocalDate.of(2024, 1, 10)));
  }

  private static List<EventReference> references(String id, String list)
      throws UnreadableFileException {
    Dataset dataset = DICTIONARY.dataset(id);
    return EventReference.of(
        Objects.requireNonNull(dataset.detailsOf()),
        new SourceFile(dataset.detailsOf().list(), LISTED, "list.json"),
        list.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPageIsAskedForAndNamedByCodeAndDate() {
    EventReference page = new EventReference("00913", LocalDate.of(2024, 3, 4));
    List<String> addresses =
        Stream.of(EX_RIGHTS, REDUCTION)
            .map(id -> DICTIONARY.dataset(id).pageAddress(page.code(), page.date()))
            .toList();
    assertThat(addresses)
        .containsExactly(
            "https://www.twse.com.tw/rwd/zh/exRight/TWT49UDetail?STK_NO=00913&T1=20240304&response=json",
            "https://www.twse.com.tw/rwd/zh/reducation/TWTAVUDetail?STK_NO=00913&FILE_DATE=20240304&response=json");
    assertThat(page.fileName(DICTIONARY.dataset(EX_RIGHTS).file(), false))
        .isEqualTo("TWT49UDetail_00913_20240304.json");
  }
}
