package io.tapehouse.orchestrator.plan;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.execute.ExecutionListener;
import io.tapehouse.orchestrator.execute.Node;
import io.tapehouse.orchestrator.execute.NodeSettings;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A planner that looks all the time, and a node. */
public final class Shop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shop.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int WORKERS = 6;
  private static final long REST_NANOSECONDS = 10_000_000;

  private final Node node;
  private final Planner planner;
  private final Thread planning;
  private volatile boolean stopping;

  private Shop(RunStore store, Dag dag, Path logs, Duration heartbeat) {
    DagBook book = DagBook.of(List.of(dag), Set.of("default"));
    NodeSettings settings =
        new NodeSettings(
            "shop-" + NUMBER.incrementAndGet(),
            WORKERS,
            heartbeat,
            Duration.ofMillis(20),
            1000,
            null);
    this.node =
        new Node(
            store,
            book,
            settings,
            new AttemptLogs(logs, Set::of, Clock.systemUTC()),
            ExecutionListener.NONE);
    this.planner =
        new Planner(store, book, exchange -> Optional.empty(), node.resolver(), Clock.systemUTC());
    this.planning = new Thread(this::plan, "planner");
  }

  /** Opens a shop. */
  public static Shop open(RunStore store, Dag dag, Path logs, Duration heartbeat) {
    Shop shop = new Shop(store, dag, logs, heartbeat);
    shop.node.start();
    shop.planning.start();
    return shop;
  }

  private void plan() {
    while (!stopping) {
      try {
        if (planner.tick() > 0) {
          node.wake();
        }
      } catch (RunStoreException e) {
        LOG.info("cannot plan: {}", e.getMessage());
      }
      LockSupport.parkNanos(REST_NANOSECONDS);
    }
  }

  /** The store was changed from outside. */
  public void changed() {
    node.lookForCancellations();
  }

  /** Without grace. */
  @Override
  public void close() {
    stopping = true;
    try {
      planning.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    node.close();
  }
}
