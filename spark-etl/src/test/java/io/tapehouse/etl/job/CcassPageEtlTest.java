package io.tapehouse.etl.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.etl.job.CcassPages.Row;
import io.tapehouse.etl.parquet.ParquetRows;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages to the lake: a task a bundle, then Spark SQL. */
class CcassPageEtlTest {

  private static final String DATASET = "hkex.ccass_shareholding";
  private static final LocalDate DATE = LocalDate.of(2025, 9, 11);
  private static final Row CITI = new Row("C00010", "CITIBANK", "Hong Kong", 60_000, "60.00%");
  private static final Row HSBC = new Row("B01955", "HSBC", "Hong Kong", 1_234, "1.23%");

  @TempDir Path folder;
  private Days days;
  private int attempts;

  @BeforeEach
  void open() {
    days = new Days(folder);
  }

  @Test
  void aPageBecomesItsSummaryItsRowsAndTheNamesOfTheDay() throws IOException {
    Row consenting = new Row("", "EXAMPLE HOLDINGS *", "****", 10, "0.01%");
    Row again = new Row("", "EXAMPLE HOLDINGS *", "****", 7, "0.00%");
    Row unnumbered = new Row("", "CLEARING CO", "", 754, "0.75%");
    Row blank = new Row("A00003", "CHINA CLEARING", "", 5, "");
    EtlOutcome outcome =
        run(
            Map.of(
                "00001_en.html", page("00001", CITI, HSBC, blank, consenting, again, unnumbered)));
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    assertThat(outcome.rows())
        .containsEntry("ccass_page", new RowCounts(1, 1, 0))
        .containsEntry("ccass_row", new RowCounts(6, 6, 0));
    assertThat(text(outcome, "ccass_page"))
        .containsExactly(
            "a1|00001|%d|STOCK 00001|en|100000|61993|4|17|2|0|0|62010|6|true"
                .formatted(DATE.toEpochDay()));
    List<String> rows = text(outcome, "ccass_row");
    assertThat(rows).contains("a1|00001|C00010|60000|6000", "a1|00001|B01955|1234|123");
    assertThat(rows).contains("a1|00001|A00003|5|null");
    List<String> ids =
        rows.stream()
            .map(row -> row.split("\\|", -1)[2])
            .filter(id -> id.startsWith("I-"))
            .toList();
    assertThat(ids).hasSize(3).doesNotHaveDuplicates().allMatch(id -> id.length() == 12);
    assertThat(text(outcome, "ccass_name"))
        .hasSize(6)
        .contains("a1|A00003|en|A00003|clearing|CHINA CLEARING|null")
        .contains("a1|B01955|en|B01955|broker|HSBC|Hong Kong")
        .contains("a1|C00010|en|C00010|custodian|CITIBANK|Hong Kong")
        .anyMatch(row -> row.endsWith("|en|null|consenting|EXAMPLE HOLDINGS|****"))
        .anyMatch(row -> row.endsWith("|en|null|unnumbered|CLEARING CO|null"));
  }

  @Test
  void anIdWithoutACodeIsTheSameOnEveryDayAndWhereverItStands() throws IOException {
    Row one = new Row("", "ONE *", "a", 10, "0.01%");
    Row two = new Row("", "TWO *", "b", 10, "0.01%");
    EtlOutcome first = run(Map.of("00001_en.html", page("00001", one, CITI)));
    EtlOutcome second = run(Map.of("00002_en.html", page("00002", two, HSBC, one)));
    assertThat(text(second, "ccass_name"))
        .filteredOn(row -> row.contains("ONE"))
        .extracting(row -> row.substring(2))
        .isEqualTo(
            text(first, "ccass_name").stream()
                .filter(row -> row.contains("ONE"))
                .map(row -> row.substring(2))
                .toList());
  }

  @Test
  void aPageThatCannotBeReadIsAGapAndTheRestGoesOn() throws IOException {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("00001_en.html", page("00001", CITI));
    String whole = page("00002", CITI, HSBC);
    pages.put(
        "00002_en.html", whole.substring(0, whole.indexOf("<tr><td", whole.indexOf("CITIBANK"))));
    pages.put("00003_en.html", page("00003", HSBC).replace("2025/09/11", "2025/09/10"));
    pages.put(
        "00004_en.html",
        "<html><head><title>CCASS Shareholding Search</title></head><body><form><input name=\"txtShareholdingDate\"/><input name=\"txtStockCode\" value=\"00004\"/><p>Terms</p><input name=\"txtStockName\"/></form><script>x</script></body></html>");
    EtlOutcome outcome = run(pages);
    assertThat(outcome.status()).isEqualTo(Status.WRITTEN);
    assertThat(outcome.rows())
        .as("%s", text(outcome, "quarantine"))
        .containsEntry("ccass_page", new RowCounts(3, 1, 2));
    assertThat(text(outcome, "quarantine"))
        .hasSize(2)
        .anyMatch(row -> row.contains("pages.zip!00002_en.html"))
        .anyMatch(row -> row.contains("pages.zip!00003_en.html") && row.contains("2025-09-10"));
    assertThat(outcome.warnings())
        .anyMatch(words -> words.startsWith("1 stocks for which the site showed no result"))
        .anyMatch(words -> words.startsWith("2 pages that cannot be read"));
  }

