package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which prints belong to a trading day, and to which of its sessions. */
@Tag("calendar")
class TradingDayTest {

  @TempDir Path folder;

  @Test
  void momentsAreUtc() throws Exception {
    Tape.Read read = Tape.futures(Tape.zip(folder, Tape.smallDay()));
    assertThat(read.prints())
        .extracting(print -> Instant.ofEpochSecond(print.moment()).toString())
        .containsExactly(
            "2021-07-23T07:00:00Z",
            "2021-07-23T20:59:59Z",
            "2021-07-26T00:45:00Z",
            "2021-07-26T00:45:00Z",
            "2021-07-26T05:44:59Z");
    assertThat(read.prints())
        .extracting(Recorder.Print::day)
        .containsExactly(false, false, true, true, true);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-07-27, 2021-07-26",
    "2021-07-26, 2021-07-23",
    "2021-02-17, 2021-02-05",
    "2018-02-21, 2018-02-12",
    "2024-01-02, 2023-12-29"
  })
  void theNightBeganOnTheTradingDayBefore(LocalDate date, LocalDate evening) throws Exception {
    Tape.Read read =
        Tape.read(Tape.FUTURES, date, Tape.zip(folder, Tape.day(date, evening, 100, 80)));
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).filteredOn(Recorder.Print::day).hasSize(80);
  }

  @ParameterizedTest
  @CsvSource({
    "20210725, 150001",
    "20210726, 030000",
    "20210726, 050100",
    "20210726, 170000",
    "20210727, 090000",
    "20210722, 160000",
    "20210723, 100000",
    "20210724, 050101",
    "20210725, 030000",
    "20200726, 090000",
    "20210230, 090000",
    "99999999, 090000",
  })
  void aSingleMisdatedRowIsSetAside(String date, String time) throws Exception {
    List<String> lines = Tape.day(Tape.DATE, Tape.EVENING, 20, 20);
    lines.add(4, "%s,TX     ,202108     ,%s,17500,2,-,-, ".formatted(date, time));
    Tape.Read read = Tape.futures(Tape.zip(folder, lines));
    assertThat(read.prints()).hasSize(40);
    assertThat(read.quarantine().rows()).singleElement().extracting(BadRow::line).isEqualTo(5L);
    assertThat(read.quarantine().rows().get(0).reason())
        .contains("the night that began on 2021-07-23", date, time);
  }

  @Test
  void aMisdatedFirstRowDoesNotMisleadTheRest() throws Exception {
    List<String> lines = Tape.day(Tape.DATE, Tape.EVENING, 50, 50);
    lines.add(1, Tape.row(Tape.EVENING.minusDays(1), "TX", "202108", "160000", "17500", "2"));
    Tape.Read read = Tape.futures(Tape.zip(folder, lines));
    assertThat(read.prints()).hasSize(100);
    assertThat(read.quarantine().rows()).singleElement().extracting(BadRow::line).isEqualTo(2L);
  }

  @Test
  void theNightSessionAloneIsIncomplete() throws Exception {
    UnreadableFileException refusal = refused(Tape.DATE, Tape.day(Tape.DATE, Tape.EVENING, 60, 0));
    assertThat(refusal.kind()).isEqualTo(Kind.INCOMPLETE);
    assertThat(refusal).hasMessageContaining("night session alone (60 rows)");
  }

  @Test
  void theDaySessionAloneIsWhole() throws Exception {
    Path zip = Tape.zip(folder, Tape.day(LocalDate.of(2010, 3, 4), LocalDate.of(2010, 3, 3), 0, 9));
    assertThat(Tape.read(Tape.FUTURES, LocalDate.of(2010, 3, 4), zip).prints()).hasSize(9);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-07-22, 2021-07-21, 500, 1500",
    "2021-07-22, 2021-07-21, 1500, 500",
    "2021-07-26, 2021-07-23, 1500, 500",
    "2021-07-26, 2021-07-23, 500, 1500",
    "2020-07-23, 2020-07-22, 500, 500",
  })
  void theFileOfAnotherDayIsRefusedAsSuch(LocalDate date, LocalDate evening, int night, int day) {
    UnreadableFileException refusal =
        refused(LocalDate.of(2021, 7, 23), Tape.day(date, evening, night, day));
    assertThat(refusal.kind()).isIn(Kind.WRONG_DATE, Kind.INCOMPLETE);
    assertThat(refusal).hasMessageContaining("2021-07-23").hasMessageContaining("another day");
  }

  private UnreadableFileException refused(LocalDate date, List<String> lines) {
    return catchThrowableOfType(
        UnreadableFileException.class,
        () -> Tape.read(Tape.FUTURES, date, Tape.zip(folder, lines)));
  }
}
