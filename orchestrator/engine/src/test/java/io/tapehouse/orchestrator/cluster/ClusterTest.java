package io.tapehouse.orchestrator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.PostgresEngine;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one database. Each is killed once in the middle and started anew; nothing is
 * lost, nothing is recorded twice, and only what was cut off is done again. The second one's clock
 * is ahead.
 */
class ClusterTest {

  private static final int DAYS = 25;
  private static final int AHEAD_SECONDS = 5;

  @TempDir Path folder;

  private final PostgresEngine engine = new PostgresEngine();
  private final JdbcRunStore store = engine.open();
  private final History history = new History(store);
  private final List<MemberProcess> processes = new ArrayList<>();
  private final Map<String, Instant> killed = new HashMap<>();
  private int months;
  private int scheduled;
  private long tasks;

  /** So many months of runs by the schedule, and as many of a backfill. */
  private void plan(int ofMonths) {
    months = ofMonths;
    scheduled = DAYS * months;
    tasks = 2L * scheduled * ClusterDag.TASKS;
    store.migrate();
    store.pools(Map.of("default", 100));
    store.register(ClusterDag.ID, ClusterDag.FIRST, false);
    LocalDate day = ClusterDag.FIRST.minusDays(scheduled);
    store.createBackfill(
        new NewBackfill(
            ClusterDag.ID,
            LongStream.range(0, scheduled).mapToObj(day::plusDays).toList(),
            ClusterDag.ACTIVE,
            NewBackfill.Reprocess.NONE,
            NewBackfill.Kind.BACKFILL,
            "test"));
  }

  @AfterEach
  void close() {
    processes.forEach(MemberProcess::close);
    store.close();
    engine.close();
  }

  @Test
  void losesNothingInAQuarter() throws IOException {
    plan(3);
    losesNothingWhenProcessesAreKilled();
  }

  @Test
  @Tag("endurance")
  void losesNothingInMany() throws IOException {
    plan(Integer.getInteger("tapehouse.cluster.months", 5));
    losesNothingWhenProcessesAreKilled();
  }

  private void losesNothingWhenProcessesAreKilled() throws IOException {
    Instant begin = Instant.now();
    MemberProcess first = start("first", 0);
    MemberProcess second = start("second", AHEAD_SECONDS);
    awaitDone(tasks / 4);
    kill(first);
    awaitTakenOver(first);
    first = start("first-again", 0);
    awaitDone(tasks * 5 / 8);
    kill(second);
    awaitTakenOver(second);
    second = start("second-again", AHEAD_SECONDS);
    awaitDone(tasks);
    Instant end = Instant.now();
    awaitAllEnded();
    assertThat(List.of(first, second)).allMatch(MemberProcess::isAlive);
    processes.forEach(MemberProcess::close);

    tookOverInTime();
    everythingWasDoneOnce();
    history.isLegal();
    onlyWhatWasCutOffRanTwice();
    Duration took = Duration.between(begin, end);
    Files.writeString(
        Path.of("target", "cluster-test.txt"),
        "%d tasks in %s: %d a second%n".formatted(tasks, took, tasks * 1000 / took.toMillis()));
  }

  private MemberProcess start(String name, int ahead) throws IOException {
    MemberProcess process = MemberProcess.start(engine.url(), name, folder, ahead, DAYS, months);
    processes.add(process);
    return process;
  }

  private void kill(MemberProcess process) {
    // The other one may have done all so far: this one has to have something to lose.
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofMinutes(1))
        .until(() -> atWork(process) > 0);
    process.kill();
    killed.put(process.name(), store.now());
  }

  private void awaitDone(long wanted) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofMinutes(2))
        .until(() -> history.count("task_instance", "state = 'success'") >= wanted);
  }

  private void awaitTakenOver(MemberProcess dead) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(20))
        .until(() -> atWork(dead) == 0);
  }

  private long atWork(MemberProcess process) {
    return history.count(
        "task_instance", "state = 'running' AND node = '%s'".formatted(process.name()));
  }

  private void awaitAllEnded() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                store.backfills(false).get(0).state() == BackfillState.FINISHED
                    && history.count("dag_run", "state <> 'success'") == 0);
  }

  private void tookOverInTime() {
    List<History.Change> takeOvers =
        history.changes().stream()
            .filter(
                change -> change.from() == TaskState.RUNNING && change.to() != TaskState.SUCCESS)
            .toList();
    assertThat(takeOvers)
        .as("processes at work were killed")
        .isNotEmpty()
        .allSatisfy(
            change -> {
              assertThat(change.to()).isEqualTo(TaskState.QUEUED);
              Instant death =
                  killed.entrySet().stream()
                      .filter(dead -> change.message().contains("node " + dead.getKey() + " "))
                      .map(Map.Entry::getValue)
                      .findFirst()
                      .orElseThrow(() -> new AssertionError("its node lived: " + change));
              assertThat(Duration.between(death, change.at()))
                  .as("%s", change)
                  .isLessThan(ClusterMember.HEARTBEAT.multipliedBy(3));
            });
  }

  private void everythingWasDoneOnce() {
    assertThat(history.taskStates()).isEqualTo(Map.of("success", tasks));
    assertThat(history.count("dag_run", "state = 'success'")).isEqualTo(2L * scheduled);
    Map<Long, Long> successes =
        history.changes().stream()
            .filter(
                change -> change.from() == TaskState.RUNNING && change.to() == TaskState.SUCCESS)
            .collect(Collectors.groupingBy(History.Change::taskInstanceId, Collectors.counting()));
    assertThat(successes).hasSize((int) tasks).allSatisfy((id, times) -> assertThat(times).isOne());
  }

  private void onlyWhatWasCutOffRanTwice() throws IOException {
    Map<String, History.Claimed> attempts =
        history.attempts().stream()
            .collect(Collectors.toMap(History.Claimed::attemptId, claimed -> claimed));
    Set<String> ran = new HashSet<>();
    Set<Long> succeeded = new HashSet<>();
    for (MemberProcess process : processes) {
      for (String line : lines(process)) {
        String[] words = line.split(" ", -1);
        assertThat(ran.add(words[1])).as("attempt %s begins once", words[1]).isTrue();
        History.Claimed attempt = attempts.get(words[1]);
        assertThat(attempt).as(line).isNotNull();
        assertThat(attempt.node()).isEqualTo(process.name());
        if (attempt.state().equals("success")) {
          assertThat(succeeded.add(attempt.taskInstanceId())).as(line).isTrue();
        } else {
          assertThat(attempt.state()).isEqualTo("lost");
          assertThat(killed).containsKey(attempt.node());
        }
      }
    }
    assertThat(succeeded).hasSize((int) tasks);
  }

  private List<String> lines(MemberProcess process) throws IOException {
    Path done = folder.resolve(process.name() + ".done");
    if (Files.notExists(done)) {
      // It came when nothing was left.
      return List.of();
    }
    try (Stream<String> lines = Files.lines(done)) {
      return lines.toList();
    }
  }
}