  @Test
  void aDayWithoutAnyPageIsRefused() throws IOException {
    EtlOutcome outcome = run(Map.of("00002_en.html", "<html><body>Access Denied</body></html>"));
    assertThat(outcome.status()).isEqualTo(Status.REFUSED);
    assertThat(outcome.complaint())
        .contains(DATASET)
        .contains("2025-09-11")
        .contains("expected a page that can be read");
  }

  @Test
  void theEnglishPageCountsAndTheChineseOneAddsItsNames() throws IOException {
    Row inChinese = new Row("C00010", "花旗銀行", "香港", 60_000, "60.00%");
    Row person = new Row("", "某人 *", "***", 40, "0.04%");
    Row same = new Row("", "SOMEBODY *", "***", 40, "0.04%");
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("a.html", CcassPages.page(false, "00001", DATE, List.of(inChinese, person)));
    pages.put("b.html", CcassPages.page(true, "00001", DATE, List.of(CITI, same)));
    pages.put("c.html", CcassPages.page(false, "00002", DATE, List.of(inChinese, person)));
    EtlOutcome outcome = run(pages);
    assertThat(text(outcome, "ccass_page"))
        .extracting(row -> row.split("\\|", -1)[4])
        .containsExactlyInAnyOrder("en", "zh");
    assertThat(text(outcome, "ccass_name"))
        .hasSize(4)
        .contains("a1|C00010|en|C00010|custodian|CITIBANK|Hong Kong")
        .contains("a1|C00010|zh|C00010|custodian|花旗銀行|香港");
  }

  @Test
  void ofTwoPagesOfAStockTheLaterCountsAndADifferenceIsSaid() throws IOException {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("1.html", page("00001", CITI));
    pages.put("2.html", page("00001", CITI));
    EtlOutcome same = run(pages);
    assertThat(same.warnings()).isEmpty();
    pages.put("3.html", page("00001", HSBC));
    EtlOutcome other = run(pages);
    assertThat(text(other, "ccass_row")).containsExactly("a2|00001|B01955|1234|123");
    assertThat(other.warnings()).singleElement().asString().contains("3.html", "00001");
  }

  @Test
  void aDayOfManyBundlesIsOneDay() throws IOException {
    Row one = new Row("C00010", "CITIBANK N.A.", "Hong Kong", 5, "0.00%");
    Map<String, String> first = new LinkedHashMap<>();
    first.put("1.html", page("00001", CITI));
    first.put("2.html", page("00002", one));
    Map<String, String> second = new LinkedHashMap<>();
    second.put("1.html", page("00001", HSBC, CITI));
    second.put("3.html", page("00003", one));
    second.put("4.html", "<html><body>Access Denied</body></html>");
    Map<String, Path> bundles =
        Map.of(
            "pages-0001.zip", write("pages-0001.zip", CcassPages.zip(first)),
            "pages-0002.zip", write("pages-0002.zip", CcassPages.zip(second)));
    EtlOutcome outcome = run(days.add(DATASET, DATE, "a1", bundles));
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    assertThat(outcome.rows())
        .containsEntry("ccass_page", new RowCounts(4, 3, 1))
        .containsEntry("ccass_row", new RowCounts(4, 4, 0));
    assertThat(text(outcome, "ccass_row"))
        .as("of the stock in both bundles the later page counts")
        .containsExactlyInAnyOrder(
            "a1|00001|B01955|1234|123",
            "a1|00001|C00010|60000|6000",
            "a1|00002|C00010|5|0",
            "a1|00003|C00010|5|0");
    assertThat(text(outcome, "ccass_name"))
        .as("the more frequent name")
        .contains("a1|C00010|en|C00010|custodian|CITIBANK N.A.|Hong Kong");
    assertThat(outcome.warnings())
        .anyMatch(words -> words.contains("pages-0002.zip!1.html: another page of 00001"))
        .anyMatch(words -> words.startsWith("1 pages that cannot be read"));
    assertThat(outcome.manifests())
        .containsOnlyKeys("ccass_page", "ccass_row", "ccass_name", "quarantine");
  }

