package io.tapehouse.orchestrator.benchmark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.emulators.FaultyHttp;
import io.tapehouse.emulators.S3ProxyServer;
import io.tapehouse.emulators.emr.FakeEmrServerless;
import io.tapehouse.emulators.emr.Submission;
import io.tapehouse.emulators.redshift.RedshiftStandIn;
import io.tapehouse.emulators.redshift.S3Access;
import io.tapehouse.emulators.redshift.SentStatement;
import io.tapehouse.emulators.spark.S3aSettings;
import io.tapehouse.emulators.spark.SparkHome;
import io.tapehouse.emulators.spark.SparkStandalone;
import io.tapehouse.emulators.spark.SparkSubmit;
import io.tapehouse.store.s3.S3Clients;
import io.tapehouse.store.s3.S3Location;
import io.tapehouse.store.s3.S3ObjectStore;
import io.tapehouse.store.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What stands in for AWS, with a counter before each of its doors: S3 for the orchestrator, for
 * Spark and for COPY; EMR's API, whose jobs a standalone Spark carries out; Redshift. The
 * orchestrator is a process of its own, as the launcher script starts it.
 */
final class CountedCloud implements AutoCloseable {

  private static final List<String> BUCKETS =
      List.of("tapehouse-archive", "tapehouse-lake", "tapehouse-logs", "tapehouse-artifacts");
  private static final String JAR = "tapehouse-spark-etl-app.jar";
  private static final String ROLE = "arn:aws:iam::123456789012:role/";

  private final Path folder;
  private final S3ProxyServer s3;
  private final S3Client client;
  private final List<FaultyHttp> doors = new ArrayList<>();
  private final FaultyHttp forOrchestrator;
  private final FaultyHttp forSpark;
  private final SparkStandalone spark;
  private final RedshiftStandIn redshift;
  private final FakeEmrServerless emr;
  private final FaultyHttp forEmr;

  /** What is counted now. */
  private volatile Tally tally = new Tally();

