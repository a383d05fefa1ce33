package io.tapehouse.orchestrator.calendar;

import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files in the publishers' formats, which tell about trading days. */
public final class WrittenFiles {

  private static final Charset BIG5 = Charset.forName("MS950");
  private static final String HEADER =
      "成交日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格,開盤集合競價\r\n";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final Archive archive;
  private final Path scratch;

  /** Writes into {@code archive}. */
  public WrittenFiles(Archive archive, Path scratch) {
    this.archive = archive;
    this.scratch = scratch;
  }

  /** A tick file with trades of both sessions. */
  public static byte[] ticks(LocalDate date, LocalDate evening) {
    return zip(
        date,
        "%s,TX,%s,150000,23000,4,-,-,\r\n%s,TX,%s,084500,23010,6,-,-,\r\n"
            .formatted(
                evening.format(DAY),
                date.plusMonths(1).format(DateTimeFormatter.ofPattern("yyyyMM")),
                date.format(DAY),
                date.plusMonths(1).format(DateTimeFormatter.ofPattern("yyyyMM"))));
  }

  /** A tick file of before 2017, without a night session. */
  public static byte[] dayTicks(LocalDate date) {
    return zip(date, "%s,TX,201701,084500,9000,6,-,-,\r\n".formatted(date.format(DAY)));
  }

  /** A tick file without a trade. */
  public static byte[] noTicks(LocalDate date) {
    return zip(date, "");
  }

  /** TAIEX of a month, on some of its days. */
  public static byte[] month(YearMonth month, int... days) {
    String rows =
        Arrays.stream(days)
            .mapToObj(
                day ->
                    "[\"%d/%02d/%02d\",\"22,000.00\",\"22,100.00\",\"21,900.00\",\"22,050.00\"]"
                        .formatted(month.getYear() - 1911, month.getMonthValue(), day))
            .collect(Collectors.joining(","));
    return """
        {"stat":"OK","date":"%s01","title":"%d年%02d月 發行量加權股價指數歷史資料",
        "fields":["日期","開盤指數","最高指數","最低指數","收盤指數"],"data":[%s]}"""
        .formatted(
            month.format(DateTimeFormatter.ofPattern("yyyyMM")),
            month.getYear() - 1911,
            month.getMonthValue(),
            rows)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A schedule; each row is name, date in words, and description. */
  public static byte[] schedule(int year, String... rows) {
    String data =
        Arrays.stream(rows)
            .map(row -> "[\"" + row.replace("|", "\",\"") + "\"]")
            .collect(Collectors.joining(","));
    return """
        {"stat":"ok","date":"%d0101","title":"%d年市場開休市日期","fields":["名稱","日期","說明"],"data":[%s]}"""
        .formatted(year, year - 1911, data)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Archives a tick file. */
  public Receipt addTicks(LocalDate date, byte[] bytes) {
    return add("taifex.futures_tick", date, "Daily_%s.zip".formatted(underscored(date)), bytes);
  }

  /** Archives a month of TAIEX. */
  public Receipt addMonth(YearMonth month, byte[] bytes) {
    return add("twse.mi_5mins_hist", month.atDay(1), "MI_5MINS_HIST.json", bytes);
  }

  /** Archives a schedule. */
  public Receipt addSchedule(int year, byte[] bytes) {
    return add("twse.holiday_schedule", LocalDate.of(year, 1, 1), "holidaySchedule.json", bytes);
  }

  private Receipt add(String dataset, LocalDate date, String name, byte[] bytes) {
    try {
      Path file = Files.write(scratch.resolve(name), bytes);
      return archive
          .add(dataset, date, Map.of(name, file), Receipt.Origin.REPLAY, "a test")
          .receipt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String underscored(LocalDate date) {
    return date.toString().replace('-', '_');
  }

  private static byte[] zip(LocalDate date, String rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Daily_%s.csv".formatted(underscored(date))));
      zip.write((HEADER + rows).getBytes(BIG5));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
