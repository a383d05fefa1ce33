package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.Captures;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files of declared datasets: how many rows they give, and one of them as it must be. */
class DeclaredFilesTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  @ParameterizedTest
  @CsvSource({
    "captures, twse.bwibbu_d, 2021-03-26, 945, 0, 'TWSE 1101 2021-03-26 7.58 2020 10.91 1.34 2020Q4'",
    "captures, twse.bwibbu_d, 2021-03-29, 947, 0, 'TWSE 9955 2021-03-29 0.00 2019 null 1.16 2020Q3'",
    "captures, twse.bwibbu_d, 2021-03-30, 947, 0, 'TWSE 9944 2021-03-30 1.95 2020 29.78 0.79 2020Q4'",
    "captures, twse.bwibbu_d, 2023-01-30, 968, 0, 'TWSE 1103 2023-01-30 3.60 2021 null 0.55 2022Q3'",
    "captures-eras, twse.bwibbu_d, 2020-08-04, 943, 0, 'TWSE 2330 2020-08-04 2.23 2019 27.52 6.58 2020Q1'",
    "captures, tdcc.shareholding_distribution, 2023-08-25, 49665, 6622, '2330 2023-08-25 1 771384 141292718 0.54'",
    "captures-eras, tdcc.shareholding_distribution, 2018-04-13, 38370, 5116, '0050 2018-04-13 15 45 319184482 62.64'",
    "captures, twse.twt49u, 2024-03-04, 2, 0, 'TWSE 00690 2024-03-04 dividend 2024-03-04 31.35 30.60 null 0.750000 null null null null null null null 2024-03-04 2024-03-05'",
    "captures-eras, twse.twtauu, 2026-09-24, 40, 0, 'TWSE 2380 2026-06-29 capital_reduction 2026-09-24 6.60 23.86 null null null null null null null null 彌補虧損 2024-01-01 2026-09-24'",
    "captures-eras, twse.twt49u_detail, 2024-01-04, 1, 0, 'TWSE 2454 ex_rights 2024-01-04 2024-01-04 null 24.6 null 0 0.00000000 null null'",
    "captures-eras, twse.twt49u_detail, 2024-01-10, 1, 0, 'TWSE 6442 ex_rights 2024-01-10 2024-01-10 null 0 null 0 105.20361991 57 null'",
    "captures-eras, twse.twtauu_detail, 2024-01-10, 1, 0, 'TWSE 3432 capital_reduction 2024-01-10 2024-01-10 2024-01-11 0 0.000000 null 0 null 540.65419000'",
    "captures-eras, twse.twtb8u, 2026-09-02, 9, 0, 'TWSE 6415 2022-07-13 par_value_change 2026-09-02 2485.00 621.25 null null null null null null null null null 2020-01-01 2026-09-02'",
    "captures-eras, twse.twtcau, 2026-09-24, 11, 0, 'TWSE 00631L 2026-03-31 split 2026-09-24 443.15 20.14 null null null null null null null null null 2020-01-01 2026-09-24'",
    "captures-eras, tpex.pvchgrslt, 2026-09-02, 14, 0, 'TPEx 6548 2022-09-05 par_value_change 2026-09-02 90.60 36.24 null null null null null null null 2.50000000 null 2019-01-01 2026-09-02'",
    "captures-eras, mopsfin.t187ap03_l, 2022-11-19, 980, 0, 'TWSE 2330 2022-11-19 台灣積體電路製造股份有限公司 台積電 TSMC null null 0 0 10.0000 TWD 259303804580 24 半導體業 1987-02-21 1994-09-05'",
    "captures-eras, mopsfin.t187ap03_l, 2024-10-29, 1036, 0, 'TWSE 2330 2024-10-29 台灣積體電路製造股份有限公司 台積電 TSMC null 25932733242 0 0 10.0000 TWD 259327332420 24 半導體業 1987-02-21 1994-09-05'",
    "captures-eras, mopsfin.t187ap03_o, 2024-10-29, 831, 0, 'TPEx 6488 2024-10-29 環球晶圓股份有限公司 環球晶 GWC null 478113725 0 0 10.0000 TWD 4781137250 24 半導體業 2011-10-18 2015-09-25'",
    "captures, taifex.put_call_ratio, 2023-01-30, 1, 0, '2023-01-30 349525 410532 85.14 89495 87502 102.28'",
  })
  void aRealFileGivesItsRows(
      String folder, String id, LocalDate date, int rows, int totals, String example)
      throws IOException, UnreadableFileException {
    DeclaredFile file = read(folder, id, date);
    DeclaredRows read = file.tables().get(0);
    assertThat(read.rows()).hasSize(rows);
    assertThat(read.rowsRead()).isEqualTo(rows + totals);
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
    assertThat(file.notes()).isEmpty();
    assertThat(read.checks()).allMatch(FileCheck::passed);
    assertThat(read.rows().stream().map(DeclaredFilesTest::text)).contains(example);
  }

  @ParameterizedTest
  @CsvSource({
    "captures, twse.bwibbu_d, 2021-12-07, WRONG_DATE, 20211206",
    "captures-eras/_damaged, tdcc.shareholding_distribution, 2020-06-19, WRONG_DATE, 2020-06-12",
    "captures-eras/_damaged, tdcc.shareholding_distribution, 2023-10-20, DAMAGED, cut in the middle",
    "captures/_damaged, tdcc.shareholding_distribution, 2021-12-17, DAMAGED, found 17476",
  })
  void aRealFileThatMustNotBeLoadedIsRefused(
      String folder, String id, LocalDate date, Kind kind, String words) {
    assertThatThrownBy(() -> read(folder, id, date))
        .isInstanceOfSatisfying(
            UnreadableFileException.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind))
        .hasMessageContaining(words)
        .hasMessageStartingWith(id + " " + date);
  }

  /** The old site of TPEx has no names of columns, and a button for a table in HTML. */
  @ParameterizedTest
  @CsvSource({
    "tpex.exdailyq, 2024-03-22, 'TPEx 2065 2024-03-22 dividend 2024-03-22 65.70 62.84 null 2.862035 2.862035 null null null null null null 2024-03-22'",
    "tpex.revivt, 2024-01-01, 'TPEx 3064 2024-02-05 capital_reduction 2024-01-01 10.65 35.50 null null null null null null 300.00000000 null 彌補虧損 2024-01-01'",
  })
  void theOldAndTheNewFormOfAListGiveTheSame(String id, LocalDate date, String example)
      throws IOException, UnreadableFileException {
    List<List<String>> forms = new ArrayList<>();
    for (Path file : files("captures-eras", id, date)) {
      DeclaredFile read = read(file, id, date);
      assertThat(read.badRows()).isEmpty();
      // Both were not asked for up to the same day.
      forms.add(
          read.tables().get(0).rows().stream()
              .map(row -> text(row).replaceFirst(" \\S+$", ""))
              .toList());
    }
    assertThat(forms).hasSize(2);
    assertThat(forms.get(0)).isEqualTo(forms.get(1)).contains(example);
  }

  private static DeclaredFile read(String folder, String id, LocalDate date)
      throws IOException, UnreadableFileException {
    return read(files(folder, id, date).get(0), id, date);
  }

  private static List<Path> files(String folder, String id, LocalDate date) throws IOException {
    Path dated = Captures.path("..").resolve(folder).resolve(id).resolve(date.toString());
    try (Stream<Path> files = Files.list(dated)) {
      return files.toList();
    }
  }

  private static DeclaredFile read(Path file, String id, LocalDate date)
      throws IOException, UnreadableFileException {
    Dataset dataset = DICTIONARY.dataset(id);
    return new DeclaredReader(dataset, DICTIONARY)
        .read(new SourceFile(id, date, file.getFileName().toString()), Files.readAllBytes(file));
  }

  private static String text(Object[] row) {
    List<String> cells =
        Arrays.stream(row)
            .map(cell -> cell instanceof BigDecimal number ? number.toPlainString() : "" + cell)
            .toList();
    return String.join(" ", cells);
  }
}
