package io.tapehouse.orchestrator.cluster;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.execute.ExecutionListener;
import io.tapehouse.orchestrator.execute.Node;
import io.tapehouse.orchestrator.execute.NodeSettings;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.plan.Planner;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of the cluster: a planner and a node. It ends when its standard input does. */
final class ClusterMember {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);

  static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int WORKERS = 8;
  private static final int REST_MILLISECONDS = 20;
  private static final int POOL = 8;

  private final FileChannel done;
  private final Semaphore news = new Semaphore(0);

  private ClusterMember(FileChannel done) {
    this.done = done;
  }

  /** Database, name of the node, folder, seconds by which the clock is ahead, days, months. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String name = arguments[1];
    Path folder = Path.of(arguments[2]);
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(arguments[3])));
    try (JdbcRunStore store = RunStores.postgres(arguments[0], "postgres", "", POOL);
        FileChannel done =
            FileChannel.open(
                folder.resolve(name + ".done"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.APPEND)) {
      ClusterMember member = new ClusterMember(done);
      Dag dag =
          ClusterDag.of(
              Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]), member::body);
      member.work(store, dag, name, new AttemptLogs(folder.resolve("logs"), Set::of, clock), clock);
    }
  }

  private void work(JdbcRunStore store, Dag dag, String name, AttemptLogs logs, Clock clock)
      throws InterruptedException {
    Thread parent = new Thread(ClusterMember::endWithParent);
    parent.setDaemon(true);
    parent.start();
    DagBook book = DagBook.of(List.of(dag), Set.of("default"));
    NodeSettings settings =
        new NodeSettings(name, WORKERS, HEARTBEAT, Duration.ofMillis(500), 10, null);
    ExecutionListener listener =
        new ExecutionListener() {
          @Override
          public void ended(Ending ending) {
            news.release();
          }
        };
    Node node = new Node(store, book, settings, logs, listener);
    Planner planner =
        new Planner(store, book, exchange -> Optional.empty(), node.resolver(), clock);
    node.start();
    while (true) {
      try {
        if (planner.tick() > 0) {
          node.wake();
        }
      } catch (RunStoreException e) {
        LOG.warn("cannot plan", e);
      }
      TimeUnit.MILLISECONDS.sleep(REST_MILLISECONDS);
      if (news.tryAcquire(1, TimeUnit.SECONDS)) {
        news.drainPermits();
      }
    }
  }

  private TaskResult body(TaskContext context) throws IOException {
    String line = context.claim().taskInstanceId() + " " + context.attemptId() + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
    synchronized (done) {
      done.write(bytes);
    }
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000, 3_000_000));
    return TaskResult.success("");
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Silent on purpose.
      }
    } catch (IOException e) {
      // It is gone.
    }
    Runtime.getRuntime().halt(1);
  }
}
