package io.tapehouse.etl.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.emulators.FaultyHttp;
import io.tapehouse.emulators.S3ProxyServer;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy, a network before it that Spark goes through, and a Spark without workers. */
final class Cluster implements AutoCloseable {

  private static final String BUCKET = "tapehouse";

  private final Path folder;
  private final S3ProxyServer s3;
  private final S3Client client;
  private final S3Days days;
  private final FaultyHttp network;
  private final SparkStandalone spark;

  /** Starts all; the test is skipped where the build has not what it takes. */
  Cluster(Path folder) throws IOException {
    assumeTrue(
        SparkHome.isBuilt() && S3ProxyServer.classPathFolder().isPresent(),
        "skipped: spark-etl is not packaged, or the build has not fetched S3A or S3Proxy");
    this.folder = folder;
    s3 = S3ProxyServer.start(folder.resolve("s3"));
    s3.createBucket(BUCKET);
    S3Settings settings = S3Settings.of(s3.region()).withEndpoint(s3.endpoint());
    client =
        S3Clients.of(
            settings,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())));
    days =
        new S3Days(
            BUCKET,
            new S3ObjectStore(client, new S3Location(BUCKET, ""), settings),
            new S3ObjectStore(client, new S3Location(BUCKET, "archive/"), settings),
            new S3ObjectStore(client, new S3Location(BUCKET, "lake/"), settings),
            Files.createDirectories(folder.resolve("days")));
    network = FaultyHttp.before(s3.endpoint());
    spark = SparkStandalone.start(folder.resolve("spark"));
  }

  S3Days days() {
    return days;
  }

  FaultyHttp network() {
    return network;
  }

  SparkStandalone spark() {
    return spark;
  }

  String bucket() {
    return BUCKET;
  }

  /** Adds a worker that can run two of the jobs at once. */
  void addWorker() throws IOException {
    spark.addWorker(2, "1g");
  }

  /** Submits the application as EMR does, but for the address of S3. */
  SparkSubmit submit(String job) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.cores.max", "1");
    settings.put("spark.executor.cores", "1");
    settings.put("spark.executor.memory", "512m");
    settings.putAll(
        new S3aSettings(network.endpoint(), s3.region(), s3.accessKey(), s3.secretKey())
            .conf(folder.resolve("hadoop")));
    return spark.submit(
        "io.tapehouse.etl.EtlApplication",
        SparkHome.applicationJar().orElseThrow(),
        List.of(job),
        settings,
        line -> {});
  }

  @Override
  public void close() throws IOException {
    spark.close();
    network.close();
    client.close();
    s3.close();
  }
}
