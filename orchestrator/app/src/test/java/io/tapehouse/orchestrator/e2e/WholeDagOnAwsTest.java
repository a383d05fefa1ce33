package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.emulators.emr.FakeEmrServerless;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.ObjectStore.ObjectInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The DAG on real files with S3, EMR and Redshift stood in for, and two nodes: the warehouse is the
 * same, row for row, as that of a home on one machine. A node is killed while its Spark job runs.
 */
@ExtendWith(SharedSpark.class)
class WholeDagOnAwsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<LocalDate> DATES =
      List.of(LocalDate.of(2021, 7, 26), LocalDate.of(2023, 1, 30), LocalDate.of(2024, 11, 5));

  private static StandInCloud cloud;

  @TempDir private Path folder;

  @BeforeAll
  static void startCloud(@TempDir Path temporary) throws IOException {
    cloud = new StandInCloud(Files.createDirectories(temporary.resolve("cloud")));
  }

  @AfterAll
  static void stopCloud() throws IOException {
    if (cloud != null) {
      cloud.close();
    }
  }

  /** The smallest files of a day, so that the usual build has time for it. */
  @Test
  void aSmallDayIsTheSameRowForRow(SparkLauncher local) throws Exception {
    LocalDate date = DATES.get(2);
    Path simulated = folder.resolve("simulated");
    Workbench.Ran whole =
        Workbench.run(simulated, "sim", List.of(), local, new DateSelection.One(date));
    assertThat(whole.succeeded()).as(whole.text()).isTrue();
    Path replay = Files.createDirectories(folder.resolve("replay"));
    for (String dataset :
        List.of(
            "twse.holiday_schedule",
            "twse.mi_5mins_hist",
            "twse.mi_5mins_index",
            "finmind.stock_tick")) {
      Files.move(simulated.resolve("archive").resolve(dataset), replay.resolve(dataset));
    }
    String source = "replay:" + replay;
    Path home = folder.resolve("embedded");
    Workbench.Ran ran = Workbench.run(home, source, List.of(), local, new DateSelection.One(date));
    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    StandInCloud.Tenant tenant = cloud.tenant("small");
    assertThat(
            tapehouse(
                cloud.environment(tenant),
                "run",
                "--dag",
                "taiwan_index",
                "--source",
                source,
                "--date",
                date.toString()))
        .contains("run succeeded");
    try (Warehouse warehouse = cloud.warehouse(tenant)) {
      WarehouseContents found = WarehouseContents.of(warehouse, folder.resolve("found"));
      found.assertSameAs(WarehouseContents.of(home, folder.resolve("expected")));
      assertThat(found.rows("index_history")).isGreaterThan(1_000);
    }
    assertThat(archived(cloud.store(tenant.archive()))).isEqualTo(archived(home));
  }

  @Test
  @Tag("endurance")
  void isTheSameRowForRowThoughANodeIsKilled(SparkLauncher local) throws Exception {
    String source = "replay:" + Captures.folder();
    Path home = folder.resolve("embedded");
    for (LocalDate date : DATES) {
      Workbench.Ran ran =
          Workbench.run(home, source, List.of(), local, new DateSelection.One(date));
      assertThat(ran.succeeded()).as(ran.text()).isTrue();
    }
    WarehouseContents expected = WarehouseContents.of(home, folder.resolve("expected"));
    StandInCloud.Tenant tenant = cloud.tenant("killed");
    int before = cloud.emr().jobRuns().size();
    Map<String, String> environment = cloud.environment(tenant);
    CountDownLatch held = cloud.holdJobs();
    String left;
    try (ChildTapehouse one = node(environment, source, "one");
        ChildTapehouse two = node(environment, source, "two")) {
      List<ChildTapehouse> nodes = List.of(one, two);
      for (LocalDate date : DATES) {
        tapehouse(environment, "dags", "trigger", "taiwan_index", "--date", date.toString());
      }
      await().atMost(PATIENCE).until(() -> cloud.emr().active() > 0);
      List<String> begun = cloud.emr().jobRuns();
      left = begun.get(begun.size() - 1);
      nodes.get(holderOfTheJob(environment, nodes)).kill();
      held.countDown();
      awaitEnd(environment);
      assertThat(states(environment)).containsOnly("success");
    }
    assertThat(cloud.emr().active()).as("job runs left").isZero();
    assertThat(cloud.emr().state(left))
        .as("the job of the killed node was gone on with: %s", left)
        .isEqualTo(FakeEmrServerless.State.SUCCESS);
    // A job a date: a batch waits for its last member.
    assertThat(cloud.emr().jobRuns().size() - before)
        .as(() -> "jobs of " + DATES + ", and what their tasks say: " + logs(environment))
        .isEqualTo(DATES.size());
    try (Warehouse warehouse = cloud.warehouse(tenant)) {
      WarehouseContents found = WarehouseContents.of(warehouse, folder.resolve("found"));
      found.assertSameAs(expected);
      assertThat(found.rows("derivative_detail_history")).isGreaterThan(10_000);
    }
    assertThat(archived(cloud.store(tenant.archive()))).isEqualTo(archived(home));
  }

  /** The attempts' own words, for a reader who looks for the cause of a failure. */
  private String logs(Map<String, String> environment) {
    StringBuilder logs = new StringBuilder();
    for (LocalDate date : DATES) {
      for (String dataset : Dictionary.load().dag("taiwan_index").dailyDatasets()) {
        try {
          logs.append("\n").append(date).append(' ').append(dataset).append(": ");
          logs.append(said(environment, "logs", "taiwan_index@" + date, "transform." + dataset));
        } catch (IOException e) {
          logs.append(e);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return logs.toString();
  }

  @Test
  @Tag("endurance")
  void aLaptopMovesUpAndBack(SparkLauncher local) throws Exception {
    Path home = folder.resolve("laptop");
    Workbench.Ran ran =
        Workbench.run(home, "sim", List.of(), local, new DateSelection.One(DATES.get(2)));
    assertThat(ran.succeeded()).as(ran.text()).isTrue();
    WarehouseContents expected = WarehouseContents.of(home, folder.resolve("expected"));
    StandInCloud.Tenant tenant = cloud.tenant("moved");
    Map<String, String> environment = cloud.environment(tenant);

    Map<String, String> laptop = new HashMap<>(environment);
    laptop.put("TAPEHOUSE_DEPLOYMENT", "local");
    laptop.keySet().removeIf(name -> name.startsWith("TAPEHOUSE_RUN_STORE"));
    command(laptop, home, "archive", "copy", "--target-archive", tenant.archive());
    assertThat(command(laptop, home, "archive", "copy", "--target-archive", tenant.archive()))
        .contains("0 versions");
    assertThat(archived(cloud.store(tenant.archive()))).isEqualTo(archived(home));
    assertThat(tapehouse(environment, "archive", "verify")).contains(" 0 damaged");
    // Its exit code also depends on the publishers, which a test does not reach.
    assertThat(Json.MAPPER.readTree(said(environment, "doctor", "--json")).path("checks"))
        .filteredOn(
            check ->
                Set.of("archive", "lake", "warehouse", "run store")
                    .contains(check.path("name").asText()))
        .hasSize(4)
        .allMatch(check -> check.path("ok").asBoolean());
    assertThat(tapehouse(environment, "warehouse", "rebuild")).contains("run succeeded");
    try (Warehouse warehouse = cloud.warehouse(tenant)) {
      WarehouseContents.of(warehouse, folder.resolve("moved")).assertSameAs(expected);
    }
    assertThat(
            tapehouse(
                environment,
                "sql",
                "--format",
                "csv",
                "SELECT count(*) AS n FROM index_history WHERE scale = 60"))
        .startsWith("n\n");

    Path back = folder.resolve("back");
    command(laptop, back, "archive", "copy", "--source-archive", tenant.archive());
    assertThat(archived(back)).isEqualTo(archived(home));
    assertThat(command(laptop, back, "warehouse", "rebuild")).contains("run succeeded");
    WarehouseContents.of(back, folder.resolve("returned")).assertSameAs(expected);
  }

  private ChildTapehouse node(Map<String, String> environment, String source, String name)
      throws IOException {
    ChildTapehouse node =
        ChildTapehouse.start(
            folder.resolve(name + ".out"),
            environment,
            "scheduler",
            "--home",
            folder.resolve(name).toString(),
            "--source",
            source);
    assertThat(node.awaitLine("tapehouse scheduler: up in ")).as(node.said()).isTrue();
    return node;
  }

  private void awaitEnd(Map<String, String> environment) throws IOException, InterruptedException {
    try {
      await().atMost(PATIENCE).until(() -> ended(environment) == DATES.size());
    } catch (ConditionTimeoutException e) {
      StringBuilder words = new StringBuilder();
      for (LocalDate date : DATES) {
        words.append(tapehouse(environment, "runs", "show", "taiwan_index@" + date));
      }
      throw new AssertionError(words.toString(), e);
    }
  }

  /** Which of the nodes waits for EMR. */
  private int holderOfTheJob(Map<String, String> environment, List<ChildTapehouse> nodes)
      throws IOException, InterruptedException {
    for (LocalDate date : DATES) {
      JsonNode answer = json(environment, "runs", "show", "taiwan_index@" + date, "--json");
      for (JsonNode task : answer.path("tasks")) {
        for (int i = 0; i < nodes.size(); i++) {
          if (task.path("id").asText().startsWith("transform.")
              && task.path("state").asText().equals("running")
              && task.path("node").asText().startsWith(nodes.get(i).pid() + "-")) {
            return i;
          }
        }
      }
    }
    throw new AssertionError("nobody waits for EMR");
  }

  private long ended(Map<String, String> environment) throws IOException, InterruptedException {
    return states(environment).stream()
        .filter(state -> !state.equals("queued") && !state.equals("running"))
        .count();
  }

  private List<String> states(Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> states = new ArrayList<>();
    JsonNode answer = json(environment, "runs", "list", "--json");
    (answer.isArray() ? answer : answer.path("runs"))
        .forEach(run -> states.add(run.path("state").asText()));
    return states;
  }

  private JsonNode json(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return Json.MAPPER.readTree(tapehouse(environment, arguments));
  }

  /** A command on a machine of its own. */
  private String tapehouse(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return command(environment, folder.resolve("requests"), arguments);
  }

  private String said(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("said.out");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve("requests").toString()));
    try (ChildTapehouse command =
        ChildTapehouse.start(out, environment, all.toArray(String[]::new))) {
      command.exit();
    }
    return Files.readString(out);
  }

  private String command(Map<String, String> environment, Path home, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("command.out");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", home.toString()));
    try (ChildTapehouse command =
        ChildTapehouse.start(out, environment, all.toArray(String[]::new))) {
      assertThat(command.exit()).as(command.said()).isZero();
    }
    return Files.readString(out);
  }

  /** Files of the archive and their sizes; receipts tell when. */
  private static Map<String, Long> archived(ObjectStore archive) throws IOException {
    Map<String, Long> files = new HashMap<>();
    for (ObjectInfo object : archive.list("")) {
      if (!object.key().endsWith("_receipt.json") && !object.key().startsWith("_")) {
        files.put(object.key(), object.size());
      }
    }
    return files;
  }

  private static Map<String, Long> archived(Path home) throws IOException {
    Path archive = home.resolve("archive");
    Map<String, Long> files = new HashMap<>();
    try (var all = Files.walk(archive)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String key = archive.relativize(file).toString();
        if (!file.endsWith("_receipt.json") && !key.startsWith("_")) {
          files.put(key, Files.size(file));
        }
      }
    }
    return files;
  }
}
