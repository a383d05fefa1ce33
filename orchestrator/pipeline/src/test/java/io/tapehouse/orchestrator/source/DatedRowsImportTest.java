package io.tapehouse.orchestrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.source.ImportResult.ImportedDate;
import io.tapehouse.orchestrator.source.ImportResult.RefusedFile;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads with the rows of many dates become a file a date. */
class DatedRowsImportTest {

  private static final Charset MS950 = Charset.forName("MS950");
  private static final Dataset RATIOS = Dictionary.load().dataset("taifex.put_call_ratio");
  private static final LocalDate MONDAY = LocalDate.of(2018, 3, 5);
  private static final LocalDate TUESDAY = LocalDate.of(2018, 3, 6);
  private static final String HEADER = "日期,賣權成交量,買權成交量,買賣權成交量比率%,賣權未平倉量,買權未平倉量,買賣權未平倉量比率%\r\n";
  private static final String OF_MONDAY = "2018/3/5,50,100,50.00,30,40,75.00,\r\n";
  private static final String OF_TUESDAY = "2018/3/6,25,100,25.00,10,40,25.00,\r\n";

  @TempDir private Path root;
  private Archive archive = new Archive(new FolderObjectStore(Path.of("none")), Clock.systemUTC());
  private Path scratch = Path.of("");

  @BeforeEach
  void folders() throws IOException {
    scratch = Files.createDirectories(root.resolve("scratch"));
    archive = new Archive(new FolderObjectStore(root.resolve("archive")), Clock.systemUTC());
  }

  @Test
  void eachDateGetsItsRowsByteForByte() throws IOException {
    Path file = save("years.csv", HEADER + OF_TUESDAY + OF_MONDAY + "\r\n\u001a");
    ImportResult result = imported(file);
    assertThat(result.refused()).isEmpty();
    assertThat(result.dates())
        .containsExactly(
            new ImportedDate(MONDAY, 1, true, 1, 0, 0, 1),
            new ImportedDate(TUESDAY, 1, true, 1, 0, 0, 1));
    assertThat(result.notes())
        .containsExactly(
            file + " has rows of 2 dates, 2018-03-05 to 2018-03-06: each is filed under its own");
    assertThat(content(MONDAY)).isEqualTo(HEADER + OF_MONDAY);
    assertThat(content(TUESDAY)).isEqualTo(HEADER + OF_TUESDAY);
  }

  @Test
  void theSameRowsOnceMoreChangeNothing() throws IOException {
    Path file = save("years.csv", HEADER + OF_MONDAY + OF_TUESDAY);
    imported(file);
    ImportResult again = imported(file, save("day.csv", HEADER + OF_MONDAY));
    assertThat(again.dates())
        .containsExactly(
            new ImportedDate(MONDAY, 1, false, 0, 0, 1, 1),
            new ImportedDate(TUESDAY, 1, false, 0, 0, 1, 1));
  }

  @Test
  void rowsOfADateAreAddedToThoseThatAreThere() throws IOException {
    imported(save("day.csv", HEADER + OF_MONDAY));
    String other = OF_MONDAY.replace("50,100", "40,80");
    ImportResult result = imported(save("more.csv", HEADER + other));
    assertThat(result.dates()).containsExactly(new ImportedDate(MONDAY, 2, true, 1, 0, 0, 2));
    assertThat(content(MONDAY)).isEqualTo(HEADER + OF_MONDAY + other);
  }

  @Test
  void aRowWithoutADateIsNamedAndTheOthersAreFiled() throws IOException {
    Path file = save("years.csv", HEADER + OF_MONDAY + "2018/3/x,1,2,50.00,1,2,50.00,\r\n");
    ImportResult result = imported(file);
    assertThat(result.dates()).hasSize(1);
    assertThat(result.refused())
        .containsExactly(
            new RefusedFile(
                file.toString(),
                file
                    + " line 3: expected a date such as 2023/01/30 in its column 1, found '2018/3/x':"
                    + " 2018/3/x,1,2,50.00,1,2,50.00,"));
  }

