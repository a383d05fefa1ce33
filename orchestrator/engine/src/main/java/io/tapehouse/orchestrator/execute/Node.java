package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.dag.DagTask;
import io.tapehouse.orchestrator.logs.AttemptLog;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.ClaimRequest;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.runstore.WorkQueue;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of the orchestrator: claims tasks from the store, runs their code on its threads, renews
 * its leases, and takes over from nodes that died. Any number of them may share a store that many
 * processes can use. Safe for use by many threads.
 */
public final class Node implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final long INSISTING_MILLISECONDS = 200;

  private final WorkQueue store;
  private final DagBook book;
  private final NodeSettings settings;
  private final AttemptLogs logs;
  private final ExecutionListener listener;
  private final Resolver resolver;
  private final EndingDecision verdict = new EndingDecision(RandomGenerator.getDefault());
  private final WakeSignal signal = new WakeSignal();
  private final EndingRecorder endings;
  private final Semaphore freeWorkers;
  private final Map<String, AttemptExecution> atWork = new ConcurrentHashMap<>();
  // Claimed, and how they ended is not in the store yet.
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers;
  private final ScheduledThreadPoolExecutor timers;
  private final Thread claimer;
  private final Map<String, Integer> batchSizes = new HashMap<>();
  private volatile boolean stopping;
  private @Nullable Future<?> pulse;
  private volatile Duration patience = Duration.ofSeconds(30);

  /**
   * A node that does nothing until {@link #start}.
   *
   * @throws io.tapehouse.orchestrator.dag.InvalidDagException when a task has no code
   */
  public Node(
      WorkQueue store,
      DagBook book,
      NodeSettings settings,
      AttemptLogs logs,
      ExecutionListener listener) {
    this.store = store;
    this.book = book.requireCode();
    this.settings = settings;
    this.logs = logs;
    this.listener = listener;
    this.resolver = new DagResolver(book);
    this.endings =
        new EndingRecorder(
            store, logs.masking(), resolver, listener, held::removeAll, signal::ring);
    this.freeWorkers = new Semaphore(settings.workers());
    this.workers = Executors.newCachedThreadPool(Node::worker);
    this.timers = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "pulse"));
    timers.setRemoveOnCancelPolicy(true);
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.claimer = new Thread(this::claim, "claimer");
    // Sizes go by the word alone: the DAG that takes most together must not be cut short.
    book.all()
        .forEach(
            dag ->
                dag.batchSizes().forEach((word, size) -> batchSizes.merge(word, size, Math::max)));
  }

  /** Daemon: a body that ignores interrupts must not keep the JVM alive. */
  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "worker");
    thread.setDaemon(true);
    return thread;
  }

  /** What follows for runs from the states of their tasks. */
  public Resolver resolver() {
    return resolver;
  }

  /** How long {@link #stop} waits for bodies that ignore interrupts. */
  Node patience(Duration longest) {
    patience = longest;
    return this;
  }

  /** Begins to work. */
  public void start() {
    endings.start();
    claimer.start();
    // Twice as often as it must: one beat may be late.
    long beat = Math.max(1, settings.heartbeat().toMillis() / 2);
    pulse = timers.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
  }

  /** There may be something new to do. */
  public void wake() {
    signal.ring();
  }

  /** Looks at once whether something is to be broken off. */
  public void lookForCancellations() {
    try {
      timers.execute(this::beat);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped already: everything has been broken off", e);
    }
  }

  /** How many attempts are at work here. */
  public int atWork() {
    return atWork.size();
  }

  /** Stops at once: what is at work is broken off and handed back. */
  @Override
  public void close() {
    stop(Duration.ZERO);
  }

  /**
   * Stops: nothing new begins; what is at work may end within {@code grace}, and is then broken off
   * and handed back, so that another node, or this one when it comes back, begins it anew.
   */
  public void stop(Duration grace) {
    if (stopping) {
      return;
    }
    stopping = true;
    signal.ring();
    try {
      claimer.join();
      workers.shutdown();
      if (!workers.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("handing back {} attempts", atWork.size());
        breakOffAll();
        long end = System.nanoTime() + patience.toNanos();
        while (!workers.awaitTermination(INSISTING_MILLISECONDS, TimeUnit.MILLISECONDS)) {
          if (System.nanoTime() > end) {
            LOG.error("{} attempts do not end: their leases run out", atWork.size());
            break;
          }
          breakOffAll();
        }
      }
      Future<?> beating = pulse;
      if (beating != null) {
        beating.cancel(false);
      }
      timers.shutdownNow();
      endings.stop();
    } catch (InterruptedException e) {
      workers.shutdownNow();
      timers.shutdownNow();
      endings.letGo();
      Thread.currentThread().interrupt();
    }
  }

  private void breakOffAll() {
    for (AttemptExecution work : Set.copyOf(atWork.values())) {
      work.members().forEach(member -> work.breakOff(member, StopReason.SHUTDOWN));
    }
  }

  private void claim() {
    try {
      while (!stopping) {
        int free = freeWorkers.availablePermits();
        if (free == 0 || !claim(free)) {
          signal.await(settings.poll());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean claim(int free) throws InterruptedException {
    List<Claim> claims;
    try {
      claims =
          store.claim(
              new ClaimRequest(settings.name(), free, book.ids(), settings.group(), batchSizes));
    } catch (RunStoreException e) {
      // Claims whose answer was lost are in no heartbeat, so their leases run out.
      LOG.warn("cannot claim work; trying again", e);
      signal.await(REST_AFTER_TROUBLE);
      return true;
    } catch (RuntimeException | Error e) {
      LOG.error("a fault while claiming work; trying again", e);
      signal.await(REST_AFTER_TROUBLE);
      return true;
    }
    for (List<Claim> together : together(claims)) {
      try {
        begin(together);
      } catch (RuntimeException | OutOfMemoryError e) {
        // As when there are no threads any more.
        LOG.error("cannot begin {} attempts: their leases run out", together.size(), e);
        ended(together);
        together.forEach(claim -> held.remove(claim.attemptId()));
        signal.await(REST_AFTER_TROUBLE);
      }
    }
    return !claims.isEmpty();
  }

  private static Collection<List<Claim>> together(List<Claim> claims) {
    Map<String, List<Claim>> groups = new LinkedHashMap<>();
    for (Claim claim : claims) {
      String group = claim.batchId() == null ? claim.attemptId() : "batch " + claim.batchId();
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(claim);
    }
    return groups.values();
  }

  private void begin(List<Claim> claims) throws InterruptedException {
    freeWorkers.acquire();
    claims.forEach(claim -> held.add(claim.attemptId()));
    boolean batch = claims.get(0).batchId() != null;
    AttemptLog log = batch ? logs.openBatch(claims) : logs.open(claims.get(0));
    List<RunningAttempt> members = new ArrayList<>();
    for (Claim claim : claims) {
      members.add(new RunningAttempt(claim, task(claim), store, log, batch));
      listener.began(claim);
    }
    AttemptExecution work =
        new AttemptExecution(
            members,
            verdict,
            endings::add,
            claim -> held.remove(claim.attemptId()),
            () -> ended(claims));
    claims.forEach(claim -> atWork.put(claim.attemptId(), work));
    Future<?> timer =
        timers.schedule(
            () -> members.forEach(member -> work.breakOff(member, StopReason.TIMEOUT)),
            work.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    workers.execute(
        () -> {
          try {
            work.run();
          } finally {
            timer.cancel(false);
          }
        });
  }

  private DagTask task(Claim claim) {
    Dag dag = book.find(claim.dagId()).orElseThrow();
    DagTask task = dag.tasks().get(claim.taskId());
    if (task == null) {
      return gone(claim);
    }
    return task;
  }

  /** A task that the DAG has lost between its queueing and now. */
  private static DagTask gone(Claim claim) {
    return Dag.named(claim.dagId())
        .task(
            claim.taskId(),
            task -> task.does(context -> new TaskResult.Skipped("the DAG has it no more")))
        .build()
        .tasks()
        .get(claim.taskId());
  }

  private void ended(List<Claim> claims) {
    claims.forEach(claim -> atWork.remove(claim.attemptId()));
    freeWorkers.release();
    signal.ring();
  }

  /** Renews our leases, breaks off what is not ours any more, and takes over from the dead. */
  private void beat() {
    try {
      Map<String, AttemptExecution> before = Map.copyOf(atWork);
      Map<String, Boolean> renewed = store.heartbeat(settings.name(), Set.copyOf(held));
      before.forEach(
          (attemptId, work) -> {
            if (!atWork.containsKey(attemptId)) {
              return;
            }
            Boolean cancel = renewed.get(attemptId);
            for (RunningAttempt member : work.members()) {
              if (member.claim().attemptId().equals(attemptId) && !member.hasEnded()) {
                if (cancel == null) {
                  work.breakOff(member, StopReason.LOST);
                } else if (cancel) {
                  work.breakOff(member, StopReason.CANCELLED);
                }
              }
            }
          });
      Set.copyOf(atWork.values()).forEach(AttemptExecution::insist);
      if (store.takeOver(settings.lease(), settings.takeovers(), resolver) > 0) {
        signal.ring();
      }
    } catch (RunStoreException e) {
      LOG.warn("cannot renew leases; trying again", e);
    } catch (RuntimeException | Error e) {
      // There is no beat any more after one that throws.
      LOG.error("a fault in the heartbeat", e);
    }
  }
}
