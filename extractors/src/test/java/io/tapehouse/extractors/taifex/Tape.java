package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as TAIFEX writes them, and what the readers make of them. */
final class Tape {

  /** A Monday: its night session began on a Friday. */
  static final LocalDate DATE = LocalDate.of(2021, 7, 26);

  static final LocalDate EVENING = LocalDate.of(2021, 7, 23);

  static final String FUTURES_HEADER = "成交日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格,開盤集合競價";
  static final String SPREAD_HEADER = "成交日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格,屬價差對價差成交者";
  static final String OPTIONS_HEADER =
      " 成交日期,          商品代號,        履約價格,          到期月份(週別),        買賣權別,"
          + "      成交時間,          成交價格,      成交數量(B or S),   開盤集合競價 ";
  static final String OPTIONS_RULE =
      "---------- ---- ------- ---- ---------- ---- ------- ---- ----- ---- --------- ";

  private Tape() {}

  /** A reader under test. */
  @FunctionalInterface
  interface Reader {
    TickSummary read(SourceFile file, Path zip, Quarantine quarantine, Recorder sink)
        throws IOException, UnreadableFileException;
  }

  static final Reader FUTURES = FuturesTickReader::readTicks;
  static final Reader SPREADS = FuturesTickReader::readSpreadTicks;
  static final Reader OPTIONS = OptionsTickReader::readTicks;

  /** What a reader made of a file. */
  record Read(
      TickSummary summary, List<Recorder.Print> prints, List<Long> lines, Quarantine quarantine) {}

  static Read read(Reader reader, LocalDate date, Path zip)
      throws IOException, UnreadableFileException {
    SourceFile file = new SourceFile("taifex.ticks", date, zip.getFileName().toString());
    Quarantine quarantine = new Quarantine(file);
    Recorder sink = new Recorder();
    TickSummary summary = reader.read(file, zip, quarantine, sink);
    return new Read(summary, sink.prints(), sink.lines(), quarantine);
  }

  static Read futures(Path zip) throws IOException, UnreadableFileException {
    return read(FUTURES, DATE, zip);
  }

  static String date(LocalDate date) {
    return date.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** A row of a contract. */
  static String row(
      LocalDate date, String product, String expire, String time, String price, String volume) {
    return "%s,%-7s,%-11s,%s,%s,%s,-,-, "
        .formatted(date(date), product, expire, time, price, volume);
  }

  /** A row of TX on {@link #DATE}. */
  static String row(String time, String price, String volume) {
    return row(DATE, "TX", "202108", time, price, volume);
  }

  /** A small whole day: the night that began on {@link #EVENING}, then the day session. */
  static List<String> smallDay() {
    List<String> lines = new ArrayList<>();
    lines.add(FUTURES_HEADER);
    lines.add(row(EVENING, "TX", "202108", "150000", "17500", "2"));
    lines.add(row(EVENING.plusDays(1), "TX", "202108", "045959", "17510", "4"));
    lines.add(row("084500", "17520", "2"));
    lines.add(row("084500", "17521", "6"));
    lines.add(row("134459", "17530", "2"));
    return lines;
  }

  /** A day of one product with so many prints at night and by day. */
  static List<String> day(LocalDate date, LocalDate evening, int night, int day) {
    List<String> lines = new ArrayList<>();
    lines.add(FUTURES_HEADER);
    for (int i = 0; i < night; i++) {
      boolean late = i > night / 2;
      int second = late ? (i * 7) % (5 * 3600) : 15 * 3600 + (i * 7) % (9 * 3600);
      lines.add(
          row(late ? evening.plusDays(1) : evening, "TX", "202108", time(second), "17500", "2"));
    }
    for (int i = 0; i < day; i++) {
      lines.add(
          row(date, "TX", "202108", time(8 * 3600 + 45 * 60 + (i * 3) % 18_000), "17500", "2"));
    }
    return lines;
  }

  static String time(int secondOfDay) {
    return "%02d%02d%02d".formatted(secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60);
  }

  static byte[] text(List<String> lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(Encodings.PUBLISHED);
  }

  static Path zip(Path folder, List<String> lines) throws IOException {
    return zip(folder, text(lines));
  }

  static Path zip(Path folder, byte[] csv) throws IOException {
    return zip(folder, csv, 1);
  }

  static Path zip(Path folder, byte[] csv, int entries) throws IOException {
    Path file = Files.createTempFile(folder, "Daily_", ".zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry("Daily_" + i + ".csv"));
        zip.write(csv);
        zip.closeEntry();
      }
    }
    return file;
  }
}