  @Test
  void aBundleThatIsCutRefusesTheDay() throws IOException {
    byte[] whole = CcassPages.zip(Map.of("1.html", page("00001", CITI)));
    Map<String, Path> bundles =
        Map.of(
            "pages-0001.zip", write("pages-0001.zip", whole),
            "pages-0002.zip",
                write("pages-0002.zip", java.util.Arrays.copyOf(whole, whole.length / 2)));
    EtlOutcome outcome = run(days.add(DATASET, DATE, "a1", bundles));
    assertThat(outcome.status()).isEqualTo(Status.REFUSED);
    assertThat(outcome.complaint()).contains("pages-0002.zip").contains("cut or damaged");
    assertThat(outcome.manifests()).isEmpty();
    assertThat(new FolderObjectStore(days.lakeFolder()).list(""))
        .noneMatch(object -> object.key().endsWith("_manifest.json"));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return java.nio.file.Files.write(folder.resolve(name), bytes);
  }

  @Test
  void realPagesAddUp() throws IOException {
    Path real = Days.capture(DATASET + "/2025-09-11/09868__asked_2025-09-12.html");
    EtlOutcome outcome = run(days.add(DATASET, DATE, "a1", real));
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    String[] page = text(outcome, "ccass_page").get(0).split("\\|", -1);
    List<String> rows = text(outcome, "ccass_row");
    assertThat(rows).hasSize(Integer.parseInt(page[7]));
    assertThat(rows.stream().mapToLong(row -> Long.parseLong(row.split("\\|", -1)[3])).sum())
        .isEqualTo(Long.parseLong(page[6]));
  }

  @Test
  void corporateActionsAreRows() throws IOException {
    Path csv = folder.resolve("corporate_actions_2025.csv");
    java.nio.file.Files.writeString(
        csv,
        """
        stock_code,effective_date,kind,old_shares,new_shares,note
        00388,2025-09-24,split,1,10,"circular, page 3"
        00001,2025-02-30,split,1,2,no such day
        """);
    EtlOutcome outcome =
        run(days.add("hkex.corporate_actions", LocalDate.of(2025, 1, 1), "a1", csv));
    assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(Status.WRITTEN);
    assertThat(text(outcome, "corporate_action"))
        .containsExactly(
            "a1|HKEX|00388|%d|split|1|10|circular, page 3"
                .formatted(LocalDate.of(2025, 9, 24).toEpochDay()));
    assertThat(text(outcome, "quarantine")).singleElement().asString().contains("2025-02-30");
  }

  @Test
  void aRealStockListIsRows() throws IOException {
    Path real = Days.capture("hkex.ccass_stock_list/2019-10-27/stocklist.html");
    EtlOutcome outcome =
        run(days.add("hkex.ccass_stock_list", LocalDate.of(2019, 10, 27), "a1", real));
    assertThat(outcome.rows()).containsEntry("ccass_listed_stock", new RowCounts(4755, 4755, 0));
    assertThat(text(outcome, "ccass_listed_stock"))
        .hasSize(4755)
        .anyMatch(row -> row.startsWith("a1|00001|18196|CK HUTCHISON"));
  }

  private static String page(String stock, Row... rows) {
    return CcassPages.page(true, stock, DATE, List.of(rows));
  }

  private EtlOutcome run(Map<String, String> pages) throws IOException {
    Path zip = folder.resolve("pages.zip");
    java.nio.file.Files.write(zip, CcassPages.zip(pages));
    return run(days.add(DATASET, DATE, "a" + ++attempts, zip));
  }

  private EtlOutcome run(EtlInput input) throws IOException {
    List<EtlOutcome> outcomes = new ArrayList<>();
    new SparkJob(LocalSpark.context()).run(days.job("job", input), outcomes::add);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private List<String> text(EtlOutcome outcome, String table) throws IOException {
    Manifest manifest = Objects.requireNonNull(outcome.manifests().get(table));
    List<String> rows = new ArrayList<>();
    for (Manifest.LakeFile file : manifest.files()) {
      for (Group group :
          ParquetRows.read(days.lakeFolder().resolve(manifest.folder() + file.name()))) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < group.getType().getFieldCount(); i++) {
          cells.add(group.getFieldRepetitionCount(i) == 0 ? "null" : group.getValueToString(i, 0));
        }
        rows.add(String.join("|", cells));
      }
    }
    return rows;
  }
}
