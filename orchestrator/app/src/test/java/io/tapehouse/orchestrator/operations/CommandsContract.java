package io.tapehouse.orchestrator.operations;

import static io.tapehouse.orchestrator.operations.TestInstallation.DAG;
import static io.tapehouse.orchestrator.operations.TestInstallation.IDLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.logs.AttemptLog;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.plan.Planner;
import io.tapehouse.orchestrator.plan.RunMaker;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.ClaimRequest;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Ending.Fault;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.Run;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every command answers, with and without an owner of the home. */
@Tag("calendar")
abstract class CommandsContract {

  static final Resolver RESOLVER = new DagResolver(TestInstallation.book());

  /** A Tuesday, and the Sunday before it. */
  private static final LocalDate TUESDAY = LocalDate.of(2024, 11, 5);

  private static final LocalDate SUNDAY = LocalDate.of(2024, 11, 3);

  @TempDir Path folder;

  Home home;

  /** Does something in the store while no command runs. */
  interface InStore {
    void on(RunStore store) throws IOException;
  }

  abstract void store(InStore work) throws IOException;

  /** Whether the home has a scheduler, as far as commands know. */
  abstract boolean hasScheduler();

  @BeforeEach
  void register() throws IOException {
    home = new Home(folder);
    store(
        store -> {
          store.pools(Map.of("default", 16));
          new Planner(
                  store,
                  TestInstallation.book(),
                  TestInstallation.calendars(home),
                  RESOLVER,
                  Clock.systemUTC())
              .register(Set.of());
        });
  }

  Said tapehouse(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--home");
    all.add(folder.toString());
    return Said.tapehouse(new TestInstallation(), all.toArray(String[]::new));
  }

  private Said well(String... arguments) {
    Said said = tapehouse(arguments);
    assertThat(said.exit()).as(said.err()).isZero();
    return said;
  }

