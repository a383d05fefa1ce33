package io.tapehouse.emulators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.emulators.FaultyHttp;
import io.tapehouse.emulators.S3ProxyServer;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application's jar on a cluster of Spark's own, from S3 to S3 by the magic committer: what EMR
 * runs, but for EMR.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StandaloneS3Test {

  private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

  @TempDir Path folder;
  private S3ProxyServer s3;
  private FaultyHttp network;
  private SparkStandalone spark;
  private S3Days days;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        SparkHome.isBuilt() && S3ProxyServer.library().isPresent(),
        "skipped: the build has not fetched S3A or S3Proxy, or not packaged spark-etl");
    s3 = S3ProxyServer.start(folder.resolve("s3"));
    s3.createBucket("tapehouse");
    network = FaultyHttp.before(s3.endpoint());
    days = new S3Days(folder.resolve("s3/tapehouse"));
    spark = SparkStandalone.start(folder.resolve("spark"));
  }

  @AfterEach
  void end() throws IOException {
    if (spark != null) {
      spark.close();
    }
    if (network != null) {
      network.close();
    }
    if (s3 != null) {
      s3.close();
    }
  }

  @Test
  void theLakeOnS3HasTheRowsOfTheLakeInAFolder() throws Exception {
    spark.addWorker(2, "1g");
    List<EtlInput> inputs = new ArrayList<>();
    inputs.add(days.addFutures(DAY, "a1", 2_000));
    inputs.add(days.addFutures(DAY.plusDays(1), "a1", 1_000));
    inputs.add(days.add(S3Days.FUTURES, DAY.plusDays(2), "a1", "Daily.zip", new byte[] {1, 2}));
    SparkSubmit run = submit(days.submit("job-1", inputs));
    assertThat(run.await()).as(said(run)).isZero();
    assertSameAsInAFolder("job-1", inputs);
  }

  private void assertSameAsInAFolder(String id, List<EtlInput> inputs) throws Exception {
    Path otherLake = folder.resolve("lake-" + id);
    List<EtlOutcome> expected =
        new FolderRun(folder.resolve("server")).run(days.onFolders(id, otherLake, inputs));
    List<EtlOutcome> found = days.outcomes(id);
    assertThat(found).hasSameSizeAs(inputs);
    LakeRows inFolder = new LakeRows(otherLake);
    LakeRows onS3 = new LakeRows(days.lake());
    for (EtlOutcome outcome : found) {
      EtlOutcome other =
          expected.stream()
              .filter(
                  each ->
                      each.dataset().equals(outcome.dataset())
                          && each.date().equals(outcome.date()))
              .findFirst()
              .orElseThrow();
      assertThat(outcome.status()).as(outcome.complaint()).isEqualTo(other.status());
      assertThat(outcome.rows()).isEqualTo(other.rows());
      assertThat(outcome.manifests()).containsOnlyKeys(other.manifests().keySet());
      for (Manifest manifest : outcome.manifests().values()) {
        assertThat(onS3.standing(manifest)).isEqualTo(manifest);
        assertThat(onS3.count(manifest)).isEqualTo(manifest.rows());
        assertThat(
                LakeRows.differences(
                    onS3, manifest, inFolder, other.manifests().get(manifest.table())))
            .as(manifest.folder())
            .isZero();
      }
    }
  }

  private SparkSubmit submit(String job) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.executor.cores", "1");
    settings.put("spark.executor.memory", "512m");
    settings.put("spark.hadoop.hadoop.tmp.dir", folder.resolve("hadoop").toString());
    settings.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    settings.put("spark.hadoop.fs.s3a.endpoint", network.endpoint().toString());
    settings.put("spark.hadoop.fs.s3a.endpoint.region", s3.region());
    settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
    settings.put("spark.hadoop.fs.s3a.connection.ssl.enabled", "false");
    settings.put("spark.hadoop.fs.s3a.access.key", s3.accessKey());
    settings.put("spark.hadoop.fs.s3a.secret.key", s3.secretKey());
    settings.put(
        "spark.hadoop.fs.s3a.aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    return spark.submit(
        "io.tapehouse.etl.EtlApplication",
        SparkHome.applicationJar().orElseThrow(),
        List.of(job),
        settings,
        line -> {});
  }

  private String said(SparkSubmit run) throws IOException {
    return String.join("\n", run.log()) + "\n-- executors\n" + String.join("\n", spark.executorLog());
  }
}
