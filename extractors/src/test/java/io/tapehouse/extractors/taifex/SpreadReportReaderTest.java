package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.taifex.SpreadReportReader.ProductVolume;
import io.tapehouse.extractors.taifex.SpreadReportReader.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exchange's own volumes. */
class SpreadReportReaderTest {

  private static final SourceFile FILE =
      new SourceFile("taifex.futures_spread_report", Tape.DATE, "Daily_2021_07_26_B.zip");

  @TempDir Path folder;
  private final Quarantine quarantine = new Quarantine(FILE);

  static List<String> lines() {
    return new ArrayList<>(
        List.of(
            "期貨價差委託成交概況表,,,, ",
            "交易日期,商品代號,價差委託成交量(B+S),市場總成交量(B+S),價差委託成交比率(%) ",
            "20210726,BRF    ,0,100,0",
            "20210726,TX     ,96,7676,1.25",
            "合計,,96,7776,1.23"));
  }

  @Test
  void productsWithoutTheTotal() throws Exception {
    Report report = read(lines());
    assertThat(report.products())
        .containsExactly(new ProductVolume("BRF", 0, 100), new ProductVolume("TX", 96, 7676));
    assertThat(report.rows()).isEqualTo(3);
    assertThat(quarantine.count()).isZero();
  }

  @Test
  void aSumThatIsNotThePublishersTotal() {
    List<String> lines = lines();
    lines.set(4, "合計,,96,7777,1.23");
    assertThat(refused(lines).kind()).isEqualTo(Kind.DAMAGED);
    assertThat(refused(lines)).hasMessageContaining("7777").hasMessageContaining("7776");
  }

  @Test
  void anotherDay() {
    List<String> lines = lines();
    lines.set(2, "20210723,BRF    ,0,100,0");
    assertThat(refused(lines).kind()).isEqualTo(Kind.WRONG_DATE);
    assertThat(refused(lines)).hasMessageContaining("line 3").hasMessageContaining("20210723");
  }

  @Test
  void noProducts() {
    assertThat(refused(lines().subList(0, 2)).kind()).isEqualTo(Kind.NO_DATA);
  }

  @Test
  void aMissingColumn() {
    List<String> lines = lines();
    lines.set(1, lines.get(1).replace("市場總成交量(B+S)", "市場"));
    assertThat(refused(lines).kind()).isEqualTo(Kind.WRONG_COLUMNS);
    assertThat(refused(lines)).hasMessageContaining("市場總成交量(B+S)");
  }

  @Test
  void aNewColumnIsReported() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line : lines()) {
      lines.add("x" + (line.startsWith("交易") ? "新" : "") + "," + line);
    }
    assertThat(read(lines).newColumns()).containsExactly("x新");
    assertThat(read(lines).products()).hasSize(2);
  }

  @Test
  void rowsThatCannotBeReadAreSetAside() throws Exception {
    List<String> lines = lines();
    lines.set(2, "20210726,BRF    ,none,100,0");
    lines.add(4, "garbage % with a percent sign");
    Report report = read(lines);
    assertThat(report.products()).containsExactly(new ProductVolume("TX", 96, 7676));
    assertThat(quarantine.rows()).extracting("line").containsExactly(3L, 5L);
  }

  private Report read(List<String> lines) throws Exception {
    return SpreadReportReader.read(FILE, Tape.zip(folder, lines), quarantine);
  }

  private UnreadableFileException refused(List<String> lines) {
    return catchThrowableOfType(UnreadableFileException.class, () -> read(lines));
  }
}