  CountedCloud(Path folder) throws IOException {
    assumeTrue(
        SparkHome.isBuilt() && S3ProxyServer.classPathFolder().isPresent(),
        "skipped: spark-etl is not packaged, or the build has not fetched S3A or S3Proxy");
    this.folder = folder;
    s3 = S3ProxyServer.start(folder.resolve("s3"));
    for (String bucket : BUCKETS) {
      s3.createBucket(bucket);
    }
    S3Settings settings = S3Settings.of(s3.region()).withEndpoint(s3.endpoint());
    client =
        S3Clients.of(
            settings,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())));
    new S3ObjectStore(client, S3Location.parse("s3://tapehouse-artifacts"), settings)
        .putIfAbsent(JAR, SparkHome.applicationJar().orElseThrow());
    forOrchestrator = s3Door("orchestrator");
    forSpark = s3Door("spark");
    FaultyHttp forCopy = s3Door("copy");
    spark = SparkStandalone.start(folder.resolve("spark"));
    spark.addWorker(2, "1g");
    redshift =
        RedshiftStandIn.start(
            new S3Access(forCopy.endpoint(), s3.accessKey(), s3.secretKey(), s3.region()));
    emr = new FakeEmrServerless("emr-spark-8.1.0", this::submit);
    forEmr = FaultyHttp.before(emr.endpoint(), (request, answer) -> tally.emr(request));
    doors.add(forEmr);
  }

  private FaultyHttp s3Door(String who) throws IOException {
    FaultyHttp door =
        FaultyHttp.before(s3.endpoint(), (request, answer) -> tally.s3(who, request, answer));
    doors.add(door);
    return door;
  }

  /** An installation of its own in it: prefixes and databases that nobody else has. */
  Installed install(String name) throws IOException {
    try (Connection postgres = DriverManager.getConnection(redshift.postgresUrl("postgres"));
        Statement statement = postgres.createStatement()) {
      statement.execute("CREATE DATABASE runs_" + name);
    } catch (SQLException e) {
      throw new IOException(e);
    }
    return new Installed(name, redshift.newDatabase());
  }

  /** Prefixes, databases and a home. */
  final class Installed {
    private final String name;
    private final String warehouse;

    private Installed(String name, String warehouse) {
      this.name = name;
      this.warehouse = warehouse;
    }

    /** Runs a command of the program to its end; what was counted meanwhile. */
    Map<String, Long> run(String... arguments) throws IOException, InterruptedException {
      Tally counting = new Tally();
      tally = counting;
      int before = redshift.statements().size();
      int jobs = emr.jobRuns().size();
      long began = System.nanoTime();
      tapehouse(arguments);
      counting.add("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
      counting.add("emr jobs", emr.jobRuns().size() - jobs);
      List<SentStatement> sent = redshift.statements();
      List<SentStatement> ours = sent.subList(before, sent.size());
      ours.forEach(statement -> count(statement.sql(), counting));
      counting.add("redshift loads", loads(ours));
      return counting.counts();
    }

    private void tapehouse(String... arguments) throws IOException, InterruptedException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:+UseSerialGC",
                  "-Dfile.encoding=UTF-8",
                  "-Dtapehouse.etl=" + System.getProperty("tapehouse.etl"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.tapehouse.orchestrator.Tapehouse"));
      command.addAll(List.of(arguments));
      command.addAll(List.of("--home", folder.resolve("home-" + name).toString()));
      Path said = folder.resolve("said-" + name);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().putAll(environment());
      Process process = builder.start();
      try {
        if (process.waitFor() != 0) {
          throw new IOException(String.join(" ", arguments) + ":\n" + Files.readString(said));
        }
      } finally {
        process.destroyForcibly();
      }
    }

    /** Trading days that the warehouse holds. */
    int daysLoaded() throws IOException {
      return number(
          "SELECT count(DISTINCT partition_date) FROM load_ledger"
              + " WHERE dataset = 'taifex.futures_tick' AND status = 'committed'");
    }

    private int number(String sql) throws IOException {
      try (Connection connection = DriverManager.getConnection(redshift.postgresUrl(warehouse));
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getInt(1);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    private Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      environment.put("AWS_ACCESS_KEY_ID", s3.accessKey());
      environment.put("AWS_SECRET_ACCESS_KEY", s3.secretKey());
      environment.put("TAPEHOUSE_DEPLOYMENT", "aws");
      environment.put("TAPEHOUSE_AWS_REGION", s3.region());
      environment.put("TAPEHOUSE_AWS_ARCHIVE", "s3://tapehouse-archive/" + name);
      environment.put("TAPEHOUSE_AWS_LAKE", "s3://tapehouse-lake/" + name);
      environment.put("TAPEHOUSE_AWS_S3_ENDPOINT", forOrchestrator.endpoint().toString());
      environment.put("TAPEHOUSE_AWS_EMR_ENDPOINT", forEmr.endpoint().toString());
      environment.put("TAPEHOUSE_EMR_JAR", "s3://tapehouse-artifacts/" + JAR);
      environment.put("TAPEHOUSE_EMR_LOGS", "s3://tapehouse-logs/" + name);
      environment.put("TAPEHOUSE_EMR_APPLICATION", FakeEmrServerless.APPLICATION);
      environment.put("TAPEHOUSE_EMR_EXECUTION_ROLE", ROLE + "etl");
      environment.put("TAPEHOUSE_REDSHIFT_URL", redshift.jdbcUrl(warehouse));
      environment.put("TAPEHOUSE_REDSHIFT_USER", redshift.user());
      environment.put("TAPEHOUSE_REDSHIFT_PASSWORD", redshift.password());
      environment.put("TAPEHOUSE_REDSHIFT_COPY_ROLE", ROLE + "copy");
      environment.put("TAPEHOUSE_RUN_STORE_KIND", "postgres");
      environment.put("TAPEHOUSE_RUN_STORE_URL", redshift.postgresUrl("runs_" + name));
      environment.put("TAPEHOUSE_RUN_STORE_USER", "postgres");
      for (DatasetDag dag : Dictionary.load().dags()) {
        environment.put(
            "TAPEHOUSE_DAGS_" + dag.id().toUpperCase(Locale.ROOT) + "_START_DATE", "2999-01-01");
      }
      return environment;
    }
  }

  /** Transactions that copy: each bears the name of its batch. */
  private static long loads(List<SentStatement> statements) {
    return statements.stream()
        .filter(statement -> word(statement.sql()).equals("COPY"))
        .map(SentStatement::queryGroup)
        .distinct()
        .count();
  }

  private static String word(String sql) {
    return sql.strip().split("[\\s(;]", 2)[0].toUpperCase(Locale.ROOT);
  }

  private static void count(String sql, Tally tally) {
    tally.add("redshift statements", 1);
    tally.add("redshift " + word(sql), 1);
  }

  /** What EMR does with a job; the jar comes from the build and not from S3, which EMR pays for. */
  private void submit(Submission submission) throws IOException, InterruptedException {
    Map<String, String> conf = new TreeMap<>();
    conf.put("spark.cores.max", "2");
    conf.put("spark.executor.cores", "2");
    conf.put("spark.executor.memory", "1g");
    conf.putAll(
        new S3aSettings(forSpark.endpoint(), s3.region(), s3.accessKey(), s3.secretKey())
            .conf(folder.resolve("hadoop")));
    int named = submission.sparkParameters().indexOf("--class");
    long began = System.nanoTime();
    SparkSubmit driver =
        spark.submit(
            submission.sparkParameters().get(named + 1),
            SparkHome.applicationJar().orElseThrow(),
            submission.arguments(),
            conf,
            line -> {});
    try {
      int exit = driver.await();
      tally.add("spark seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
      if (exit != 0) {
        throw new IOException("exit code " + exit + "; " + String.join("\n", driver.log()));
      }
    } finally {
      driver.kill();
    }
  }

  @Override
  public void close() throws IOException {
    for (FaultyHttp door : doors) {
      door.close();
    }
    emr.close();
    spark.close();
    redshift.close();
    client.close();
    s3.close();
  }
}
