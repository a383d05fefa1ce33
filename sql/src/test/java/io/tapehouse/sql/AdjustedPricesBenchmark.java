package io.tapehouse.sql;

import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Times adjusted prices over ten years of about 2,000 securities, 5 million rows of {@code
 * stock_daily} with 28,000 events: {@code AdjustedPricesBenchmark}. It writes its warehouse to a
 * new folder among the temporary files and leaves it there.
 */
public final class AdjustedPricesBenchmark {

  private static final int ROUNDS = 9;

  private AdjustedPricesBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("tapehouse-adjusted");
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("in " + folder);
    Path file = folder.resolve("warehouse.duckdb");
    Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    try (Warehouse warehouse = DuckDbWarehouse.open(file, WarehouseConfig.DEFAULT, lake)) {
      warehouse.migrate();
    }
    fill(file);
    out.printf("%,d MB on disk%n", Files.size(file) >> 20);
    try (Warehouse warehouse = DuckDbWarehouse.open(file, WarehouseConfig.DEFAULT, lake)) {
      long start = System.nanoTime();
      loadEvents(warehouse, lake);
      out.printf("load of the events: %d ms%n", (System.nanoTime() - start) / 1_000_000);
      measure(
          out,
          warehouse,
          "one stock, ten years",
          "SELECT * FROM stock_daily_adjusted WHERE stock_code = '2330' ORDER BY trading_date");
      measure(
          out,
          warehouse,
          "all stocks of a day",
          "SELECT * FROM stock_daily_adjusted WHERE trading_date = DATE '2019-03-01'");
      measure(
          out,
          warehouse,
          "60-day screener",
          """
          SELECT stock_code, avg(price_close) AS mean, max(price_high) AS high, min(price_low) AS low,
              sum(volume) AS volume FROM stock_daily_adjusted
          WHERE trading_date BETWEEN DATE '2023-01-02' AND DATE '2023-03-31'
          GROUP BY stock_code HAVING max(price_high) > 1.5 * min(price_low) ORDER BY stock_code""");
      BoundQuery weeks =
          NamedQueries.find("adjusted-candles")
              .orElseThrow()
              .bind(Map.of("stock", "2330", "scale", "week"));
      time(
          out,
          "adjusted-candles by week",
          () -> warehouse.query(weeks, ResultFormat.CSV.to(new StringWriter())));
    }
  }

  /** Days one after the other, as loads write them. */
  private static void fill(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO stock_daily (exchange_code, stock_code, trading_date, price_open, price_high, price_low,
              price_close, price_change, reference_reset, volume, value, trades, bid_price, bid_volume, ask_price,
              ask_volume, load_id)
          SELECT CASE WHEN k < 1200 THEN 'TWSE' ELSE 'TPEx' END, CAST(1101 + 4 * k AS VARCHAR),
              DATE '2014-01-02' + CAST(floor(d * 1.46) AS INTEGER), p, p + 0.5, p - 0.5, p + 0.1, 0.1, FALSE,
              v * 1000 + 7, v * 50000, v, p, 5000, p + 0.05, 7000, d
          FROM (SELECT d, k, CAST(20 + (hash(k * 100000 + d) % 10000) / 100.0 AS DECIMAL(18,6)) AS p,
                  CAST(hash(d * 5000 + k) % 100000 AS BIGINT) AS v
              FROM range(2500) days(d), range(2000) stocks(k)
              ORDER BY d, k)""");
    }
  }

  private static void loadEvents(Warehouse warehouse, Lake lake) {
    LocalDate date = LocalDate.of(2023, 12, 29);
    try (LakeDay day =
        new LakeDay(lake, "twse.twt49u", date)
            .fill(
                "corporate_action_listing",
                """
                SELECT 'TWSE', CAST(1101 + 4 * k AS VARCHAR), DATE '2014-03-03' + CAST(250 * y + k % 200 AS INTEGER),
                    'dividend', DATE '2023-12-29', 100, 96, NULL, 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                    DATE '2014-01-01', DATE '2023-12-29'
                FROM range(14) years(y), range(2000) stocks(k)""")
            .fill("file_check", "SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false")) {
      warehouse.load(Fenced.taken(warehouse, warehouse.highestFence() + 1, List.of(day.write())));
    }
  }

  private static void measure(PrintWriter out, Warehouse warehouse, String what, String sql)
      throws IOException {
    time(out, what, () -> warehouse.query(sql, ResultFormat.CSV.to(new StringWriter())));
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void time(PrintWriter out, String what, Step step) throws IOException {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      step.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    out.printf("%-28s %6.1f ms%n", what, best / 1e6);
  }
}
