package io.tapehouse.orchestrator.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.runstore.H2Engine;
import io.tapehouse.orchestrator.state.RunState;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.sql.Refusal;
import io.tapehouse.sql.Refusal.Verdict;
import io.tapehouse.sql.StaleFenceException;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * From the claim to the data: an attempt that sleeps while another one takes its place, and then
 * goes on as if nothing had happened, changes nothing in the warehouse.
 */
class ZombieWarehouseTest extends NodeContract {

  private static final String DATASET = "taifex.futures_tick";

  ZombieWarehouseTest() {
    super(new H2Engine());
  }

  @Test
  void aZombieWritesNothing() throws IOException {
    Blocker asleep = new Blocker();
    AtomicInteger times = new AtomicInteger();
    CompletableFuture<Exception> refused = new CompletableFuture<>();
    Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    try (Warehouse warehouse =
        DuckDbWarehouse.open(folder.resolve("w.duckdb"), WarehouseConfig.DEFAULT, lake)) {
      warehouse.migrate();
      Floor floor =
          floor(
              dag ->
                  dag.task(
                      "load",
                      task ->
                          task.does(
                              context ->
                                  times.incrementAndGet() == 1
                                      ? zombie(warehouse, context, asleep, refused)
                                      : write(warehouse, context))));
      Node muted = floor.mutedNode(1);
      long run = floor.begin();
      await().atMost(Floor.LONG).until(() -> asleep.began() == 1);
      floor.watchfulNode();
      assertThat(floor.end(run)).isEqualTo(RunState.SUCCESS);
      asleep.release();
      assertThat(refused.join()).isInstanceOf(StaleFenceException.class);
      await().atMost(Floor.LONG).until(() -> muted.atWork() == 0);
      long fence = floor.attempts(run, "load").get(1).fence();
      assertThat(warehouse.highestFence()).isEqualTo(fence);
      assertThat(floor.tries(run, "load")).containsExactly("1 lost", "2 success");
      assertThat(ledger(warehouse)).containsExactly(floor.attempts(run, "load").get(1).attemptId());
    }
  }

  private static TaskResult zombie(
      Warehouse warehouse,
      TaskContext context,
      Blocker asleep,
      CompletableFuture<Exception> refused)
      throws InterruptedException {
    warehouse.fence(Map.of(key(context), context.claim().fence()));
    asleep.run(context);
    try {
      warehouse.recordRefusal(refusal(context));
    } catch (StaleFenceException e) {
      refused.complete(e);
      throw e;
    }
    refused.complete(new IllegalStateException("the zombie wrote"));
    return TaskResult.success("the zombie wrote");
  }

  private static TaskResult write(Warehouse warehouse, TaskContext context) {
    warehouse.fence(Map.of(key(context), context.claim().fence()));
    warehouse.recordRefusal(refusal(context));
    return TaskResult.success("written");
  }

  private static Partition key(TaskContext context) {
    return new Partition(DATASET, context.date());
  }

  private static Refusal refusal(TaskContext context) {
    return new Refusal(
        new Partition(DATASET, context.date()),
        Set.of("contract_label"),
        1,
        "sha",
        1,
        context.attemptId(),
        context.claim().fence(),
        Verdict.REFUSED,
        "expected rows, found none",
        List.of());
  }

  private static List<String> ledger(Warehouse warehouse) throws IOException {
    StringWriter rows = new StringWriter();
    warehouse.query(
        "SELECT attempt_id FROM load_ledger WHERE attempt_id <> '-'", ResultFormat.CSV.to(rows));
    return rows.toString().lines().skip(1).toList();
  }
}
