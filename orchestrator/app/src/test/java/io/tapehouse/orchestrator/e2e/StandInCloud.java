package io.tapehouse.orchestrator.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.emulators.S3ProxyServer;
import io.tapehouse.emulators.emr.FakeEmrServerless;
import io.tapehouse.emulators.emr.Submission;
import io.tapehouse.emulators.redshift.RedshiftStandIn;
import io.tapehouse.emulators.redshift.S3Access;
import io.tapehouse.emulators.spark.S3aSettings;
import io.tapehouse.emulators.spark.SparkHome;
import io.tapehouse.emulators.spark.SparkStandalone;
import io.tapehouse.emulators.spark.SparkSubmit;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.redshift.RedshiftAuthentication;
import io.tapehouse.sql.redshift.RedshiftSettings;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.s3.S3Clients;
import io.tapehouse.store.s3.S3Location;
import io.tapehouse.store.s3.S3ObjectStore;
import io.tapehouse.store.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What stands in for AWS, all at once: S3Proxy; EMR's API, whose jobs are submitted to a standalone
 * Spark that reads and writes S3Proxy by S3A; PostgreSQL as Redshift and as the run store.
 */
final class StandInCloud implements AutoCloseable {

  private static final String ARTIFACTS = "tapehouse-artifacts";
  private static final String JAR = "tapehouse-spark-etl-app.jar";

  private final Path folder;
  private final S3ProxyServer s3;
  private final S3Client client;
  private final SparkStandalone spark;
  private final RedshiftStandIn redshift;
  private final FakeEmrServerless emr;

  /** Is waited for by each job before it begins; open as a rule. */
  private volatile CountDownLatch gate = new CountDownLatch(0);

