package io.tapehouse.sql;

import com.sun.management.OperatingSystemMXBean;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Times loads of CCASS pages: {@code CcassLoadBenchmark [stocks] [days]}, with 240 holders a stock
 * of whom one in four has other shares on the next day. It writes to a new folder among the
 * temporary files and leaves it there.
 */
public final class CcassLoadBenchmark {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private CcassLoadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int stocks = arguments.length == 0 ? 280 : Integer.parseInt(arguments[0]);
    int days = arguments.length < 2 ? 64 : Integer.parseInt(arguments[1]);
    int middle = days / 2;
    Path folder = Files.createTempDirectory("tapehouse-ccass");
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.printf("in %s, %d stocks%n", folder, stocks);
    Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    List<DatasetLoad> loads = new ArrayList<>();
    for (int day = 0; day < days + 1; day++) {
      loads.add(written(lake, stocks, day, 1));
    }
    DatasetLoad again = written(lake, stocks, middle, 2);
    List<DatasetLoad> most = new ArrayList<>(loads.subList(0, days));
    DatasetLoad late = most.remove(middle);
    for (int round = 1; round <= 3; round++) {
      try (Warehouse warehouse =
          DuckDbWarehouse.open(
              folder.resolve("round" + round + ".duckdb"), WarehouseConfig.DEFAULT, lake)) {
        warehouse.migrate();
        for (int from = 0; from < most.size(); from += 64) {
          List<DatasetLoad> batch = most.subList(from, Math.min(most.size(), from + 64));
          time(out, batch.size() + " days", () -> committed(load(warehouse, batch)));
        }
        time(out, "the next day", () -> committed(load(warehouse, List.of(loads.get(days)))));
        time(out, "a day in the middle", () -> committed(load(warehouse, List.of(late))));
        time(out, "it once more, other", () -> committed(load(warehouse, List.of(again))));
        time(out, "the same again", () -> load(warehouse, List.of(again)));
        StringWriter text = new StringWriter();
        warehouse.query(
            "SELECT (SELECT count(*) FROM ccass_summary), (SELECT count(*) FROM ccass_holding)",
            ResultFormat.CSV.to(text));
        out.print("pages, intervals: " + text.toString().lines().skip(1).findFirst().orElseThrow());
      }
      out.printf(", %d bytes%n", Files.size(folder.resolve("round" + round + ".duckdb")));
    }
  }

  private static DatasetLoad written(Lake lake, int stocks, int day, int version) {
    LocalDate date = FIRST.plusDays(day);
    try (LakeDay one = new LakeDay(lake, CcassDay.DATASET, date)) {
      return one.version(version)
          .change(
              """
              CREATE TABLE held AS SELECT lpad((s + 1)::VARCHAR, 5, '0') AS stock,
                  CASE WHEN p %% 13 = 0 THEN 'C' ELSE 'B' END || lpad(p::VARCHAR, 5, '0') AS holder,
                  (1 + hash(s, p, (%d + s + 3 * p) // 4, %d) %% 1000000)::BIGINT * 100 AS shares
              FROM range(%d) a(s), range(240) b(q),
                  LATERAL (SELECT ((hash(s * 7919) + q * 5) %% 1300)::INTEGER AS p)"""
                  .formatted(day, day % 8 == 0 ? version : 1, stocks))
          .fill(
              "ccass_page",
              """
              SELECT stock, DATE '%s', 'STOCK ' || stock, 'en', 30000000000, sum(shares), count(*), 0, 0, 0, 0,
                  sum(shares), count(*), true
              FROM held GROUP BY stock ORDER BY stock"""
                  .formatted(date))
          .fill(
              "ccass_row",
              """
              SELECT stock, holder, shares, (10000 * shares // 30000000000) * 0.01 FROM held
              ORDER BY stock, shares DESC""")
          .fill(
              "ccass_name",
              """
              SELECT DISTINCT holder, 'en', holder, 'broker', 'Participant ' || holder || ' Limited', 'Hong Kong'
              FROM held""")
          .write();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void time(PrintWriter out, String what, Step step) throws Exception {
    long start = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    step.run();
    out.printf(
        "%-24s %6d ms, processors %6d ms%n",
        what,
        (System.nanoTime() - start) / 1_000_000,
        (PROCESS.getProcessCpuTime() - cpu) / 1_000_000);
  }

  private static LoadReport load(Warehouse warehouse, List<DatasetLoad> batch) {
    return warehouse.load(Fenced.taken(warehouse, warehouse.highestFence() + 1, batch));
  }

  private static void committed(LoadReport report) {
    for (DatasetReport dataset : report.datasets()) {
      if (dataset.outcome() != Outcome.COMMITTED) {
        throw new IllegalStateException(dataset.toString());
      }
    }
  }
}
