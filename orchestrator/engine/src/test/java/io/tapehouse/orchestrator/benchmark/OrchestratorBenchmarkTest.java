package io.tapehouse.orchestrator.benchmark;

import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.H2Engine;
import io.tapehouse.orchestrator.runstore.PostgresEngine;
import io.tapehouse.orchestrator.runstore.RunStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the benchmark with {@code -Dtapehouse.benchmark=true}; it asserts nothing, since times are
 * no matter of right and wrong.
 */
@EnabledIfSystemProperty(named = "tapehouse.benchmark", matches = "true|throughput")
class OrchestratorBenchmarkTest {

  private static final Duration OFFERED = Duration.ofSeconds(15);

  /** The value of the property that asks for the throughput alone, three times. */
  private static final String THROUGHPUT = "throughput";

  @TempDir private Path folder;

  @Test
  void h2() throws Exception {
    try (Engine engine = new H2Engine()) {
      measure("H2", engine);
    }
  }

  @Test
  void postgreSql() throws Exception {
    try (Engine engine = new PostgresEngine()) {
      measure("PostgreSQL", engine);
    }
  }

  private void measure(String name, Engine engine) throws InterruptedException {
    try (RunStore store = engine.open()) {
      OrchestratorBenchmark benchmark = new OrchestratorBenchmark(name, store, folder);
      benchmark.throughput(5_000); // warms up
      benchmark.throughput(20_000);
      if (THROUGHPUT.equals(System.getProperty("tapehouse.benchmark"))) {
        benchmark.throughput(20_000);
        benchmark.throughput(20_000);
        return;
      }
      for (int rate : new int[] {10, 100, 1_000}) {
        benchmark.offered(rate, OFFERED);
      }
      benchmark.chain();
      benchmark.backfill();
      benchmark.million();
      benchmark.clean();
    }
  }
}