  StandInCloud(Path folder) throws IOException {
    assumeTrue(
        SparkHome.isBuilt() && S3ProxyServer.classPathFolder().isPresent(),
        "skipped: spark-etl is not packaged, or the build has not fetched S3A or S3Proxy");
    this.folder = folder;
    s3 = S3ProxyServer.start(folder.resolve("s3"));
    for (String bucket :
        List.of("tapehouse-archive", "tapehouse-lake", "tapehouse-logs", ARTIFACTS)) {
      s3.createBucket(bucket);
    }
    client =
        S3Clients.of(
            settings(),
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())));
    store("s3://" + ARTIFACTS).putIfAbsent(JAR, SparkHome.applicationJar().orElseThrow());
    spark = SparkStandalone.start(folder.resolve("spark"));
    spark.addWorker(2, "1g");
    redshift =
        RedshiftStandIn.start(
            new S3Access(s3.endpoint(), s3.accessKey(), s3.secretKey(), s3.region()));
    emr = new FakeEmrServerless("emr-spark-8.1.0", this::submit);
  }

  private S3Settings settings() {
    return S3Settings.of(s3.region()).withEndpoint(s3.endpoint());
  }

  S3ObjectStore store(String address) {
    return new S3ObjectStore(client, S3Location.parse(address), settings());
  }

  /**
   * What belongs to one installation; several may share the cloud.
   *
   * @param archive address of its archive
   * @param lake address of its lake
   * @param warehouse its database of Redshift
   * @param runs address of its run store
   */
  record Tenant(String archive, String lake, String warehouse, String runs) {}

  /** A new installation, without anything in it. */
  Tenant tenant(String name) throws IOException {
    try (Connection postgres = DriverManager.getConnection(redshift.postgresUrl("postgres"));
        Statement statement = postgres.createStatement()) {
      statement.execute("CREATE DATABASE runs_" + name);
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return new Tenant(
        "s3://tapehouse-archive/" + name + "/archive",
        "s3://tapehouse-lake/" + name + "/lake",
        redshift.newDatabase(),
        redshift.postgresUrl("runs_" + name));
  }

  FakeEmrServerless emr() {
    return emr;
  }

  RedshiftStandIn redshift() {
    return redshift;
  }

  /** From now on jobs that EMR has begun stand still, until the latch is let go. */
  CountDownLatch holdJobs() {
    CountDownLatch held = new CountDownLatch(1);
    gate = held;
    return held;
  }

  /** The warehouse as its users have it. */
  Warehouse warehouse(Tenant tenant) {
    return RedshiftWarehouse.open(
        RedshiftSettings.of(
            redshift.jdbcUrl(tenant.warehouse()),
            new RedshiftAuthentication.Password(redshift.user(), redshift::password),
            "arn:aws:iam::123456789012:role/copy"),
        new Lake(store(tenant.lake())));
  }

  /** The environment of a node: settings, and the secrets that they name. */
  Map<String, String> environment(Tenant tenant) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", s3.accessKey());
    environment.put("AWS_SECRET_ACCESS_KEY", s3.secretKey());
    environment.put("TAPEHOUSE_DEPLOYMENT", "aws");
    environment.put("TAPEHOUSE_AWS_REGION", s3.region());
    environment.put("TAPEHOUSE_AWS_ARCHIVE", tenant.archive());
    environment.put("TAPEHOUSE_AWS_LAKE", tenant.lake());
    environment.put("TAPEHOUSE_AWS_S3_ENDPOINT", s3.endpoint().toString());
    environment.put("TAPEHOUSE_AWS_EMR_ENDPOINT", emr.endpoint().toString());
    environment.put("TAPEHOUSE_EMR_JAR", "s3://" + ARTIFACTS + "/" + JAR);
    environment.put("TAPEHOUSE_EMR_LOGS", "s3://tapehouse-logs/emr");
    environment.put("TAPEHOUSE_EMR_APPLICATION", FakeEmrServerless.APPLICATION);
    environment.put("TAPEHOUSE_EMR_EXECUTION_ROLE", "arn:aws:iam::123456789012:role/etl");
    environment.put("TAPEHOUSE_EMR_POLL", "200ms");
    environment.put("TAPEHOUSE_REDSHIFT_URL", redshift.jdbcUrl(tenant.warehouse()));
    environment.put("TAPEHOUSE_REDSHIFT_USER", redshift.user());
    environment.put("TAPEHOUSE_REDSHIFT_PASSWORD", redshift.password());
    environment.put("TAPEHOUSE_REDSHIFT_COPY_ROLE", "arn:aws:iam::123456789012:role/copy");
    environment.put("TAPEHOUSE_RUN_STORE_KIND", "postgres");
    environment.put("TAPEHOUSE_RUN_STORE_URL", tenant.runs());
    environment.put("TAPEHOUSE_RUN_STORE_USER", "postgres");
    // Nothing is caught up: there are only the runs that a test asks for.
    for (DatasetDag dag : Dictionary.load().dags()) {
      environment.put(
          "TAPEHOUSE_DAGS_" + dag.id().toUpperCase(Locale.ROOT) + "_START_DATE", "2999-01-01");
    }
    environment.put("TAPEHOUSE_SCHEDULER_HEARTBEAT", "500ms");
    environment.put("TAPEHOUSE_SCHEDULER_PLANNER_INTERVAL", "1s");
    return environment;
  }

  /** What EMR does with a job: fetches the jar and submits it. */
  private void submit(Submission submission) throws IOException, InterruptedException {
    gate.await(10, TimeUnit.MINUTES);
    int slash = submission.entryPoint().lastIndexOf('/');
    Path jar =
        store(submission.entryPoint().substring(0, slash))
            .localCopy(
                submission.entryPoint().substring(slash + 1),
                Files.createDirectories(folder.resolve("jar-" + submission.id())));
    Map<String, String> conf = new LinkedHashMap<>();
    conf.put("spark.cores.max", "2");
    conf.put("spark.executor.cores", "2");
    conf.put("spark.executor.memory", "1g");
    conf.putAll(
        new S3aSettings(s3.endpoint(), s3.region(), s3.accessKey(), s3.secretKey())
            .conf(folder.resolve("hadoop")));
    int named = submission.sparkParameters().indexOf("--class");
    SparkSubmit driver =
        spark.submit(
            submission.sparkParameters().get(named + 1),
            jar,
            submission.arguments(),
            conf,
            line -> {});
    try {
      int exit = driver.await();
      if (exit != 0) {
        throw new IOException("exit code " + exit + "; " + String.join("\n", driver.log()));
      }
    } finally {
      driver.kill();
    }
  }

  @Override
  public void close() throws IOException {
    emr.close();
    spark.close();
    redshift.close();
    client.close();
    s3.close();
  }
}
