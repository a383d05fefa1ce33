package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.twse.Captures;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evening on which the night session of a file began. */
class TickDatesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 11})
  void theEveningBeforeHoweverLongTheExchangeWasClosed(int days) throws Exception {
    LocalDate evening = Tape.DATE.minusDays(days);
    assertThat(zipped(Tape.day(Tape.DATE, evening, 200, 200))).contains(evening);
    assertThat(plain(Tape.text(Tape.day(Tape.DATE, evening, 200, 200)))).contains(evening);
  }

  @Test
  void aFirstPrintAfterMidnightIsOfTheEveningBefore() throws Exception {
    List<String> lines =
        List.of(
            Tape.FUTURES_HEADER,
            Tape.row(Tape.EVENING.plusDays(1), "BRF", "202109", "013000", "74.2", "2"),
            Tape.row("084500", "17520", "2"));
    assertThat(zipped(lines)).contains(Tape.EVENING);
  }

  @Test
  void aNightThatBeganTheDayBefore() throws Exception {
    List<String> lines =
        List.of(
            Tape.FUTURES_HEADER,
            Tape.row(Tape.DATE, "BRF", "202109", "013000", "74.2", "2"),
            Tape.row("084500", "17520", "2"));
    assertThat(zipped(lines)).contains(Tape.DATE.minusDays(1));
  }

  @Test
  void aFileWithoutANightSession() throws Exception {
    assertThat(zipped(Tape.day(Tape.DATE, Tape.EVENING, 0, 400))).isEmpty();
  }

  @Test
  void aFileThatWasPostedBeforeTheDay() throws Exception {
    assertThat(zipped(Tape.day(Tape.DATE, Tape.EVENING, 400, 0))).contains(Tape.EVENING);
  }

  @Test
  void aHeaderAloneProvesNothing() {
    UnreadableFileException refused =
        catchThrowableOfType(
            UnreadableFileException.class, () -> zipped(List.of(Tape.FUTURES_HEADER)));
    assertThat(refused.kind()).isEqualTo(Kind.NO_DATA);
  }

  @Test
  void badRowsArePassedOver() throws Exception {
    List<String> lines = Tape.day(Tape.DATE, Tape.EVENING, 400, 400);
    lines.add(1, "garbage");
    lines.add(2, Tape.row(Tape.EVENING.minusDays(5), "AAF", "202108", "160000", "1", "2"));
    lines.add(3, Tape.row(Tape.EVENING.minusDays(5), "AAF", "202108", "996000", "1", "2"));
    lines.add(4, "20219999,TX,202108,160000,17500,2,-,-, ");
    assertThat(zipped(lines)).contains(Tape.EVENING);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 7})
  void aFileOfAnotherDayProvesNothing(int days) throws Exception {
    List<String> lines =
        Tape.day(Tape.DATE.plusDays(days), Tape.EVENING.plusDays(days), 6_000, 6_000);
    UnreadableFileException refusal =
        catchThrowableOfType(UnreadableFileException.class, () -> zipped(lines));
    assertThat(refusal.kind()).isEqualTo(Kind.WRONG_DATE);
  }

  @Test
  void optionsAndSpreads() throws Exception {
    List<String> options =
        List.of(
            Tape.OPTIONS_HEADER,
            Tape.OPTIONS_RULE,
            Tape.date(Tape.EVENING) + ",TXO,17500,202108,C,160000,.5,1, ",
            Tape.date(Tape.DATE) + ",TXO,17500,202108,C,085959,.5,1, ");
    assertThat(zipped(options)).contains(Tape.EVENING);
    List<String> spreads =
        List.of(
            Tape.SPREAD_HEADER,
            Tape.date(Tape.EVENING) + ",TX,202108/202109,160000,-3,4,17500,17497, ",
            Tape.date(Tape.DATE) + ",TX,202108/202109,090000,-3,4,17500,17497,*");
    assertThat(zipped(spreads)).contains(Tape.EVENING);
  }

  @Test
  void theBeginOfALongFileIsEnough() throws Exception {
    List<String> lines = new ArrayList<>(Tape.day(Tape.DATE, Tape.EVENING, 1_000, 1_000));
    List<String> more = Tape.day(Tape.DATE, Tape.EVENING, 100_000, 100_000);
    lines.addAll(more.subList(1, more.size()));
    byte[] text = Tape.text(lines);
    Counted in = new Counted(new ByteArrayInputStream(text));
    assertThat(TickDates.nightBegan(file("Daily.csv"), in)).contains(Tape.EVENING);
    assertThat(in.read).isLessThan(text.length / 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Service Unavailable", "<html><script>alert('查無資料')</script></html>", "a,b"})
  void whatIsNoTickFile(String text) {
    assertThat(
            catchThrowableOfType(
                UnreadableFileException.class, () -> plain(text.getBytes(StandardCharsets.UTF_8))))
        .isNotNull();
  }

  @Test
  void aZipThatIsCut() throws Exception {
    byte[] whole =
        Files.readAllBytes(Tape.zip(folder, Tape.day(Tape.DATE, Tape.EVENING, 6_000, 6_000)));
    byte[] cut = java.util.Arrays.copyOf(whole, 100);
    UnreadableFileException refusal =
        catchThrowableOfType(
            UnreadableFileException.class,
            () -> TickDates.nightBegan(file("Daily.zip"), new ByteArrayInputStream(cut)));
    assertThat(refusal.kind()).isEqualTo(Kind.DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({
    "taifex.futures_tick/2021-07-26/Daily_2021_07_26.zip, 2021-07-23",
    "taifex.options_tick/2021-07-26/OptionsDaily_2021_07_26.zip, 2021-07-23",
    "taifex.futures_tick/2024-11-06/Daily_2024_11_06.zip, 2024-11-05",
    "taifex.futures_tick/2024-11-25/Daily_2024_11_25.zip, 2024-11-22",
    "taifex.futures_tick/2024-12-20/Daily_2024_12_20.zip, 2024-12-19"
  })
  void realFilesCostLittle(String path, LocalDate evening) throws Exception {
    Path real = Captures.path(path);
    try (Counted in = new Counted(Files.newInputStream(real))) {
      assertThat(TickDates.nightBegan(Captures.source(real), in)).contains(evening);
      assertThat(in.read).isLessThan(Files.size(real) / 3);
    }
  }

  private Optional<LocalDate> zipped(List<String> lines) throws Exception {
    try (InputStream in = Files.newInputStream(Tape.zip(folder, lines))) {
      return TickDates.nightBegan(file("Daily.zip"), in);
    }
  }

  private static Optional<LocalDate> plain(byte[] text) throws Exception {
    return TickDates.nightBegan(file("Daily.csv"), new ByteArrayInputStream(text));
  }

  private static SourceFile file(String name) {
    return new SourceFile("taifex.ticks", Tape.DATE, name);
  }

  /** Counts what is read. */
  private static final class Counted extends FilterInputStream {
    private long read;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      read += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      read += Math.max(0, n);
      return n;
    }
  }
}
