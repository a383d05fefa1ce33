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
 * Times loads of days as large as real ones: {@code LoadBenchmark [days]}. It writes its Parquet
 * and its warehouses to a new folder among the temporary files and leaves them there.
 */
public final class LoadBenchmark {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private LoadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int days = arguments.length == 0 ? 34 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("tapehouse-load");
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("in " + folder);
    Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    LakeDays lakeDays = new LakeDays(lake);
    List<DatasetLoad> first = new ArrayList<>();
    List<DatasetLoad> second = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      try (LakeDay day = lakeDays.largeFutures(FIRST.plusDays(i))) {
        first.add(day.write());
        second.add(day.version(2).write());
      }
    }
    for (int round = 1; round <= 3; round++) {
      try (Warehouse warehouse =
          DuckDbWarehouse.open(
              folder.resolve("round" + round + ".duckdb"), WarehouseConfig.DEFAULT, lake)) {
        time(out, "migrate", warehouse::migrate);
        time(out, "first day", () -> committed(load(warehouse, first.subList(0, 1))));
        time(out, "second day", () -> committed(load(warehouse, first.subList(1, 2))));
        time(out, days - 2 + " days", () -> committed(load(warehouse, first.subList(2, days))));
        time(out, "the same again", () -> load(warehouse, first));
        time(out, "one day re-posted", () -> committed(load(warehouse, second.subList(5, 6))));
        time(
            out,
            "all but two re-posted",
            () -> committed(load(warehouse, second.subList(6, days))));
        StringWriter text = new StringWriter();
        time(
            out,
            "count",
            () ->
                warehouse.query(
                    "SELECT count(*) FROM derivative_detail_history", ResultFormat.CSV.to(text)));
        out.println(text.toString().replace('\n', ' '));
      }
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void time(PrintWriter out, String what, Step step) throws Exception {
    long start = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    step.run();
    // Processor time is the same on a busy machine, where the clock does not.
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
