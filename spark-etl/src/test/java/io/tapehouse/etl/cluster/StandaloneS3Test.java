package io.tapehouse.etl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.emulators.FaultyHttp;
import io.tapehouse.emulators.HttpFault;
import io.tapehouse.emulators.HttpMessage;
import io.tapehouse.emulators.spark.SparkSubmit;
import io.tapehouse.etl.job.Days;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application's jar on a cluster of Spark's own, from S3 to S3 by the magic committer: what EMR
 * runs, but for EMR. Each test has attempts and a job of its own, in one lake. Every application
 * costs some ten seconds of a processor: all but one are of the endurance, and one of the deaths is
 * left to {@code -Dtapehouse.standalone.all=true}.
 */
@Tag("packaged")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StandaloneS3Test {

  private static final LocalDate DAY = LocalDate.of(2021, 7, 26);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern EXECUTION = Pattern.compile("part-\\d+-([0-9a-f-]{36})\\.parquet");

  @TempDir static Path folder;
  private static Cluster cluster;
  private static FolderRun embedded;

  private final S3Days days = cluster.days();
  private final FaultyHttp network = cluster.network();

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
    cluster.addWorker();
    embedded = new FolderRun(folder.resolve("server"));
  }

  @AfterAll
  static void end() throws IOException {
    if (embedded != null) {
      embedded.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void forget() {
    network.heal();
    network.forget();
  }

  @AfterEach
  void endDrivers() {
    cluster.spark().killSubmissions();
  }

  @Test
  void theLakeOnS3HasTheRowsOfTheLakeInAFolder() throws Exception {
    List<EtlInput> inputs = new ArrayList<>(twoDays("a1"));
    inputs.add(days.add(Days.FUTURES, DAY.plusDays(2), "a1", new byte[] {'P', 'K', 3, 4}));
    SparkSubmit run = cluster.submit(days.submit("constructed", inputs));
    assertThat(run.await()).as(said(run)).isZero();
    assertThat(days.outcomes("constructed"))
        .extracting(EtlOutcome::status)
        .containsExactlyInAnyOrder(Status.WRITTEN, Status.WRITTEN, Status.REFUSED);
    assertSameAsInAFolder("constructed", inputs);
    assertWrittenByMagic(run, "a1");
  }

  @Test
  @Tag("endurance")
  void aDayOfBundlesIsReadByATaskEachAndQueriedOnS3() throws Exception {
    List<EtlInput> inputs = List.of(days.addPages(DAY, "pages", 3, 4));
    SparkSubmit run = cluster.submit(days.submit("pages", inputs));
    assertThat(run.await()).as(said(run)).isZero();
    assertSameAsInAFolder("pages", inputs);
    EtlOutcome outcome = days.outcomes("pages").get(0);
    assertThat(outcome.manifests().get("ccass_page").rows()).isEqualTo(3 * 4);
    assertThat(named("pages")).isSubsetOf(partsOf("pages"));
    assertThat(run.log())
        .as("Spark's own writer too")
        .anyMatch(line -> line.contains("MagicCommitter") && line.contains("/ccass_row/"));
    assertThat(network.seen())
        .filteredOn(request -> List.of("PUT", "POST").contains(request.method()))
        .filteredOn(request -> request.path().endsWith(".parquet"))
        .filteredOn(request -> !request.path().contains("__magic"))
        .isNotEmpty()
        .allMatch(
            request ->
                request.query().containsKey("uploadId") || request.query().containsKey("uploads"));
    assertThat(days.lakeKeys(""))
        .filteredOn(key -> key.contains("/pages/"))
        .noneMatch(key -> key.contains("__magic_job") || key.contains("_SUCCESS"));
  }

  @Test
  @Tag("endurance")
  void realFilesGoThroughAnExecutorOf512Megabytes() throws Exception {
    List<EtlInput> inputs =
        List.of(
            capture(Days.FUTURES, "2021-07-26/Daily_2021_07_26.zip"),
            capture("taifex.options_tick", "2021-07-26/OptionsDaily_2021_07_26.zip"),
            capture(Days.FUTURES, "2024-11-05/Daily_2024_11_05.zip"));
    long began = System.nanoTime();
    SparkSubmit run = cluster.submit(days.submit("real", inputs));
    assertThat(run.await()).as(said(run)).isZero();
    System.err.printf(
        "three real files, submit to end: %.1f s%n", (System.nanoTime() - began) / 1e9);
    assertThat(days.outcomes("real"))
        .allMatch(outcome -> outcome.status() == Status.WRITTEN, "is written");
    assertSameAsInAFolder("real", inputs);
  }

  @Test
  @Tag("endurance")
  void anExecutorThatIsKilledWithinAnUploadLeavesNothingVisible() throws Exception {
    List<EtlInput> inputs = twoDays("executor");
    FaultyHttp.Rule held =
        network.next(
            request -> isPart(request, "PUT") && request.path().contains("/derivative_bar/"),
            1,
            new HttpFault.AnswerNever());
    SparkSubmit run = cluster.submit(days.submit("executor", inputs));
    await().atMost(PATIENCE).until(() -> held.hits() == 1);
    assertThat(cluster.spark().executors()).isNotEmpty();
    cluster.spark().executors().forEach(ProcessHandle::destroyForcibly);
    assertThat(run.await()).as(said(run)).isZero();
    assertSameAsInAFolder("executor", inputs);
    assertThat(partsOf("executor"))
        .as("the killed attempt's uploads were never completed")
        .isEqualTo(named("executor"));
  }

  @Test
  @Tag("endurance")
  void aDriverThatIsKilledWithinItsCommitPublishedNothingAndTheJobRunsAgain() throws Exception {
    List<EtlInput> inputs = twoDays("commit");
    String job = days.submit("commit", inputs);
    FaultyHttp.Rule held =
        network.next(
            request -> isPart(request, "POST") && request.path().contains("/derivative_bar/"),
            1,
            new HttpFault.AnswerNever());
    SparkSubmit killed = cluster.submit(job);
    await().atMost(PATIENCE).until(() -> held.hits() == 1);
    await().atMost(PATIENCE).until(() -> !partsOf("commit").isEmpty());
    killed.kill();
    assertThat(days.isDone("commit")).isFalse();
    assertThat(days.lakeKeys("/commit/_manifest.json")).as("no manifest of half").isEmpty();
    Set<String> left = partsOf("commit");

    SparkSubmit again = cluster.submit(job);
    assertThat(again.await()).as(said(again)).isZero();
    assertSameAsInAFolder("commit", inputs);
    assertThat(named("commit"))
        .as("what the killed one left is not named")
        .doesNotContainAnyElementsOf(left);
  }

  @Test
  @Tag("endurance")
  void aDriverThatIsKilledWhilePublishingIsFollowedByOneThatKeepsWhatWasPublished()
      throws Exception {
    assumeTrue(
        Boolean.getBoolean("tapehouse.standalone.all"),
        "skipped: runs with -Dtapehouse.standalone.all=true");
    List<EtlInput> inputs = twoDays("publish");
    String job = days.submit("publish", inputs);
    FaultyHttp.Rule held =
        network.next(
            request ->
                request.method().equals("PUT")
                    && request.path().contains("/derivative_bar/")
                    && request.path().endsWith("/publish/_manifest.json"),
            1,
            new HttpFault.AnswerNever());
    SparkSubmit killed = cluster.submit(job);
    await().atMost(PATIENCE).until(() -> held.hits() == 1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                days.lakeKeys("/publish/_manifest.json").stream().anyMatch(isOf("derivative_bar")));
    killed.kill();
    assertThat(days.isDone("publish")).isFalse();

    SparkSubmit again = cluster.submit(job);
    assertThat(again.await()).as(said(again)).isZero();
    assertSameAsInAFolder("publish", inputs);
    assertThat(executions(named("publish"))).as("of each table the first counts").hasSize(2);
  }

  @Test
  @Tag("endurance")
  void twoApplicationsOfOneJobAtOnceAndAThirdLater() throws Exception {
    cluster.spark().removeWorkers();
    List<EtlInput> inputs = twoDays("twice");
    String job = days.submit("twice", inputs);
    SparkSubmit one = cluster.submit(job);
    SparkSubmit other = cluster.submit(job);
    // Nobody runs them yet, so neither can be done before the other began.
    await().atMost(PATIENCE).until(() -> saysBegun(one) && saysBegun(other));
    cluster.addWorker();
    assertThat(one.await()).as(said(one)).isZero();
    assertThat(other.await()).as(said(other)).isZero();
    assertThat(executions(partsOf("twice"))).as("both wrote").hasSize(2);
    assertSameAsInAFolder("twice", inputs);

    List<EtlOutcome> before = days.outcomes("twice");
    network.forget();
    SparkSubmit third = cluster.submit(job);
    assertThat(third.await()).as(said(third)).isZero();
    assertThat(third.log()).anyMatch(line -> line.contains("was executed before"));
    assertThat(days.outcomes("twice")).isEqualTo(before);
    assertThat(network.seen()).noneMatch(request -> request.method().equals("PUT"));
  }

  @Test
  void aJobThatIsNotThereIsSaidAndNoSuccess() throws Exception {
    SparkSubmit run = cluster.submit("s3://" + cluster.bucket() + "/lake/_jobs/none/job.json");
    assertThat(run.await()).isNotZero();
    assertThat(run.log()).anyMatch(line -> line.contains("there is no job at s3://tapehouse/lake"));
  }

  private List<EtlInput> twoDays(String attempt) throws IOException {
    return List.of(
        days.addFutures(DAY, attempt, 2_000), days.addFutures(DAY.plusDays(1), attempt, 1_000));
  }

  private EtlInput capture(String dataset, String file) throws IOException {
    LocalDate date = LocalDate.parse(file.substring(0, file.indexOf('/')));
    return days.add(dataset, date, "real", Days.capture(dataset + "/" + file));
  }

  private static boolean saysBegun(SparkSubmit run) {
    return run.log().stream().anyMatch(line -> line.contains("job twice begins"));
  }

  private static boolean isPart(HttpMessage request, String method) {
    return request.method().equals(method)
        && request.path().endsWith(".parquet")
        && !request.path().contains("__magic")
        && request.query().containsKey("uploadId");
  }

  private static java.util.function.Predicate<String> isOf(String table) {
    return key -> key.startsWith("lake/" + table + "/");
  }

  /** The Parquet files of an attempt that S3 shows, named or not. */
  private Set<String> partsOf(String attempt) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String key : days.lakeKeys(".parquet")) {
      if (key.contains("/" + attempt + "/") && !key.contains("__magic")) {
        keys.add(key.substring("lake/".length()));
      }
    }
    return keys;
  }

  /** The files that a job's outcomes name. */
  private Set<String> named(String job) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (EtlOutcome outcome : days.outcomes(job)) {
      for (Manifest manifest : outcome.manifests().values()) {
        manifest.files().forEach(file -> keys.add(manifest.folder() + file.name()));
      }
    }
    return keys;
  }

  private static Set<String> executions(Set<String> parts) {
    Set<String> executions = new TreeSet<>();
    for (String part : parts) {
      Matcher matcher = EXECUTION.matcher(part);
      assertThat(matcher.find()).as(part).isTrue();
      executions.add(matcher.group(1));
    }
    return executions;
  }

  private void assertWrittenByMagic(SparkSubmit run, String attempt) throws IOException {
    assertThat(run.log()).anyMatch(line -> line.contains("writing to the lake by MagicCommitter"));
    List<HttpMessage> writes =
        network.seen().stream()
            .filter(request -> List.of("PUT", "POST").contains(request.method()))
            .filter(request -> request.path().endsWith(".parquet"))
            .filter(request -> !request.path().contains("__magic"))
            .toList();
    assertThat(writes)
        .as("a part is uploaded under an open upload, never put at once")
        .isNotEmpty()
        .allMatch(
            request ->
                request.query().containsKey("uploadId") || request.query().containsKey("uploads"));
    // By its execution: drivers of other tests were killed, and what they noted stays.
    Set<String> executions = executions(partsOf(attempt));
    assertThat(executions).hasSize(1);
    assertThat(days.lakeKeys(""))
        .as("what the committer notes is gone")
        .noneMatch(key -> executions.stream().anyMatch(id -> key.contains("__magic_job-" + id)))
        .noneMatch(key -> key.contains("_SUCCESS"));
  }

  /** Each outcome, each manifest as it stands in the lake, and each row. */
  private void assertSameAsInAFolder(String id, List<EtlInput> inputs) throws Exception {
    Path otherLake = folder.resolve("lake-" + id);
    List<EtlOutcome> expected = embedded.run(days.onFolders(id, otherLake, inputs));
    List<EtlOutcome> found = days.outcomes(id);
    assertThat(found).hasSameSizeAs(inputs);
    Path copies = folder.resolve("copies-" + id);
    LakeRows inFolder = new LakeRows(new Lake(new FolderObjectStore(otherLake)), copies);
    LakeRows onS3 = new LakeRows(new Lake(days.lake()), copies);
    for (EtlOutcome outcome : found) {
      EtlOutcome other =
          expected.stream()
              .filter(each -> each.dataset().equals(outcome.dataset()))
              .filter(each -> each.date().equals(outcome.date()))
              .findFirst()
              .orElseThrow();
      assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(other.status());
      assertThat(outcome.rows()).isEqualTo(other.rows());
      assertThat(outcome.manifests()).containsOnlyKeys(other.manifests().keySet());
      for (Manifest manifest : outcome.manifests().values()) {
        assertThat(onS3.standing(manifest)).isEqualTo(manifest);
        assertThat(onS3.count(manifest)).isEqualTo(manifest.rows());
        Manifest twin = other.manifests().get(manifest.table());
        assertThat(LakeRows.differences(onS3, manifest, inFolder, twin))
            .as(manifest.folder())
            .isZero();
      }
    }
  }

  private String said(SparkSubmit run) throws IOException {
    return String.join("\n", run.log())
        + "\n-- executors\n"
        + String.join("\n", cluster.spark().executorLog());
  }
}
