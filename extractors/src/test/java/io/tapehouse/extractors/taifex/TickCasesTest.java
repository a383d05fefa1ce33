package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.taifex.Recorder.Print;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes of real files, made small; skipped where they are absent. */
class TickCasesTest {

  @Test
  void aDayOf2016() throws Exception {
    Tape.Read read =
        Tape.read(
            Tape.FUTURES,
            LocalDate.of(2016, 9, 8),
            Cases.path(
                "1-futures-header-before-2017/taifex.futures_tick/2016-09-08/Daily_2016_09_08.zip"));
    assertThat(read.summary().rows()).isEqualTo(13);
    assertThat(read.summary().notes()).isEmpty();
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).hasSize(13).allMatch(Print::day);
    Map<String, Long> volumes = new TreeMap<>();
    read.prints().forEach(print -> volumes.merge(print.contract(), print.volume(), Long::sum));
    assertThat(volumes)
        .isEqualTo(
            Map.of(
                "TX/201609", 32L,
                "TX/201609 TX/201610", 8L,
                "TX/201610", 6L,
                "MTX/201609", 106L,
                "MTX/201609W2", 8L,
                "CAF/201610", 10L));
  }

  @ParameterizedTest
  @CsvSource({
    "2-dos-end-of-file-is-no-row, 2024-11-07, Daily_2024_11_07.zip, 0",
    "6-utf8-with-bom, 2024-11-07, Daily_2024_11_07.zip, 1",
    "7-zip-and-csv-as-people-have-them, 2024-11-07, Daily_2024_11_07.zip, 0",
    "7-zip-and-csv-as-people-have-them, 2024-11-08, Daily_2024_11_08.csv, 0"
  })
  void daysOfFourRows(String kind, LocalDate date, String name, int notes) throws Exception {
    Path file = Cases.path("%s/taifex.futures_tick/%s/%s".formatted(kind, date, name));
    Tape.Read read = Tape.read(Tape.FUTURES, date, file);
    assertThat(read.summary().rows()).isEqualTo(4);
    assertThat(read.prints()).hasSize(4);
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.summary().notes()).hasSize(notes);
  }
}
