package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.execute.ExecutionListener;
import io.tapehouse.orchestrator.execute.Node;
import io.tapehouse.orchestrator.plan.Planner;
import io.tapehouse.orchestrator.plan.QuartzWaker;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: a planner that looks at every wake and every few seconds, and a node that works.
 * Safe for use by many threads.
 */
public final class Scheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  /** Under load a look at everything answers for all that happened meanwhile. */
  private static final long REST_MILLISECONDS = 20;

  private final HomeSession session;
  private final Planner planner;
  private final Node node;
  private final Semaphore news = new Semaphore(0);
  private final Thread planning;
  private volatile boolean stopping;
  private @Nullable QuartzWaker waker;
  private long calendarChanges;

  /** A service that does nothing until {@link #start}. */
  public Scheduler(HomeSession session) {
    this.session = session;
    this.planner = session.planner();
    this.node =
        session.node(
            session.nodeSettings(),
            new ExecutionListener() {
              @Override
              public void ended(Ending ending) {
                report(ending);
                wake();
              }
            });
    this.planning = new Thread(this::plan, "planner");
  }

  /**
   * For operators who watch the output of a service: logs of attempts are files that go with a
   * node.
   */
  private static void report(Ending ending) {
    if (ending.state() == TaskState.FAILED) {
      LOG.error(
          "{}@{} {} failed: {}",
          ending.claim().dagId(),
          ending.claim().date(),
          ending.claim().taskId(),
          ending.message());
    }
  }

  /** Begins to plan and to work. */
  public void start() {
    node.start();
    planning.start();
    OpenStore store = session.openStore();
    waker = QuartzWaker.start(store.dataSource(), store.clustered(), session.book(), this::wake);
  }

  /** Something may have changed: look at once. */
  public void wake() {
    news.release();
  }

  /** The store was changed from outside: look for new work and for cancelled work. */
  public void changed() {
    wake();
    node.wake();
    node.lookForCancellations();
  }

  /** How many attempts are at work. */
  public int atWork() {
    return node.atWork();
  }

  /** Ends: what is at work may end within {@code grace}, and is then handed back. */
  public void stop(Duration grace) throws InterruptedException {
    stopping = true;
    QuartzWaker quartz = waker;
    if (quartz != null) {
      quartz.close();
    }
    wake();
    planning.join();
    node.stop(grace);
  }

  @Override
  public void close() {
    try {
      stop(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void plan() {
    try {
      while (!stopping) {
        look();
        TimeUnit.MILLISECONDS.sleep(REST_MILLISECONDS);
        if (news.tryAcquire(
            session.configuration().scheduler().plannerInterval().toMillis(),
            TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      long changes = session.pipeline().calendars().changes();
      if (changes != calendarChanges) {
        calendarChanges = changes;
        planner.lookAtAllAgain();
      }
      if (planner.tick() > 0) {
        node.wake();
      }
    } catch (RunStoreException e) {
      LOG.warn("cannot plan; trying again", e);
    } catch (RuntimeException | Error e) {
      // Whatever it is: a scheduler that plans no more would look alive.
      LOG.error("a fault in the planner", e);
    }
  }
}
