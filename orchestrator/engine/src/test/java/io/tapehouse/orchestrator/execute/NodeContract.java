package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.task.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the parts of the contract have in common: one store, and a DAG of its own for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class NodeContract {

  /** Tries again at once, nearly. */
  static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(20));

  private static final AtomicInteger DAGS = new AtomicInteger();

  private final Engine engine;
  final JdbcRunStore store;
  private final List<Floor> floors = new ArrayList<>();

  @TempDir Path folder;

  NodeContract(Engine engine) {
    this.engine = engine;
    this.store = engine.open();
    store.migrate();
  }

  final Floor floor(UnaryOperator<Dag.Builder> tasks) {
    return floor(Map.of("default", 100), tasks);
  }

  final Floor floor(Map<String, Integer> pools, UnaryOperator<Dag.Builder> tasks) {
    Dag dag = tasks.apply(Dag.named("dag-" + DAGS.incrementAndGet()).retries(QUICK)).build();
    Floor floor = new Floor(store, folder, dag, pools);
    floors.add(floor);
    return floor;
  }

  @AfterEach
  void closeFloors() {
    floors.forEach(Floor::close);
    floors.clear();
  }

  @AfterAll
  void close() {
    store.close();
    engine.close();
  }
}
