package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are not what the publisher means to send are refused, never read in part. */
class DamagedZipTest {

  private static final int PARTS = 50;

  @TempDir Path folder;

  @Test
  void aZipThatIsCutAnywhere() throws Exception {
    byte[] whole =
        Files.readAllBytes(Tape.zip(folder, Tape.day(Tape.DATE, Tape.EVENING, 900, 900)));
    for (int part = 0; part < PARTS; part++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * part / PARTS);
      assertThat(refused(cut).kind()).as("%d of %d", part, PARTS).isEqualTo(Kind.DAMAGED);
    }
    byte[] almost = Arrays.copyOf(whole, whole.length - 1);
    assertThat(refused(almost)).hasMessageContaining("cut or damaged");
  }

  @Test
  void anEmptyFile() throws Exception {
    assertThat(refused(new byte[0]))
        .hasMessageContaining("taifex.ticks 2021-07-26")
        .hasMessageContaining("expected a zip, found an empty file");
  }

  @Test
  void twoCsvsInOneZip() throws Exception {
    Path zip = Tape.zip(folder, Tape.text(Tape.smallDay()), 2);
    assertThat(refused(Files.readAllBytes(zip)))
        .hasMessageContaining("Daily_0.csv")
        .hasMessageContaining("Daily_1.csv");
  }

  @Test
  void aZipWithoutAnEntry() throws Exception {
    Path zip = Tape.zip(folder, new byte[0], 0);
    assertThat(refused(Files.readAllBytes(zip)).kind()).isEqualTo(Kind.DAMAGED);
  }

  @Test
  void anEmptyCsv() throws Exception {
    Path zip = Tape.zip(folder, new byte[0]);
    assertThat(refused(Files.readAllBytes(zip)).kind()).isEqualTo(Kind.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><TITLE>\n 查無資料 \n</TITLE></head></html>",
        "\r\n<script>alert('查無資料');history.back();</script>",
        "<html><script>alert( \"查無資料\" )</script></html>"
      })
  void aPageUnderTheNameOfAZip(String page) throws Exception {
    assertThat(refused(page.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("an HTML page: 查無資料");
  }

  @Test
  void somethingElse() throws Exception {
    assertThat(refused("Service Unavailable".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("found something else (19 bytes)");
  }

  @Test
  void aMissingFileIsNoComplaintAboutThePublisher() {
    assertThatThrownBy(() -> Tape.futures(folder.resolve("nothing.zip")))
        .isInstanceOf(IOException.class);
  }

  /** Deflated data does not reveal a changed bit: the checksum does. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aChangedBitAnywhereIsFoundOrHarmless(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> lines = Tape.day(Tape.DATE, Tape.EVENING, 40, 40);
    byte[] whole = Files.readAllBytes(Tape.zip(folder, lines));
    List<Recorder.Print> expected = Tape.futures(write(whole)).prints();
    for (int i = 0; i < 600; i++) {
      byte[] broken = whole.clone();
      int at = random.nextInt(broken.length);
      broken[at] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(Tape.futures(write(broken)).prints()).as("byte %d", at).isEqualTo(expected);
      } catch (UnreadableFileException e) {
        assertThat(e.kind()).as("byte %d: %s", at, e.getMessage()).isEqualTo(Kind.DAMAGED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theSameHoldsForTheReport(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] whole = Files.readAllBytes(Tape.zip(folder, SpreadReportReaderTest.lines()));
    SourceFile file = new SourceFile("taifex.futures_spread_report", Tape.DATE, "B.zip");
    SpreadReportReader.Report expected =
        SpreadReportReader.read(file, write(whole), new Quarantine(file));
    for (int i = 0; i < 600; i++) {
      byte[] broken = whole.clone();
      int at = random.nextInt(broken.length);
      broken[at] ^= (byte) (1 << random.nextInt(8));
      try {
        SpreadReportReader.Report read =
            SpreadReportReader.read(file, write(broken), new Quarantine(file));
        assertThat(read).as("byte %d", at).isEqualTo(expected);
      } catch (UnreadableFileException e) {
        assertThat(e.kind()).as("byte %d: %s", at, e.getMessage()).isEqualTo(Kind.DAMAGED);
      }
    }
  }

  private UnreadableFileException refused(byte[] bytes) throws IOException {
    Path file = write(bytes);
    UnreadableFileException refusal =
        catchThrowableOfType(UnreadableFileException.class, () -> Tape.futures(file));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("Daily.zip"), bytes);
  }
}
