package io.tapehouse.orchestrator.operations;

import static io.tapehouse.orchestrator.operations.TestInstallation.DAG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.control.ControlServer;
import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.logs.AttemptLog;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands where a scheduler has the home. */
class OwnerCommandsTest extends CommandsContract {

  private final AtomicInteger wakes = new AtomicInteger();
  private @Nullable OwnedHome owned;
  private @Nullable RunStore store;
  private @Nullable ControlServer server;

  @Override
  void store(InStore work) throws IOException {
    work.on(open());
  }

  @Override
  boolean hasScheduler() {
    return true;
  }

  private RunStore open() throws IOException {
    RunStore opened = store;
    if (opened != null) {
      return opened;
    }
    owned = OwnedHome.takeAsItIs(new Home(folder), "tapehouse scheduler");
    opened = new TestInstallation().open(home, Configuration.defaults());
    store = opened;
    AttemptLogs logs = new AttemptLogs(home.runLogs(), Set::of, Clock.systemUTC());
    server =
        ControlServer.open(
            home,
            RemoteOperations.handlers(
                Operations.class,
                new StoreOperations(
                    new OperationsContext(
                        opened,
                        TestInstallation.book(),
                        RESOLVER,
                        TestInstallation.calendars(home),
                        logs,
                        Clock.systemUTC(),
                        SchedulerPresence.SCHEDULER,
                        request -> {
                          throw new OperationFailedException("takes no runs");
                        },
                        () -> TestInstallation.planner(home),
                        TestInstallation.NO_WAREHOUSE,
                        new RetentionPolicy(
                            Duration.ofDays(730),
                            Duration.ofDays(90),
                            home.eventLogs(),
                            TestInstallation.lake(home)),
                        wakes::incrementAndGet))));
    return opened;
  }

  @AfterEach
  void close() throws IOException {
    Objects.requireNonNull(server).close();
    Objects.requireNonNull(store).close();
    Objects.requireNonNull(owned).close();
  }

  @Test
  void whoeverWorksIsWoken() {
    assertThat(tapehouse("dags", "list").exit()).isZero();
    assertThat(wakes).hasValue(0);
    assertThat(tapehouse("dags", "trigger", DAG).exit()).isZero();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void faultsAreNoneOfTheSchedulersSource() throws IOException {
    open();
    Said said =
        tapehouse("run", "--source", "sim", "--fault", "taifex.futures_tick=reset", "--json");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .startsWith(
            "--fault: the scheduler of this home has its own source; stop it, or name another"
                + " --home");
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aLogIsFollowedUntilItsAttemptHasEnded() throws Exception {
    RunStore opened = open();
    assertThat(tapehouse("dags", "trigger", DAG, "--date", "2024-11-05").exit()).isZero();
    opened.start(List.of(1L), RESOLVER);
    Claim claim = claims(opened).get(0);
    AttemptLogs logs = new AttemptLogs(home.runLogs(), Set::of, Clock.systemUTC());
    CompletableFuture<Said> followed;
    try (AttemptLog log = logs.open(claim)) {
      log.line("the beginning");
      followed = CompletableFuture.supplyAsync(() -> tapehouse("logs", "1", claim.taskId(), "-f"));
      for (int i = 0; i < 1000; i++) {
        log.line("臺灣 " + i);
      }
    }
    assertThat(followed).isNotDone();
    opened.end(
        List.of(new Ending(claim, TaskState.SUCCESS, false, Ending.Fault.NONE, "done", null, null)),
        RESOLVER);
    Said said = followed.get();
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.lines()).hasSize(1001);
    assertThat(said.lines().get(1000)).endsWith("  臺灣 999");
  }
}
