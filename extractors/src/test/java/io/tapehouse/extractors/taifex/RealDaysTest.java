package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.taifex.Recorder.Print;
import io.tapehouse.extractors.taifex.SpreadReportReader.ProductVolume;
import io.tapehouse.extractors.taifex.SpreadReportReader.Report;
import io.tapehouse.extractors.twse.Captures;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The publisher's own files, skipped where they are absent. */
class RealDaysTest {

  private static final long TOTAL = 1_480_268;

  @Test
  void futures() throws Exception {
    Tape.Read read = read(Tape.FUTURES, "taifex.futures_tick/2021-07-26/Daily_2021_07_26.zip");
    assertThat(read.summary().rows()).isEqualTo(449_454);
    assertThat(read.summary().spreadRows()).isEqualTo(1_005);
    assertThat(read.summary().bytes()).isEqualTo(22_812_064);
    assertThat(read.summary().newColumns()).isEmpty();
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).hasSize(449_454);
    assertThat(read.prints().stream().mapToLong(Print::volume).sum()).isEqualTo(TOTAL);
    assertThat(read.prints()).filteredOn(print -> print.near() != 0).hasSize(1_005);
  }

  @Test
  void theVolumeOfEachProductIsThatOfTheReport() throws Exception {
    Tape.Read read = read(Tape.FUTURES, "taifex.futures_tick/2021-07-26/Daily_2021_07_26.zip");
    Map<String, Long> volumes = new HashMap<>();
    for (Print print : read.prints()) {
      String product = print.contract().substring(0, print.contract().indexOf('/'));
      volumes.merge(product, print.volume(), Long::sum);
    }
    Map<String, Long> reported = new HashMap<>();
    for (ProductVolume product : volumesOfReport().products()) {
      if (product.marketVolume() > 0) {
        reported.put(product.product(), product.marketVolume());
      }
    }
    assertThat(volumes).isEqualTo(reported);
  }

  @Test
  void report() throws Exception {
    Report report = volumesOfReport();
    assertThat(report.products()).hasSize(232);
    assertThat(report.rows()).isEqualTo(233);
    assertThat(report.newColumns()).isEmpty();
    assertThat(report.products())
        .filteredOn(product -> product.product().equals("CZF"))
        .singleElement()
        .extracting(ProductVolume::marketVolume)
        .isEqualTo(271_842L);
    assertThat(report.products().stream().mapToLong(ProductVolume::marketVolume).sum())
        .isEqualTo(TOTAL);
    assertThat(report.products().stream().mapToLong(ProductVolume::spreadVolume).sum())
        .isEqualTo(51_640);
  }

  @Test
  void spreads() throws Exception {
    Tape.Read read =
        read(Tape.SPREADS, "taifex.futures_spread_tick/2021-07-26/Daily_2021_07_26_C.zip");
    assertThat(read.summary().rows()).isEqualTo(9_399);
    assertThat(read.summary().spreadRows()).isEqualTo(9_399);
    assertThat(read.prints()).filteredOn(Print::starred).hasSize(1_005);
    assertThat(read.quarantine().count()).isZero();
  }

  @Test
  void options() throws Exception {
    Tape.Read read =
        read(Tape.OPTIONS, "taifex.options_tick/2021-07-26/OptionsDaily_2021_07_26.zip");
    assertThat(read.summary().rows()).isEqualTo(386_240);
    assertThat(read.prints()).hasSize(386_240);
    assertThat(read.quarantine().count()).isZero();
    assertThat(read.summary().newColumns()).isEmpty();
  }

  @Test
  void aLaterYear() throws Exception {
    Tape.Read read = read(Tape.FUTURES, "taifex.futures_tick/2024-11-05/Daily_2024_11_05.zip");
    assertThat(read.summary().rows()).isEqualTo(498_698);
    assertThat(read.prints()).hasSize(498_698);
    assertThat(read.quarantine().count()).isZero();
    assertThat(read.prints()).extracting(Print::day).contains(true, false);
  }

  private static Report volumesOfReport() throws Exception {
    Path path = Captures.path("taifex.futures_spread_report/2021-07-26/Daily_2021_07_26_B.zip");
    Quarantine quarantine = new Quarantine(Captures.source(path));
    Report report = SpreadReportReader.read(Captures.source(path), path, quarantine);
    assertThat(quarantine.count()).isZero();
    return report;
  }

  private static Tape.Read read(Tape.Reader reader, String relative) throws Exception {
    Path path = Captures.path(relative);
    return Tape.read(reader, LocalDate.parse(path.getParent().getFileName().toString()), path);
  }
}