  private JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return OperationsJson.mapper().readTree(well(all.toArray(String[]::new)).out());
  }

  private void refused(int exit, String words, String... arguments) {
    Said said = tapehouse(arguments);
    assertThat(said.err()).startsWith("tapehouse: ").contains(words).doesNotContain("\tat ");
    assertThat(said.exit()).isEqualTo(exit);
    assertThat(said.out()).isEmpty();
  }

  private void isSaidToWaitForAScheduler(Said said) {
    if (hasScheduler()) {
      assertThat(said.err()).isEmpty();
    } else {
      assertThat(said.err()).contains("begins with the next one");
    }
  }

  /** A run whose tasks end as said: {@code extract.a} fails, so {@code transform} is not done. */
  private void failedRun() throws IOException {
    store(
        store -> {
          Dag dag = TestInstallation.book().find(DAG).orElseThrow();
          RunMaker maker = new RunMaker(dag, exchange -> java.util.Optional.empty(), store.now());
          store.create(List.of(maker.manual(TUESDAY)));
          Run run = store.run(DAG, TUESDAY).orElseThrow();
          store.start(List.of(run.id()), RESOLVER);
          for (List<Claim> claims = claims(store); !claims.isEmpty(); claims = claims(store)) {
            for (Claim claim : claims) {
              end(store, claim);
            }
          }
        });
  }

  private void end(RunStore store, Claim claim) {
    AttemptLogs logs = new AttemptLogs(home.runLogs(), Set::of, Clock.systemUTC());
    boolean fails = claim.taskId().equals("extract.a");
    try (AttemptLog log = logs.open(claim)) {
      log.line("attempt %d at %s".formatted(claim.number(), claim.taskId()));
    }
    store.end(
        List.of(
            new Ending(
                claim,
                fails ? TaskState.FAILED : TaskState.SUCCESS,
                false,
                fails ? Fault.FAILURE : Fault.NONE,
                fails ? "the file is empty" : "42 rows",
                null,
                null)),
        RESOLVER);
  }

  static List<Claim> claims(RunStore store) {
    return store.claim(new ClaimRequest("a-node", 16, Set.of(DAG, IDLE), null, Map.of()));
  }

  @Test
  void planOfAWarehouse() {
    assertThat(tapehouse("warehouse", "plan").out())
        .isEqualTo("0 partitions would be made anew; 0 unchanged\n");
    assertThat(tapehouse("warehouse", "plan", "--json", "--from", "2024-11-05").out())
        .contains("\"partitions\"", "\"unchanged\"");
    Said backwards = tapehouse("warehouse", "plan", "--from", "2024-11-05", "--to", "2024-11-04");
    assertThat(backwards.exit()).isNotZero();
    assertThat(backwards.err()).contains("2024-11-04");
  }

  @Test
  void dagsAreListed() throws IOException {
    failedRun();
    List<String> lines = well("dags", "list").lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("DAG +SCHEDULE +ZONE +NEXT FIRE +PAUSED +START DATE .*");
    assertThat(lines.get(1))
        .matches(
            "quotes +0 30 18 \\* \\* \\? +Asia/Taipei +\\d{4}-\\d\\d-\\d\\d 18:30 +no +2024-01-01 +0"
                + " +2024-11-05 failed");
    assertThat(lines.get(2)).startsWith("quiet_one  -");
    JsonNode dags = json("dags", "list");
    assertThat(dags.path(0).path("lastRun").path("state").asText()).isEqualTo("failed");
    assertThat(dags.path(0).path("nextFire").asText()).endsWith("T10:30:00Z");
  }

  @Test
  void aDagIsShownWithItsTasks() throws IOException {
    Said said = well("dags", "show", DAG);
    assertThat(said.out())
        .contains("quotes: Quotes of the day", "deadline            21:00", "calendar")
        .containsPattern("\n  transform +- +default .* <- extract.a; after extract.b\n")
        .containsPattern("\n    report +all_done +default +- +3 +1h +<- transform\n");
    JsonNode dag = json("dags", "show", DAG);
    assertThat(dag.path("tasks").findValuesAsText("id"))
        .containsExactly("extract.a", "extract.b", "transform", "report");
    assertThat(dag.path("tasks").path(3).path("rule").asText()).isEqualTo("all_done");
    assertThat(well("dags", "show", DAG, "--dot").out())
        .startsWith("digraph \"quotes\" {")
        .contains(
            "\"extract.a\" -> \"transform\";", "\"extract.b\" -> \"transform\" [style=dashed];");
    refused(2, "no DAG 'qoutes'; did you mean 'quotes'?", "dags", "show", "qoutes");
    refused(2, "--dot does not go with --json", "dags", "show", DAG, "--dot", "--json");
  }

  @Test
  void aDagIsPausedAndUnpaused() throws IOException {
    assertThat(well("dags", "pause", DAG).out()).startsWith("quotes is paused");
    assertThat(json("dags", "list").path(0).path("paused").asBoolean()).isTrue();
    assertThat(json("dags", "unpause", DAG).path("paused").asBoolean()).isFalse();
    refused(2, "no DAG", "dags", "pause", "nothing");
  }

  @Test
  void aRunIsTriggeredOnce() throws IOException {
    Said said = well("dags", "trigger", DAG, "--date", "2024-11-05");
    assertThat(said.out()).startsWith("quotes@2024-11-05 is queued as run 1");
    isSaidToWaitForAScheduler(said);
    refused(1, "is queued already", "dags", "trigger", DAG, "--date", "2024-11-05");
    well("runs", "cancel", DAG + "@2024-11-05");
    refused(
        1,
        "quotes@2024-11-05 has ended (cancelled); tapehouse tasks clear quotes@2024-11-05",
        "dags",
        "trigger",
        DAG,
        "--date",
        "2024-11-05");
    assertThat(json("dags", "trigger", DAG).path("state").asText()).isEqualTo("queued");
  }

  @Test
  void aClosedDayIsRunWhenItIsTriggered() throws IOException {
    store(
        store -> {
          Dag dag = TestInstallation.book().find(DAG).orElseThrow();
          RunMaker maker = new RunMaker(dag, TestInstallation.calendars(home), store.now());
          store.create(List.of(maker.scheduled(SUNDAY)));
        });
    assertThat(json("runs", "show", DAG + "@" + SUNDAY).path("line").path("state").asText())
        .isEqualTo("skipped");
    refused(
        1, "tapehouse dags trigger quotes --date 2024-11-03", "tasks", "clear", DAG + "@" + SUNDAY);
    assertThat(well("dags", "trigger", DAG, "--date", SUNDAY.toString()).out()).contains("queued");
    assertThat(json("runs", "show", DAG + "@" + SUNDAY).path("tasks")).hasSize(4);
  }

  @Test
  void runsAreListed() throws IOException {
    failedRun();
    well("dags", "trigger", DAG, "--date", "2024-11-06");
    well("dags", "trigger", IDLE, "--date", "2024-11-07");
    List<String> lines = well("runs", "list").lines();
    assertThat(lines.get(0)).matches("RUN +NUMBER +TYPE +STATE +STARTED +DURATION +NOTE");
    assertThat(lines)
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("RUN", "quiet_one@2024-11-07", "quotes@2024-11-06", "quotes@2024-11-05");
    assertThat(json("runs", "list", "--dag", DAG)).hasSize(2);
    assertThat(json("runs", "list", "--state", "failed").findValuesAsText("date"))
        .containsExactly("2024-11-05");
    assertThat(json("runs", "list", "--from", "2024-11-06", "--to", "2024-11-06")).hasSize(1);
    assertThat(well("runs", "list", "--limit", "1").out()).contains("--limit shows more");
    assertThat(well("runs", "list", "--from", "2025-01-01").lines())
        .containsExactly("There is no such run.");
    refused(2, "no DAG 'quote'; did you mean 'quotes'?", "runs", "list", "--dag", "quote");
    refused(2, "is before --from", "runs", "list", "--from", "2024-11-06", "--to", "2024-11-05");
    assertThat(tapehouse("runs", "list", "--state", "faild").exit()).isEqualTo(2);
  }

  @Test
  void aRunIsShownWithItsTasksAndItsHistory() throws IOException {
    failedRun();
    Said said = well("runs", "show", DAG + "@2024-11-05");
    assertThat(said.out())
        .startsWith("quotes@2024-11-05 is failed")
        .containsPattern("\nextract.a +failed +1 +[0-9.]+s +the file is empty\n")
        .containsPattern("\n  transform +upstream_failed +0 +- +extract.a is failed\n")
        .containsPattern("\n    report +success +1 +");
    assertThat(json("runs", "show", "1").path("tasks"))
        .isEqualTo(json("runs", "show", DAG + "@2024-11-05").path("tasks"));
    assertThat(well("runs", "show", "1", "--events").out())
        .containsPattern("extract.a +1 +running +failed +the file is empty\n");
    assertThat(json("runs", "show", "1", "--events").path("events")).isNotEmpty();
    refused(1, "there is no run 99", "runs", "show", "99");
    refused(
        1,
        "quotes has no run on 2024-11-08; the nearest is quotes@2024-11-05",
        "runs",
        "show",
        DAG + "@2024-11-08");
    refused(1, "quiet_one has no run on 2024-11-05", "runs", "show", IDLE + "@2024-11-05");
    refused(2, "did you mean 'quotes'?", "runs", "show", "quots@2024-11-05");
    refused(2, "found '2024-11-31'", "runs", "show", DAG + "@2024-11-31");
    refused(2, "found 'quotes'", "runs", "show", DAG);
  }

  @Test
  void aGridShowsManyRuns() throws IOException {
    failedRun();
    store(
        store -> {
          Dag dag = TestInstallation.book().find(DAG).orElseThrow();
          RunMaker maker = new RunMaker(dag, TestInstallation.calendars(home), store.now());
          store.create(List.of(maker.scheduled(SUNDAY)));
        });
    Said said = well("runs", "grid", DAG);
    assertThat(said.lines().get(1)).matches("2024-11-05  failed +F  S  U  S");
    assertThat(said.lines().get(2)).matches("2024-11-03  skipped +closed \\(assumed\\)");
    assertThat(said.out()).contains("  3  transform", "U upstream_failed");
    JsonNode grid = json("runs", "grid", DAG, "--days", "1");
    assertThat(grid.path("rows")).hasSize(1);
    assertThat(grid.path("rows").path(0).path("tasks").path("transform").asText())
        .isEqualTo("upstream_failed");
    assertThat(well("runs", "grid", IDLE).out()).contains("quiet_one has no run yet");
    refused(2, "no DAG", "runs", "grid", "quote");
    refused(2, "at least 1 day", "runs", "grid", DAG, "--days", "0");
  }

  @Test
  void aRunIsCancelled() throws IOException {
    well("dags", "trigger", DAG, "--date", "2024-11-05");
    assertThat(well("runs", "cancel", "1").out()).startsWith("quotes@2024-11-05 is cancelled");
    refused(1, "has ended already (cancelled)", "runs", "cancel", "1");
  }

  @Test
  void tasksAreCleared() throws IOException {
    failedRun();
    Said dry = well("tasks", "clear", "1", "--failed", "--dry-run");
    assertThat(dry.lines())
        .containsExactly(
            "2 tasks of quotes@2024-11-05 would be cleared", "  extract.a", "  transform");
    assertThat(dry.err()).isEmpty();
    assertThat(taskStates()).containsEntry("extract.a", "failed");
    assertThat(tasks(json("tasks", "clear", "1", "transform", "--downstream", "--dry-run")))
        .containsExactly("transform", "report");
    assertThat(tasks(json("tasks", "clear", "1", "transform", "--upstream", "--dry-run")))
        .containsExactly("extract.a", "extract.b", "transform");
    assertThat(tasks(json("tasks", "clear", "1", "--dry-run"))).hasSize(4);
    refused(
        2,
        "no task in quotes@2024-11-05 'transfrom'; did you mean 'transform'?",
        "tasks",
        "clear",
        "1",
        "transfrom");

    Said said = well("tasks", "clear", "1", "--failed", "--downstream");
    assertThat(said.lines().get(0)).isEqualTo("3 tasks of quotes@2024-11-05 cleared");
    isSaidToWaitForAScheduler(said);
    assertThat(taskStates())
        .containsEntry("extract.a", "scheduled")
        .containsEntry("extract.b", "success")
        .containsEntry("report", "scheduled");
    assertThat(json("tasks", "clear", "1", "--failed").path("changed").asInt()).isZero();
  }

  @Test
  void tasksAreEndedByHand() throws IOException {
    well("dags", "trigger", DAG, "--date", "2024-11-05");
    assertThat(well("tasks", "skip", "1", "extract.a", "--dry-run").out())
        .startsWith("1 task of quotes@2024-11-05 would be set to skipped");
    assertThat(well("tasks", "skip", "1", "extract.a").out())
        .startsWith("1 task of quotes@2024-11-05 set to skipped");
    assertThat(json("tasks", "fail", "1", "extract.b").path("changed").asInt()).isEqualTo(1);
    assertThat(taskStates())
        .containsEntry("extract.a", "skipped")
        .containsEntry("extract.b", "failed");
    refused(1, "a task that is skipped cannot become failed", "tasks", "fail", "1", "extract.a");
    assertThat(tapehouse("tasks", "skip", "1").exit()).isEqualTo(2);
  }

  @Test
  void tasksThatAreEndedByHandAreChosenAsThoseThatAreCleared() throws IOException {
    failedRun();
    assertThat(tasks(json("tasks", "clear", "1", "--failed", "--dry-run")))
        .containsExactly("extract.a", "transform");
    refused(1, "a task that is failed cannot become skipped", "tasks", "skip", "1", "--failed");
    refused(
        1,
        "a task that is upstream_failed cannot become failed",
        "tasks",
        "fail",
        "1",
        "--failed",
        "transform");
    JsonNode none = json("tasks", "skip", "1", "extract.b", "--failed", "--downstream");
    assertThat(tasks(none)).isEmpty();
    assertThat(none.path("changed").asInt()).isZero();
    well("tasks", "clear", "1", "transform", "--downstream");
    Said skipped = well("tasks", "skip", "1", "transform", "--downstream");
    assertThat(skipped.lines())
        .containsExactly("2 tasks of quotes@2024-11-05 set to skipped", "  transform", "  report");
    assertThat(taskStates())
        .containsEntry("extract.a", "failed")
        .containsEntry("transform", "skipped")
        .containsEntry("report", "skipped");
    refused(2, "expected the tasks of 1 that end as failed", "tasks", "fail", "1", "--downstream");
  }

  @Test
  void aBackfillIsPlannedMadeAndEnded() throws IOException {
    failedRun();
    String[] range = {"--from", "2024-11-01", "--to", "2024-11-05"};
    Said plan = backfill(range, "--dry-run", "--oldest-first");
    assertThat(plan.lines().get(1)).matches("2024-11-01 +run");
    assertThat(plan.lines().get(2)).matches("2024-11-02 +closed +closed \\(assumed\\)");
    assertThat(plan.lines().get(5)).matches("2024-11-05 +left alone +its run is failed");
    assertThat(plan.out()).contains("5 dates: 2 run, 2 closed, 1 left alone");
    assertThat(backfill(range, "--dry-run", "--reprocess", "failed").lines().get(1))
        .matches("2024-11-05 +run again +its run is failed");
    assertThat(json("backfill", "list")).isEmpty();

    Said made = backfill(range, "--max-active", "3");
    assertThat(made.out())
        .startsWith("backfill 1 of quotes: 5 dates from 2024-11-01 to 2024-11-05, 3 at a time");
    isSaidToWaitForAScheduler(made);
    assertThat(well("backfill", "list").out()).contains("5 waiting");
    assertThat(json("backfill", "show", "1").path("dates").findValuesAsText("date"))
        .startsWith("2024-11-05", "2024-11-04");
    assertThat(well("backfill", "show", "1").out()).containsPattern("2024-11-05 +waiting +-");
    assertThat(well("backfill", "pause", "1").out()).startsWith("backfill 1 is paused: 5 waiting");
    refused(1, "backfill 1 is paused already", "backfill", "pause", "1");
    assertThat(json("backfill", "resume", "1").path("state").asText()).isEqualTo("running");
    assertThat(well("backfill", "cancel", "1").out()).contains("cancelled: 5 cancelled");
    refused(1, "cannot become running", "backfill", "resume", "1");
    assertThat(well("backfill", "list").lines()).containsExactly("There is no such backfill.");
    assertThat(json("backfill", "list", "--all")).hasSize(1);
    refused(1, "there is no backfill 7", "backfill", "show", "7");
    refused(
        2,
        "is in the future",
        "backfill",
        "create",
        DAG,
        "--from",
        "2024-11-01",
        "--to",
        "2999-01-01");
    refused(
        2,
        "is before --from",
        "backfill",
        "create",
        DAG,
        "--from",
        "2024-11-02",
        "--to",
        "2024-11-01");
  }

  @Test
  void theLogOfAnAttemptIsWritten() throws IOException {
    failedRun();
    assertThat(well("logs", "1", "extract.a").out()).endsWith("  attempt 1 at extract.a\n");
    assertThat(well("logs", "1", "extract.a", "-f").out()).endsWith("attempt 1 at extract.a\n");
    JsonNode log = json("logs", DAG + "@2024-11-05", "extract.a", "--attempt", "1");
    assertThat(log.path("state").asText()).isEqualTo("failed");
    assertThat(log.path("text").asText()).endsWith("attempt 1 at extract.a\n");
    refused(1, "has no attempt yet: it is upstream_failed", "logs", "1", "transform");
    refused(1, "has no attempt 2; there are [1]", "logs", "1", "extract.a", "--attempt", "2");
    refused(2, "did you mean 'extract.a'?", "logs", "1", "extract.s");

    well("tasks", "clear", "1", "extract.a");
    store(
        store -> {
          store.start(List.of(1L), RESOLVER);
          claims(store).forEach(claim -> end(store, claim));
        });
    assertThat(well("logs", "1", "extract.a").out()).endsWith("attempt 2 at extract.a\n");
    assertThat(well("logs", "1", "extract.a", "--attempt", "1").out())
        .endsWith("attempt 1 at extract.a\n");
  }

  @Test
  void theLogOfABatchIsTheLogOfItsMembers() throws IOException {
    store(
        store -> {
          Dag dag = TestInstallation.book().find(DAG).orElseThrow();
          RunMaker maker = new RunMaker(dag, exchange -> java.util.Optional.empty(), store.now());
          store.create(List.of(maker.manual(TUESDAY)));
          store.start(List.of(1L), RESOLVER);
          AttemptLogs logs = new AttemptLogs(home.runLogs(), Set::of, Clock.systemUTC());
          List<Claim> claims = claims(store);
          try (AttemptLog log = logs.openBatch(claims)) {
            log.line("both at once");
          }
        });
    if (hasScheduler()) {
      assertThat(well("logs", "1", "extract.b").out()).endsWith("  both at once\n");
    } else {
      // Its node is dead: there is nothing to wait for.
      assertThat(well("logs", "1", "extract.b", "-f").out()).endsWith("  both at once\n");
    }
  }

  @Test
  void aYearOfAnExchangeIsShown() throws IOException {
    Said said = well("calendar", "show", "TWSE", "2024");
    assertThat(said.out())
        .contains("Every weekday is open and every weekend closed.")
        .containsPattern("\nNov +21 +21 assumed\n")
        .containsPattern("\n2024 +262 +262 assumed\n");
    JsonNode year = json("calendar", "show", "TWSE", "2024");
    assertThat(year.path("days")).hasSize(366);
    assertThat(year.path("days").path(0).path("source").asText()).isEqualTo("assumed");
    refused(2, "did you mean 'TWSE'?", "calendar", "show", "TWS", "2024");
    refused(2, "expected a year", "calendar", "show", "TWSE", "24");
  }

  @Test
  void oldRunsAreCleanedAway() throws IOException {
    failedRun();
    assertThat(well("db", "clean").out()).startsWith("0 runs that ended before ");
    assertThat(well("db", "clean", "--before", "2999-01-01", "--dry-run").out())
        .startsWith("1 run that ended before 2999-01-01 would be removed");
    assertThat(json("db", "info").path("dag_run").asInt()).isEqualTo(1);
    assertThat(json("db", "clean", "--before", "2999-01-01").path("runs").asInt()).isEqualTo(1);
    assertThat(well("db", "info").out()).containsPattern("dag_run +0\n");
    assertThat(well("runs", "list").lines()).containsExactly("There is no such run.");
  }

  @Test
  void attemptsThatNothingRefersToAreCleanedAway() throws IOException {
    List<String> used = new ArrayList<>();
    store(
        store -> {
          Dag dag = TestInstallation.book().find(DAG).orElseThrow();
          RunMaker maker = new RunMaker(dag, exchange -> java.util.Optional.empty(), store.now());
          store.create(List.of(maker.manual(TUESDAY)));
          store.start(List.of(1L), RESOLVER);
          List<Claim> claims = claims(store);
          claims.forEach(claim -> used.add(claim.attemptId()));
          String output = "{\"outcome\":{\"manifests\":{\"bar\":{\"attemptId\":\"named-1\"}}}}";
          store.end(
              List.of(
                  new Ending(
                      claims.get(0), TaskState.SUCCESS, false, Fault.NONE, "", output, null)),
              RESOLVER);
        });
    Files.writeString(home.warehouse(), "ledger-1\n");
    used.add("named-1");
    for (String attempt : used) {
      attempt(attempt, 30);
    }
    Path loaded = attempt("ledger-1", 30);
    Path lost = attempt("lost-1", 30);
    Path withoutManifest = attempt("lost-2", 8);
    Files.delete(withoutManifest.resolve("_manifest.json"));
    Path young = attempt("young-1", 6);
    JsonNode dry = json("lake", "clean", "--dry-run");
    assertThat(dry.path("attempts").findValuesAsText("attemptId"))
        .containsExactly("lost-1", "lost-2");
    assertThat(dry.path("bytes").asInt()).isEqualTo(5);
    assertThat(dry.path("kept").asInt()).isEqualTo(used.size() + 2);
    assertThat(withoutManifest.resolve("part-1.parquet")).exists();
    assertThat(well("lake", "clean").out())
        .containsPattern("bar +x +2024-11-05 +lost-1 +2 +3 ")
        .containsPattern(
            "\n2 unused attempts of the lake from before .*, 5 bytes, removed; 5 kept");
    assertThat(lost).isEmptyDirectory();
    assertThat(withoutManifest).isEmptyDirectory();
    for (String attempt : used) {
      assertThat(lost.resolveSibling(attempt)).isNotEmptyDirectory();
    }
    assertThat(well("lake", "clean").out()).startsWith("0 unused attempts of the lake ");

    store(store -> claims(store).forEach(claim -> end(store, claim)));
    store(store -> store.cancel(List.of(1L), "enough", RESOLVER));
    store(store -> store.takeOver(java.time.Duration.ZERO, 0, RESOLVER));
    assertThat(json("db", "clean", "--before", "2999-01-01", "--dry-run").at("/lake/attempts"))
        .hasSize(used.size());
    assertThat(lost.resolveSibling("named-1")).isNotEmptyDirectory();
    assertThat(well("db", "clean", "--before", "2999-01-01").out())
        .startsWith("1 run that ended before 2999-01-01 removed\n3 unused attempts of the lake ");
    for (String attempt : used) {
      assertThat(lost.resolveSibling(attempt)).isEmptyDirectory();
    }
    assertThat(loaded).isNotEmptyDirectory();
    assertThat(young).isNotEmptyDirectory();
  }

  private Path attempt(String id, int days) throws IOException {
    Path attempt = Files.createDirectories(home.lake().resolve("bar/x/2024-11-05").resolve(id));
    old(Files.write(attempt.resolve("part-1.parquet"), new byte[] {1, 2}), days);
    old(Files.write(attempt.resolve("_manifest.json"), new byte[] {1}), days);
    return attempt;
  }

  private static void old(Path file, int days) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(java.time.Duration.ofDays(days))));
  }

  @Test
  void eventLogsGoWithTheLogsOfAttempts() throws IOException {
    Path events = Files.createDirectories(home.logs().resolve("spark-events"));
    Path old = Files.writeString(events.resolve("local-1"), "x");
    Path killed = Files.writeString(events.resolve("local-2.inprogress"), "x");
    Path young = Files.writeString(events.resolve("local-3"), "x");
    old(old, 91);
    old(killed, 91);
    old(young, 89);
    assertThat(well("db", "clean", "--dry-run").exit()).isZero();
    assertThat(old).exists();
    assertThat(well("db", "clean").exit()).isZero();
    assertThat(old).doesNotExist();
    assertThat(killed).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void whatIsIncompleteIsWrongUsage() {
    for (String command : List.of("dags", "runs", "tasks", "backfill", "calendar", "db", "lake")) {
      Said said = Said.tapehouse(new TestInstallation(), command);
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err()).startsWith(command + " ");
    }
  }

  private Said backfill(String[] range, String... more) {
    List<String> all = new ArrayList<>(List.of("backfill", "create", DAG));
    all.addAll(List.of(range));
    all.addAll(List.of(more));
    return well(all.toArray(String[]::new));
  }

  private Map<String, String> taskStates() throws IOException {
    Map<String, String> states = new java.util.HashMap<>();
    for (JsonNode task : json("runs", "show", "1").path("tasks")) {
      states.put(task.path("id").asText(), task.path("state").asText());
    }
    return states;
  }

  private static List<String> tasks(JsonNode change) {
    List<String> names = new ArrayList<>();
    change.path("tasks").forEach(name -> names.add(name.asText()));
    return names;
  }
}
