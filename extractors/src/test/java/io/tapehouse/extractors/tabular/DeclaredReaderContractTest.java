package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.RowCheck;
import io.tapehouse.dictionary.SumOf;
import io.tapehouse.dictionary.Totals;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every declared dataset; a new one is tested without a line here. */
class DeclaredReaderContractTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  static Stream<Arguments> samples() {
    return DICTIONARY.datasets().stream()
        // A page is a file of its own: EventPagesTest.
        .filter(dataset -> dataset.detailsOf() == null)
        .flatMap(
            dataset ->
                dataset.tables().stream()
                    .flatMap(
                        table ->
                            (dataset.contentType().equals("application/json")
                                    ? Stream.of(true, false)
                                    : Stream.of(false))
                                .map(json -> SampleFile.of(dataset, table, json))))
        .map(
            sample ->
                Arguments.argumentSet(
                    "%s %s %s"
                        .formatted(
                            sample.dataset().id(), sample.declaration().fills(), sample.source()),
                    sample));
  }

  /** The samples whose rows stand one below the other. */
  static Stream<Arguments> rows() {
    return samples()
        .filter(
            each ->
                each.get()[0] instanceof SampleFile sample && !sample.declaration().transposed());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aWholeFileGivesAllItsRowsAndPassesItsChecks(SampleFile sample)
      throws UnreadableFileException {
    DeclaredFile file = file(sample);
    DeclaredRows read = read(sample);
    assertThat(read.rows()).hasSize(Math.toIntExact(sample.facts()));
    assertThat(read.rowsRead()).isEqualTo(sample.rows().size());
    assertThat(file.badRows()).isEmpty();
    assertThat(file.newColumns()).isEmpty();
    assertThat(file.notes()).isEmpty();
    assertThat(read.checks()).allMatch(FileCheck::passed);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aColumnThatIsMissingOrRenamedIsNamed(SampleFile sample) {
    for (int i = 0; i < sample.headers().size(); i++) {
      String header = sample.headers().get(i);
      if (!isRequired(sample, header)) {
        continue;
      }
      for (SampleFile changed : List.of(sample.without(i), sample.renamed(i, "改名"))) {
        UnreadableFileException refusal = refusal(changed.source(), changed.dataset(), changed);
        assertThat(refusal.kind()).as(header).isEqualTo(Kind.WRONG_COLUMNS);
        assertThat(refusal).hasMessageContaining(header);
      }
    }
  }

  private static boolean isRequired(SampleFile sample, String header) {
    return sample.declaration().columns().stream()
        .anyMatch(column -> column.header().equals(header) && column.isRequired(sample.date()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theNamesOfOtherErasAreRead(SampleFile sample) throws UnreadableFileException {
    int rows = read(sample).rows().size();
    for (Declaration.Column column : sample.declaration().columns()) {
      int at = sample.headers().indexOf(column.header());
      for (String other : column.headers().subList(1, column.headers().size())) {
        if (at >= 0) {
          assertThat(read(sample.renamed(at, other)).rows()).hasSize(rows);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aNewColumnInTheMiddleChangesNoRowAndIsToldOf(SampleFile sample)
      throws UnreadableFileException {
    SampleFile changed = sample.inserted(1, "新欄位", "77");
    assertThat(file(changed).newColumns()).containsExactly("新欄位");
    assertThat(texts(read(changed))).isEqualTo(texts(read(sample)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFileOfAnotherDateIsRefused(SampleFile sample) {
    SampleFile other = sample.of(LocalDate.of(2024, 10, 31));
    assertThat(refusal(other.source(), other.dataset(), other).kind()).isEqualTo(Kind.WRONG_DATE);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aGarbageRowGoesToQuarantineAndTheOthersAreRead(SampleFile sample)
      throws UnreadableFileException {
    DeclaredFile read = file(sample.garbage(1));
    assertThat(read.badRows()).hasSize(1);
    assertThat(read.badRows().get(0).raw()).contains("#GARBAGE#");
    assertThat(read.badRows().get(0).line()).isEqualTo(sample.json() ? 2 : sample.rowsBegin() + 2);
    // A row without cells counts for the last block of its table.
    assertThat(read.tables().stream().mapToLong(DeclaredRows::rowsBad).sum()).isEqualTo(1);
    assertThat(rows(read, sample).rows()).hasSize(Math.toIntExact(sample.facts()) - 1);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void tooMuchGarbageRefusesTheFile(SampleFile sample) {
    SampleFile changed = sample.garbage(Math.max(4, sample.rows().size() / 1000));
    assertThat(refusal(changed.source(), changed.dataset(), changed).kind())
        .isEqualTo(Kind.TOO_MANY_BAD_ROWS);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aTotalThatIsNotTheSumFailsTheCheck(SampleFile sample) throws UnreadableFileException {
    for (Totals totals : sample.declaration().totals()) {
      String name = Objects.requireNonNull(totals.name());
      int at = totals.of().isEmpty() ? 0 : lastOf(sample, totals);
      for (String column : totals.addUp()) {
        assertThat(failed(read(sample.withAnother(column, at)))).contains(name);
      }
      if (!totals.kept() && !totals.ofEach().isEmpty()) {
        int mark = sample.headers().indexOf(totals.header());
        List<List<String>> lacking = new ArrayList<>(sample.rows());
        lacking.removeIf(
            cells -> totals.total().contains(cells.get(mark)) && cells.contains("0000"));
        lacking.addAll(sample.rows().subList(lacking.size() - 5, lacking.size()));
        assertThat(failed(read(sample.with(lacking)))).containsExactly(name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFigureThatBreaksASumOfColumnsOrOfTablesFailsItsCheck(SampleFile sample)
      throws UnreadableFileException {
    for (RowCheck check : sample.declaration().checks()) {
      if (check.rule() == RowCheck.Rule.SUM) {
        for (String column : check.names()) {
          assertThat(failed(read(sample.withAnother(column, 1)))).contains(check.name());
        }
      }
    }
    SumOf sum = sample.declaration().sumOf();
    if (sum != null) {
      for (String column : sum.columns().keySet()) {
        assertThat(failed(read(sample.withAnother(column, 1)))).contains(sum.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFileThatWasCutIsRefused(SampleFile sample) {
    byte[] bytes = sample.bytes();
    int row = bytes.length - 2;
    while (row > 0 && bytes[row - 1] != '\n') {
      row--;
    }
    byte[] cut = Arrays.copyOf(bytes, (row + bytes.length) / 2);
    UnreadableFileException refusal = refusal(sample.source(), sample.dataset(), cut);
    assertThat(refusal.kind()).isEqualTo(Kind.DAMAGED);
    int least = sample.declaration().leastRows().on(sample.date());
    if (least > 0) {
      SampleFile few = sample.with(sample.rows().subList(0, Math.min(10, least - 1)));
      assertThat(refusal(few.source(), few.dataset(), few).kind()).isEqualTo(Kind.DAMAGED);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bytesThatAreNoTextSpoilTheirRowAlone(SampleFile sample) throws UnreadableFileException {
    if (sample.json()) {
      return;
    }
    DeclaredFile read = reader(sample.dataset()).read(sample.source(), sample.withForeignBytes());
    assertThat(read.badRows()).hasSize(1);
    assertThat(read.badRows().get(0).raw()).contains("\\xff");
    assertThat(texts(rows(read, sample))).isEqualTo(texts(read(sample)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEmptyFileOneWithoutRowsAndAThrottledAnswerHoldNoData(SampleFile sample)
      throws UnreadableFileException {
    SampleFile header = sample.with(List.of());
    String sorry = "{\"stat\":\"很抱歉，沒有符合條件的資料!\",\"total\":0}";
    assertThat(refusal(sample.source(), sample.dataset(), new byte[0]).kind())
        .isEqualTo(sample.json() ? Kind.DAMAGED : Kind.NO_DATA);
    if (sample.dataset().period() == Dataset.Period.LIST) {
      // Nothing happened in the range that it names.
      assertThat(read(header).rows()).isEmpty();
    } else {
      Kind kind = refusal(header.source(), header.dataset(), header).kind();
      boolean transposed = sample.declaration().transposed();
      // The rows of a transposed table have its headers.
      assertThat(kind).isIn(Kind.NO_DATA, transposed ? Kind.WRONG_COLUMNS : Kind.NO_DATA);
    }
    assertThat(
            refusal(sample.source(), sample.dataset(), sorry.getBytes(StandardCharsets.UTF_8))
                .kind())
        .isIn(Kind.NO_DATA, Kind.DAMAGED);
  }

  /** The last row that is a total of a kind, or is added up to it. */
  private static int lastOf(SampleFile sample, Totals totals) {
    int mark = sample.headers().indexOf(totals.header());
    List<String> cells = sample.rows().stream().map(row -> row.get(mark)).toList();
    return Stream.concat(totals.total().stream(), totals.of().stream())
        .mapToInt(cells::lastIndexOf)
        .max()
        .orElseThrow();
  }

  private static List<String> failed(DeclaredRows read) {
    return read.checks().stream().filter(check -> !check.passed()).map(FileCheck::name).toList();
  }

  private static List<String> texts(DeclaredRows read) {
    return read.rows().stream().map(Arrays::toString).toList();
  }

  /** What the file has for the table that tests change. */
  private static DeclaredRows read(SampleFile sample) throws UnreadableFileException {
    return rows(file(sample), sample);
  }

  private static DeclaredRows rows(DeclaredFile file, SampleFile sample) {
    return file.tables().get(sample.dataset().tables().indexOf(sample.declaration()));
  }

  private static DeclaredFile file(SampleFile sample) throws UnreadableFileException {
    return reader(sample.dataset()).read(sample.source(), sample.bytes());
  }

  private static UnreadableFileException refusal(
      SourceFile file, Dataset dataset, SampleFile sample) {
    return refusal(file, dataset, sample.bytes());
  }

  private static UnreadableFileException refusal(SourceFile file, Dataset dataset, byte[] bytes) {
    UnreadableFileException refusal =
        catchThrowableOfType(
            UnreadableFileException.class, () -> reader(dataset).read(file, bytes));
    assertThat(refusal).as("refusal of %s", file).isNotNull();
    assertThat(refusal).hasMessageStartingWith(file.toString());
    return refusal;
  }

  private static DeclaredReader reader(Dataset dataset) {
    return new DeclaredReader(dataset, DICTIONARY);
  }
}
