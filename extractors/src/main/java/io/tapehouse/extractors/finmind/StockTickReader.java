package io.tapehouse.extractors.finmind;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code finmind.stock_tick}, FinMind's data set TaiwanStockPriceTick: every trade of a stock
 * on a day. Safe for use by one thread at a time, and only within {@link #read}.
 */
public final class StockTickReader {

  private static final List<String> REQUIRED =
      List.of("date", "stock_id", "deal_price", "volume", "Time");
  private static final Set<String> KNOWN =
      Set.of("date", "stock_id", "deal_price", "volume", "Time", "TickType");
  private static final Pattern TIME =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{3}))?");

  private final SourceFile file;
  private final String stockId;
  private final int[] milliOfDay;
  private final long[] microPrice;
  private final long[] volume;
  private final long[] lineNumbers;
  private int count;

  private StockTickReader(SourceFile file, String stockId, int most) {
    this.file = file;
    this.stockId = stockId;
    this.milliOfDay = new int[most];
    this.microPrice = new long[most];
    this.volume = new long[most];
    this.lineNumbers = new long[most];
  }

  /**
   * Reads an answer of FinMind. A row of another date or stock is a bad row: FinMind has been seen
   * to send such rows, and rows that are all zero.
   *
   * @param file the file; its date is the trading date that was asked for
   * @param bytes its content
   * @param stockId the stock that was asked for
   * @throws UnreadableFileException when FinMind refused, or the file is damaged, has no row of the
   *     date, lacks a column, has too many bad rows, or no data
   */
  public static StockTicks read(SourceFile file, byte[] bytes, String stockId)
      throws UnreadableFileException {
    List<Map<String, String>> rows = FinMindAnswer.rows(file, bytes);
    checkColumns(file, rows);
    checkDate(file, rows);
    StockTickReader reader = new StockTickReader(file, stockId, rows.size());
    Quarantine quarantine = new Quarantine(file);
    for (int i = 0; i < rows.size(); i++) {
      String problem = reader.add(i + 1L, rows.get(i));
      if (!problem.isEmpty()) {
        quarantine.add(i + 1L, problem, rows.get(i).toString());
      }
    }
    quarantine.check(rows.size());
    if (reader.count == 0) {
      throw new UnreadableFileException(
          Kind.TOO_MANY_BAD_ROWS,
          file,
          "expected a row that can be read, found %d bad ones".formatted(quarantine.count()));
    }
    return reader.finish(rows, quarantine);
  }

  private static void checkColumns(SourceFile file, List<Map<String, String>> rows)
      throws UnreadableFileException {
    for (String column : REQUIRED) {
      if (rows.stream().noneMatch(row -> row.containsKey(column))) {
        throw new UnreadableFileException(
            Kind.WRONG_COLUMNS,
            file,
            "expected a column %s, found the columns %s".formatted(column, rows.get(0).keySet()));
      }
    }
  }

  private static void checkDate(SourceFile file, List<Map<String, String>> rows)
      throws UnreadableFileException {
    String asked = file.date().toString();
    if (rows.stream().noneMatch(row -> asked.equals(row.get("date")))) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected rows of %s, found '%s' in the first".formatted(asked, rows.get(0).get("date")));
    }
  }

  /** Reads a row; what is wrong with it, or nothing. */
  private String add(long line, Map<String, String> row) {
    for (String column : REQUIRED) {
      if (row.getOrDefault(column, "").isEmpty()) {
        return "expected a value of %s, found none".formatted(column);
      }
    }
    LocalDate date = file.date();
    if (!row.getOrDefault("date", "").equals(date.toString())) {
      return "expected date %s, found '%s'".formatted(date, row.get("date"));
    }
    if (!row.getOrDefault("stock_id", "").equals(stockId)) {
      return "expected stock %s, found '%s'".formatted(stockId, row.get("stock_id"));
    }
    Matcher time = TIME.matcher(row.getOrDefault("Time", ""));
    if (!time.matches()) {
      return "expected a time HH:mm:ss.SSS, found '%s'".formatted(row.get("Time"));
    }
    long price = scaled(row.getOrDefault("deal_price", ""), 6);
    if (price <= 0) {
      return "expected a price above 0, found '%s'".formatted(row.get("deal_price"));
    }
    long lots = scaled(row.getOrDefault("volume", ""), 0);
    if (lots < 0) {
      return "expected a volume in whole lots, found '%s'".formatted(row.get("volume"));
    }
    milliOfDay[count] = milliOfDay(time);
    microPrice[count] = price;
    volume[count] = lots;
    lineNumbers[count] = line;
    count++;
    return "";
  }

  private static int milliOfDay(Matcher time) {
    int seconds =
        Integer.parseInt(time.group(1)) * 3600
            + Integer.parseInt(time.group(2)) * 60
            + Integer.parseInt(time.group(3));
    return seconds * 1000 + (time.group(4) == null ? 0 : Integer.parseInt(time.group(4)));
  }

  /** The number times ten to the {@code decimals}; -1 if that is no whole number of a long. */
  private static long scaled(String text, int decimals) {
    try {
      return new BigDecimal(text).movePointRight(decimals).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return -1;
    }
  }

  private StockTicks finish(List<Map<String, String>> rows, Quarantine quarantine) {
    Set<String> unknown = new TreeSet<>();
    rows.forEach(row -> unknown.addAll(row.keySet()));
    unknown.removeAll(KNOWN);
    return new StockTicks(
        stockId,
        Arrays.copyOf(milliOfDay, count),
        Arrays.copyOf(microPrice, count),
        Arrays.copyOf(volume, count),
        Arrays.copyOf(lineNumbers, count),
        rows.size(),
        quarantine.rows(),
        unknown.stream().map(name -> "found a new column: " + name).toList());
  }
}
