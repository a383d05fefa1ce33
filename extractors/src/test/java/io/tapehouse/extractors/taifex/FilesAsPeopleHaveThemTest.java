package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Era, encoding, line ends, packing and the end of a file change nothing of what is read. */
class FilesAsPeopleHaveThemTest {

  private static final int SHAPES = 40;

  @TempDir Path folder;

  static long[] seeds() {
    return new Random(20160908).longs(SHAPES).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameTradesInAnyShape(long seed) throws Exception {
    Random random = new Random(seed);
    for (Map.Entry<Tape.Reader, List<String>> kind : kinds(random).entrySet()) {
      Shape shape = Shape.random(random);
      Path file = shape.write(folder, kind.getValue(), random);
      Tape.Read expected = Tape.read(kind.getKey(), Tape.DATE, Tape.zip(folder, kind.getValue()));
      Tape.Read read = Tape.read(kind.getKey(), Tape.DATE, file);
      assertThat(read.quarantine().rows()).as(shape.toString()).isEmpty();
      assertThat(read.prints()).as(shape.toString()).isEqualTo(expected.prints()).isNotEmpty();
      assertThat(read.summary().rows()).isEqualTo(expected.summary().rows());
      assertThat(read.summary().newColumns()).isEmpty();
      assertThat(read.summary().notes())
          .as(shape.toString())
          .isEqualTo(
              shape.encoding() == Shape.Encoding.MS950
                  ? List.of()
                  : List.of("expected Big5 (code page 950), found UTF-8; read as that"));
      try (InputStream in = Files.newInputStream(file)) {
        SourceFile source =
            new SourceFile("taifex.ticks", Tape.DATE, file.getFileName().toString());
        assertThat(TickDates.nightBegan(source, in)).as(shape.toString()).contains(Tape.EVENING);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameReportInAnyShape(long seed) throws Exception {
    Random random = new Random(seed);
    Shape shape = Shape.random(random);
    List<String> lines = SpreadReportReaderTest.lines();
    SpreadReportReader.Report expected = report(Tape.zip(folder, lines));
    SpreadReportReader.Report read = report(shape.write(folder, lines, random));
    assertThat(read.products()).as(shape.toString()).isEqualTo(expected.products()).isNotEmpty();
    assertThat(read.rows()).isEqualTo(expected.rows());
    assertThat(read.notes()).hasSize(shape.encoding() == Shape.Encoding.MS950 ? 0 : 1);
  }

  /** Wherever the buffer of the reader ends. */
  @ParameterizedTest
  @ValueSource(strings = {"\u001A", "\r\n\u001A", "\r\n\u001A\r\n", "\n\u001A\u001A\n \n"})
  void theEndOfFileOfDosIsNoRow(String end) throws Exception {
    for (int length = (1 << 18) - 5; length <= (1 << 18) + 3; length++) {
      StringBuilder text = new StringBuilder(String.join("\r\n", Tape.smallDay()));
      String pad = Tape.row("134459", "17530", "2");
      while (text.length() + pad.length() < length) {
        text.append("\r\n").append(pad);
      }
      // The header's characters take two bytes each.
      byte[] soFar = text.toString().getBytes(Encodings.PUBLISHED);
      text.append(" ".repeat(Math.max(0, length - soFar.length)));
      byte[] whole = (text + end).getBytes(Encodings.PUBLISHED);
      Tape.Read expected =
          Tape.futures(Tape.zip(folder, text.toString().getBytes(Encodings.PUBLISHED)));
      Tape.Read read = Tape.futures(Tape.zip(folder, whole));
      assertThat(read.quarantine().rows()).as("%d", length).isEmpty();
      assertThat(read.summary().rows()).isEqualTo(expected.summary().rows());
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5"})
  void anEndOfFileAnywhereElseIsABadRow(int line) throws Exception {
    List<String> lines = Tape.smallDay();
    lines.add(line, "\u001A");
    Tape.Read read = Tape.futures(Tape.zip(folder, lines));
    assertThat(read.quarantine().rows())
        .singleElement()
        .satisfies(
            bad -> {
              assertThat(bad.line()).isEqualTo(line + 1L);
              assertThat(bad.reason()).isEqualTo("expected 9 fields, found 1");
            });
    assertThat(read.prints()).hasSize(5);
  }

  @Test
  void anEndOfFileInTheMiddleOfTheLastLineIsABadRow() throws Exception {
    List<String> lines = Tape.smallDay();
    lines.add("20210726,TX,202108,134459,\u001A17530,2,-,-, ");
    assertThat(Tape.futures(Tape.zip(folder, lines)).quarantine().rows()).hasSize(1);
  }

  @Test
  void aHeaderAndTheEndOfFileAreNoData() throws Exception {
    Path zip = Tape.zip(folder, (Tape.FUTURES_HEADER + "\r\n\u001A").getBytes(Encodings.PUBLISHED));
    assertThat(refused(zip).kind()).isEqualTo(Kind.NO_DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "交易日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格",
        "交易日期,商品代號,交割年月,成交時間,成交價格,成交數量(B+S)"
      })
  void theOldestFilesLackTheLastColumns(String header) throws Exception {
    int columns = header.split(",").length;
    List<String> lines = new ArrayList<>();
    for (String line : Tape.smallDay()) {
      lines.add(
          lines.isEmpty()
              ? header
              : String.join(",", List.of(line.split(",", -1)).subList(0, columns)));
    }
    Tape.Read read = Tape.futures(Tape.zip(folder, lines));
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).isEqualTo(Tape.futures(Tape.zip(folder, Tape.smallDay())).prints());
  }

  @Test
  void theSpreadFileOfThatEraIsNotTheMainFile() throws Exception {
    List<String> lines = new ArrayList<>(Tape.smallDay());
    lines.set(0, Tape.SPREAD_HEADER.replace("成交日期", "交易日期"));
    assertThat(refused(Tape.zip(folder, lines)))
        .hasMessageContaining("line 1: expected the column 開盤集合競價 once")
        .hasMessageContaining("屬價差對價差成交者");
  }

  @ParameterizedTest
  @ValueSource(strings = {"日期,代號,月份", "garbage", "20210726,TX,202108,084500,17500,2,-,-, "})
  void theRefusalOfAHeaderShowsLineOne(String header) throws Exception {
    List<String> lines = Tape.smallDay();
    lines.set(0, header);
    for (Charset charset : List.of(Encodings.PUBLISHED, StandardCharsets.UTF_8)) {
      UnreadableFileException refusal =
          refused(Tape.zip(folder, (String.join("\r\n", lines) + "\r\n").getBytes(charset)));
      assertThat(refusal.kind()).isEqualTo(Kind.WRONG_COLUMNS);
      assertThat(refusal)
          .hasMessageContaining("line 1: expected a header with [成交日期, 商品代號")
          .hasMessageEndingWith("found '" + header.strip() + "'");
    }
  }

  @Test
  void theRefusalOfAHeaderBelowATitleShowsTheHeader() throws Exception {
    List<String> lines = Tape.smallDay();
    lines.set(0, Tape.FUTURES_HEADER.replace("成交價格", "價格"));
    lines.add(0, "期貨每筆成交資料,,,");
    assertThat(refused(Tape.zip(folder, lines)))
        .hasMessageContaining("line 2: expected the column 成交價格 once, found '成交日期,商品代號");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-16"})
  void aFileInUtf16IsRefusedByItsHeader(String charset) throws Exception {
    byte[] text = String.join("\r\n", Tape.smallDay()).getBytes(Charset.forName(charset));
    for (Path file : List.of(Tape.zip(folder, text), plain("Daily.csv", text))) {
      assertThat(refused(file))
          .hasMessageContaining("line 1: expected a header with")
          .hasMessageContaining("found UTF-16: '成交日期,商品代號");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MS950", "UTF-8"})
  void aPageIsRefusedByItsWords(String charset) throws Exception {
    byte[] page =
        "<!DOCTYPE html>\r\n<html><script>alert('查無資料')</script></html>"
            .getBytes(Charset.forName(charset));
    for (Path file : List.of(plain("Daily.csv", page), plain("Daily.zip", page))) {
      UnreadableFileException refusal = refused(file);
      assertThat(refusal.kind()).isEqualTo(Kind.DAMAGED);
      assertThat(refusal)
          .hasMessageContaining("an HTML page: 查無資料")
          .hasMessageContaining("line 1: '<!DOCTYPE html>'");
    }
  }

  @Test
  void bytesThatAreNoneInUtf8AreARowOfTheQuarantine() throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write((String.join("\r\n", Tape.smallDay()) + "\r\n").getBytes(StandardCharsets.UTF_8));
    text.write("20210726,期貨,202108,090000,17500,2,-,-, \r\n".getBytes(Encodings.PUBLISHED));
    Tape.Read read = Tape.futures(plain("Daily.csv", text.toByteArray()));
    assertThat(read.prints()).hasSize(5);
    assertThat(read.quarantine().rows())
        .singleElement()
        .satisfies(
            bad -> {
              assertThat(bad.line()).isEqualTo(7);
              assertThat(bad.reason()).contains("UTF-8");
              assertThat(bad.raw()).startsWith("20210726,\\xb4\\xc1\\xb3f,202108");
            });
  }

  @Test
  void aZipOfTwoTextsIsRefusedWithBothNames() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/Daily_1.csv", Tape.text(Tape.smallDay()));
    entries.put("__MACOSX/a/._Daily_1.csv", new byte[1]);
    entries.put("DAILY_2.RPT", Tape.text(Tape.smallDay()));
    Path zip = Shape.zip(folder, entries, StandardCharsets.UTF_8);
    assertThat(refused(zip))
        .hasMessageContaining("expected one CSV in the zip, found [a/Daily_1.csv, DAILY_2.RPT]");
  }

  @Test
  void aTextUnderTheNameOfAZipIsRefusedWithItsBegin() throws Exception {
    assertThat(refused(plain("Daily.ZIP", Tape.text(Tape.smallDay()))))
        .hasMessageContaining("expected a whole zip, found something else")
        .hasMessageContaining("成交日期,商品代號");
  }

  @Test
  void aZipUnderAnotherNameIsRead() throws Exception {
    byte[] zip = Files.readAllBytes(Tape.zip(folder, Tape.smallDay()));
    assertThat(Tape.futures(plain("Daily.csv", zip)).prints()).hasSize(5);
  }

  @Test
  void timesThatASpreadsheetTookTheZerosFrom() throws Exception {
    List<String> lines = Tape.smallDay();
    lines.add(2, Tape.row(Tape.EVENING.plusDays(1), "TX", "202108", "000000", "17505", "2"));
    List<String> saved =
        lines.stream()
            .map(line -> line.replaceFirst(",0{1,5}(\\d{1,5},\\d+,\\d,)", ",$1"))
            .toList();
    assertThat(saved).isNotEqualTo(lines).anyMatch(line -> line.contains(",84500,"));
    Tape.Read read = Tape.futures(Tape.zip(folder, saved));
    assertThat(read.quarantine().rows()).isEmpty();
    assertThat(read.prints()).isEqualTo(Tape.futures(Tape.zip(folder, lines)).prints());
    assertThat(read.summary().notes())
        .containsExactly("expected times of six digits, found times without their leading zeros");
  }

  @Test
  void aTimeThatLostADigitIsABadRow() throws Exception {
    List<String> lines = Tape.smallDay();
    lines.add(Tape.row("90000", "17500", "2"));
    assertThat(Tape.futures(Tape.zip(folder, lines)).quarantine().rows()).hasSize(1);
  }

  private static Map<Tape.Reader, List<String>> kinds(Random random) {
    List<String> futures = Tape.day(Tape.DATE, Tape.EVENING, 5, random.nextInt(3_000) + 1);
    futures.add(Tape.date(Tape.DATE) + ",TX     ,202108/202109,090000,-3,4,17500,17497,*");
    futures.add(Tape.row(Tape.DATE, "MTX", "202107W4", "090000", "17500", "2"));
    List<String> spreads = new ArrayList<>(List.of(Tape.SPREAD_HEADER));
    List<String> options = new ArrayList<>(List.of(Tape.OPTIONS_HEADER, Tape.OPTIONS_RULE));
    for (int i = 0; i <= random.nextInt(3_000); i++) {
      String evening = Tape.date(Tape.EVENING) + ",%s,160000,%s";
      String day = Tape.date(Tape.DATE) + ",%s,090000,%s";
      String spread = i == 0 ? evening : day;
      spreads.add(spread.formatted("TX,202108/202109", "-3,4,17500,17497, "));
      options.add(spread.formatted("TXO     , 17500   ,  202108W1  , C ", "   .5,  1,    "));
    }
    spreads.add(Tape.date(Tape.DATE) + ",TX,202108/202109,090000,-3,4,17500,17497,*");
    options.add(Tape.date(Tape.DATE) + ",TXO,17500,202108,P,090000,1,1, ");
    Map<Tape.Reader, List<String>> kinds = new LinkedHashMap<>();
    kinds.put(Tape.FUTURES, futures);
    kinds.put(Tape.SPREADS, spreads);
    kinds.put(Tape.OPTIONS, options);
    return kinds;
  }

  private SpreadReportReader.Report report(Path path) throws IOException, UnreadableFileException {
    SourceFile file =
        new SourceFile("taifex.futures_spread_report", Tape.DATE, path.getFileName().toString());
    return SpreadReportReader.read(file, path, new Quarantine(file));
  }

  private Path plain(String name, byte[] bytes) throws IOException {
    return Files.write(Files.createTempDirectory(folder, "plain").resolve(name), bytes);
  }

  private static UnreadableFileException refused(Path file) {
    UnreadableFileException refusal =
        catchThrowableOfType(UnreadableFileException.class, () -> Tape.futures(file));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