  @Test
  void aFileThatWasCutIsRefusedWhereverInItsLastRow() throws IOException {
    String text = HEADER + OF_MONDAY + OF_TUESDAY;
    // Without its line end alone it is whole.
    for (int cut = 3; cut < OF_TUESDAY.length() - "2018/3/6".length(); cut++) {
      Path file = save("cut.csv", text.substring(0, text.length() - cut));
      ImportResult result = imported(file);
      assertThat(result.dates()).as("cut by %d", cut).isEmpty();
      assertThat(result.refused()).hasSize(1);
      assertThat(result.refused().get(0).complaint()).contains("expected a whole last row");
    }
  }

  @Test
  void anotherFormOfTheSameDateIsNotMixedIn() throws IOException {
    imported(save("day.csv", HEADER + OF_MONDAY));
    String other = HEADER.replace("\r\n", ",備註\r\n");
    Path file = save("other.csv", other + OF_MONDAY.replace(",\r\n", ",1\r\n"));
    ImportResult result = imported(file);
    assertThat(result.dates()).isEmpty();
    assertThat(result.refused().get(0).complaint())
        .contains("expected the header of version 1 of the archive, found another one");
    assertThat(content(MONDAY)).isEqualTo(HEADER + OF_MONDAY);
  }

  @Test
  void whatIsNoSuchFileIsRefused() throws IOException {
    Path file = save("notes.csv", "甲,乙\r\n1,2\r\n");
    assertThat(imported(file).refused())
        .containsExactly(
            new RefusedFile(
                file.toString(),
                file
                    + ": expected taifex.put_call_ratio with a header that names a date, and rows,"
                    + " found none"));
  }

  @Test
  void aDryRunFilesNothing() throws IOException {
    ImportResult result =
        new ArchiveImport(archive, scratch, true, word -> {})
            .files(RATIOS, List.of(save("years.csv", HEADER + OF_MONDAY)), null);
    assertThat(result.dates()).containsExactly(new ImportedDate(MONDAY, null, false, 1, 0, 0, 1));
    assertThat(archive.newest(RATIOS.id(), MONDAY)).isEmpty();
  }

  /** A download of 2018: three years of institutional investors in the futures on the index. */
  @Test
  void threeYearsOfInstitutionsAreTheirDates() throws IOException {
    Dataset dataset = Dictionary.load().dataset("taifex.futures_institutional");
    Path file =
        Path.of(
            "../../../shared/captures-eras/taifex.futures_institutional/2018-03-23",
            "futContractsDateDown_TXF_20150324_20180323.csv");
    assumeTrue(Files.exists(file), "skipped: no real file " + file);
    ImportResult result =
        new ArchiveImport(archive, scratch, false, word -> {}).files(dataset, List.of(file), null);
    assertThat(result.refused()).isEmpty();
    assertThat(result.dates()).hasSize(737).allMatch(date -> date.all() == 3);
    List<String> lines = new ArrayList<>();
    for (ImportedDate date : result.dates()) {
      List<String> day = content(dataset, date.date()).lines().toList();
      if (lines.isEmpty()) {
        lines.add(day.get(0));
      }
      lines.addAll(day.subList(1, day.size()));
    }
    assertThat(lines)
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(file, MS950).stream().toList());
  }

  private Path save(String name, String text) throws IOException {
    return Files.write(root.resolve(name), text.getBytes(MS950));
  }

  private ImportResult imported(Path... files) throws IOException {
    return new ArchiveImport(archive, scratch, false, word -> {})
        .files(RATIOS, List.of(files), null);
  }

  private String content(LocalDate date) throws IOException {
    return content(RATIOS, date);
  }

  private String content(Dataset dataset, LocalDate date) throws IOException {
    Receipt receipt = archive.newest(dataset.id(), date).orElseThrow();
    try (InputStream in = archive.open(receipt, receipt.files().get(0))) {
      return new String(in.readAllBytes(), MS950);
    }
  }
}
