package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad row is set aside with its line and drops nothing else; many drop the file. */
class BadRowsTest {

  private static final int LINE = 5;
  private static final int MOST_RAW = 4_000;
  private static final int MOST_REASON = 1_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        ",,,,,,,,",
        "20210726,TX,202108,084501,17500,2,-,-",
        "20210726,TX,202108,084501,17500,2,-,-, ,",
        "20210726,TX,202108,084501,17500,2,-,-,x",
        "20210726,TX,202108,084501,17500,2,17500,-, ",
        "20210726,TX,202108,084501,17500,2,-,17500, ",
        "20210726,tx,202108,084501,17500,2,-,-, ",
        "20210726,TX,202113,084501,17500,2,-,-, ",
        "20210726,TX,,084501,17500,2,-,-, ",
        "20210726,,202108,084501,17500,2,-,-, ",
        "20210726,TX,202108,246001,17500,2,-,-, ",
        "2021/07/26,TX,202108,084501,17500,2,-,-, ",
        "20210726,TX,202108/202109,084501,-3,4,-,-, ",
        "20210726,TX,202108/202109,084501,-3,4,17500,, ",
        "20210726,TX,202108/202108,084501,0,4,17500,17500, ",
        "20210726,TX,202108/,084501,0,4,17500,17500, ",
        "合計,TX,202108,084501,17500,2,-,-, "
      })
  void aRowThatCannotBeRead(String row) throws Exception {
    Tape.Read read = with(row);
    assertThat(read.quarantine().rows())
        .singleElement()
        .satisfies(
            bad -> {
              assertThat(bad.line()).isEqualTo(LINE);
              assertThat(bad.raw()).isEqualTo(row);
              assertThat(bad.reason()).contains("expected");
              assertThat(bad.fileName()).contains(".zip!Daily_0.csv");
            });
    assertThat(read.prints()).isEqualTo(Tape.futures(Tape.zip(folder, Tape.smallDay())).prints());
    assertThat(read.summary().rows()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    ".07, 70000",
    "0.07, 70000",
    "816.45, 816450000",
    "2.123456, 2123456",
    "999999999999.999999, 999999999999999999"
  })
  void pricesOfContracts(String price, long micros) throws Exception {
    Tape.Read read = with(Tape.row("090000", price, "2"));
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).extracting(Recorder.Print::price).contains(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-.01",
        "-1",
        "2.1234567",
        "1000000000000",
        "99999999999999999999999",
        "-",
        ""
      })
  void pricesThatNoContractHas(String price) throws Exception {
    Tape.Read read = with(Tape.row("090000", price, "2"));
    assertThat(read.quarantine().rows()).singleElement().extracting(BadRow::line).isEqualTo(5L);
    assertThat(read.quarantine().rows().get(0).reason()).contains("price", "'" + price + "'");
  }

  @ParameterizedTest
  @CsvSource({"-.01, -10000", "0, 0", ".07, 70000", "-25, -25000000"})
  void pricesOfSpreads(String price, long micros) throws Exception {
    Tape.Read read = with("20210726,TX,202108/202109,090000," + price + ",4,17500,17475,*");
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).extracting(Recorder.Print::price).contains(micros);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "1.5", "1000000000000000000", "99999999999999999999", "", "x"})
  void volumesThatNoPrintHas(String volume) throws Exception {
    Tape.Read read = with(Tape.row("090000", "17500", volume));
    assertThat(read.quarantine().rows()).singleElement().extracting(BadRow::line).isEqualTo(5L);
    assertThat(read.quarantine().rows().get(0).reason()).contains("volume");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20210726,TXO,0,202108,C,090000,1,1, ",
        "20210726,TXO,-5,202108,C,090000,1,1, ",
        "20210726,TXO,x,202108,C,090000,1,1, ",
        "20210726,TXO,17500,202108W6,C,090000,1,1, ",
        "20210726,TXO,17500,202108,X,090000,1,1, ",
        "20210726,TXO,17500,202108,,090000,1,1, ",
        "20210726,TXO,17500,202108,C,090000,0,1, ",
        "20210726,TXO,17500,202108,C,090000,1,0, ",
        "20210726,txo,17500,202108,C,090000,1,1, "
      })
  void aRowOfAnOptionThatCannotBeRead(String row) throws Exception {
    Tape.Read read =
        Tape.read(
            Tape.OPTIONS,
            Tape.DATE,
            Tape.zip(
                folder,
                List.of(
                    Tape.OPTIONS_HEADER,
                    Tape.OPTIONS_RULE,
                    "20210726,TXO,17500,202108,C,085959,.5,1, ",
                    row,
                    "20210726,TXO,17500,202108,P,090000,1,1, ")));
    assertThat(read.prints())
        .extracting(Recorder.Print::contract)
        .containsExactly("TXO/202108/17500/C", "TXO/202108/17500/P");
    assertThat(read.quarantine().rows()).singleElement().extracting(BadRow::line).isEqualTo(4L);
  }

  @Test
  void bytesThatAreNoTextAreEscaped() throws Exception {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    csv.write(Tape.text(Tape.smallDay()));
    csv.write("20210726,T".getBytes(StandardCharsets.US_ASCII));
    csv.write(new byte[] {(byte) 0xFF, (byte) 0xFE});
    csv.write(",202108,090000,17500,2,-,-, \r\n".getBytes(StandardCharsets.US_ASCII));
    Tape.Read read = Tape.futures(Tape.zip(folder, csv.toByteArray()));
    assertThat(read.prints()).hasSize(5);
    BadRow bad = read.quarantine().rows().get(0);
    assertThat(bad.line()).isEqualTo(7);
    assertThat(bad.reason()).contains("MS950");
    assertThat(bad.raw()).startsWith("20210726,T\\xff\\xfe,202108");
  }

  @Test
  void aLineOfAMegabyteIsOneBadRow() throws Exception {
    Tape.Read read = with("x".repeat(1 << 20));
    assertThat(read.prints()).hasSize(5);
    assertThat(read.quarantine().rows())
        .singleElement()
        .satisfies(bad -> assertThat(bad.raw()).hasSize(MOST_RAW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20210726,%s,202108,090000,17500,2,-,-, ",
        "20210726,TX,%s,090000,17500,2,-,-, ",
        "20210726,TX,202108,%s,17500,2,-,-, ",
        "20210726,TX,202108,090000,%s,2,-,-, ",
        "20210726,TX,202108,090000,17500,%s,-,-, "
      })
  void aFieldOfAMegabyteFitsTheQuarantine(String row) throws Exception {
    Tape.Read read = with(row.formatted("x".repeat(1 << 20)));
    assertThat(read.prints()).hasSize(5);
    assertThat(read.quarantine().rows())
        .singleElement()
        .satisfies(
            bad -> {
              assertThat(bad.raw()).hasSizeLessThanOrEqualTo(MOST_RAW);
              assertThat(bad.reason()).startsWith("expected").hasSizeLessThanOrEqualTo(MOST_REASON);
            });
  }

  /** A line that repeats a bad one is bad again, and one that repeats a good one is a print. */
  @Test
  void badRowsThatRepeatAreSetAsideEachTime() throws Exception {
    String good = Tape.row("084501", "17525", "2");
    String bad = Tape.row("084501", "17525", "0");
    List<String> lines = new ArrayList<>(Tape.smallDay());
    lines.addAll(List.of(good, good, bad, bad, good, good));
    Tape.Read read = Tape.futures(Tape.zip(folder, lines));
    assertThat(read.quarantine().rows()).extracting(BadRow::line).containsExactly(9L, 10L);
    assertThat(read.prints()).hasSize(9);
    assertThat(read.prints().subList(5, 9))
        .containsOnly(read.prints().get(5))
        .extracting(Recorder.Print::volume)
        .containsOnly(2L);
    assertThat(read.summary().rows()).isEqualTo(11);
  }

  @Test
  void threeBadRowsAreAllowedAndFourAreNot() throws Exception {
    assertThat(bad(1_000, 3).quarantine().count()).isEqualTo(3);
    UnreadableFileException refusal = refused(1_000, 4);
    assertThat(refusal.kind()).isEqualTo(Kind.TOO_MANY_BAD_ROWS);
    assertThat(refusal)
        .hasMessageContaining("line 1002")
        .hasMessageContaining("at most 3 bad rows of 1004, found 4")
        .hasMessageContaining("expected 9 fields, found 1");
  }

  @Test
  void inALongFileOneInTenThousandIsAllowed() throws Exception {
    assertThat(bad(50_000, 5).prints()).hasSize(50_000);
    assertThat(refused(50_000, 6).kind()).isEqualTo(Kind.TOO_MANY_BAD_ROWS);
  }

  private Tape.Read bad(int good, int bad) throws Exception {
    List<String> lines = Tape.day(Tape.DATE, Tape.EVENING, good / 2, good / 2);
    for (int i = 0; i < bad; i++) {
      lines.add("garbage " + i);
    }
    return Tape.futures(Tape.zip(folder, lines));
  }

  private UnreadableFileException refused(int good, int bad) {
    return catchThrowableOfType(UnreadableFileException.class, () -> bad(good, bad));
  }

  /** A small day with {@code row} as its line {@link #LINE}. */
  private Tape.Read with(String row) throws Exception {
    List<String> lines = Tape.smallDay();
    lines.add(LINE - 1, row);
    return Tape.futures(Tape.zip(folder, lines));
  }
}
