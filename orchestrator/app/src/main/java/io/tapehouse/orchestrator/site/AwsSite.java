package io.tapehouse.orchestrator.site;

import io.tapehouse.orchestrator.aws.AwsClients;
import io.tapehouse.orchestrator.config.AwsConfig;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.RedshiftConfig;
import io.tapehouse.orchestrator.config.Secret;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.WrongHomeException;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.SparkUse;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.redshift.RedshiftAuthentication;
import io.tapehouse.sql.redshift.RedshiftSettings;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.s3.S3Clients;
import io.tapehouse.store.s3.S3Location;
import io.tapehouse.store.s3.S3ObjectStore;
import io.tapehouse.store.s3.S3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Amazon S3, EMR and Redshift. Nodes come and go; nothing that counts is in their homes. */
public final class AwsSite implements Site {

  /** Beside the datasets, whose names never begin so. */
  private static final String KIND = "_kind";

  /** Longer than any upload takes, so that none that is at work is ended. */
  private static final Duration UPLOAD = Duration.ofDays(1);

  private final Home home;
  private final Configuration configuration;
  private final AwsConfig aws;
  private @Nullable S3Client s3;
  private @Nullable AwsClients clients;

  /** By a configuration with {@code deployment: aws}, which is complete. */
  public AwsSite(Home home, Configuration configuration) {
    this.home = home;
    this.configuration = configuration;
    this.aws = configuration.aws();
  }

  @Override
  public ObjectStore archive() {
    return store(archiveLocation());
  }

  @Override
  public ObjectStore lake() {
    return store(lakeLocation());
  }

  @Override
  public String archiveLocation() {
    return aws.archive().orElseThrow();
  }

  @Override
  public String lakeLocation() {
    return aws.lake().orElseThrow();
  }

  @Override
  public Warehouse warehouse(Lake lake, Clock clock) {
    RedshiftConfig redshift = configuration.redshift();
    return RedshiftWarehouse.open(
        RedshiftSettings.of(
                redshift.url().orElseThrow(),
                authentication(redshift),
                redshift.copyRole().orElseThrow())
            .withStatementTimeout(redshift.statementTimeout())
            .withConnections(redshift.poolSize())
            .withQueryGroup("tapehouse"),
        lake,
        clock);
  }

  private RedshiftAuthentication authentication(RedshiftConfig redshift) {
    return switch (redshift.authentication()) {
      case PASSWORD -> {
        Secret password = redshift.password().orElseThrow();
        // Asked for with each connection, so that it may be changed while we run.
        yield new RedshiftAuthentication.Password(redshift.user().orElseThrow(), password::resolve);
      }
      case IAM ->
          new RedshiftAuthentication.Iam(
              aws.region().orElseThrow(), redshift.workgroup(), redshift.user());
    };
  }

  @Override
  public Warehouse warehouseForQueries() {
    return warehouse(new Lake(lake()), Clock.systemUTC());
  }

  /** What Spark prints lies in S3, put there by EMR; it is masked when an attempt's log has it. */
  @Override
  public SparkLauncher spark(UnaryOperator<String> masking, SparkUse use) {
    return new Emr(
            configuration, clients(), lake(), store(configuration.emr().logs().orElseThrow()))
        .launcher();
  }

  /** Two sites that share an archive or a lake would share a warehouse, too. */
  @Override
  public String name() {
    return archiveLocation();
  }

  @Override
  public void keep(DataKind kind) throws IOException {
    ObjectStore archive = archive();
    if (archive.putIfAbsent(KIND, (kind.name() + "\n").getBytes(StandardCharsets.UTF_8))) {
      return;
    }
    try (InputStream in = archive.open(KIND)) {
      String found = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!found.equals(kind.name())) {
        throw new WrongHomeException(archiveLocation(), found, kind);
      }
    }
  }

  @Override
  public void sweep() throws IOException {
    Instant limit = Instant.now().minus(UPLOAD);
    store(archiveLocation()).abortUploadsBegunBefore(limit);
    store(lakeLocation()).abortUploadsBegunBefore(limit);
  }

  /**
   * Objects at an address in S3, whatever they are for; with {@code deployment: local} too.
   *
   * @throws IllegalArgumentException when the configuration names no region
   */
  public S3ObjectStore store(String address) {
    if (aws.region().isEmpty()) {
      throw new IllegalArgumentException(address + ": set aws.region, the region of S3");
    }
    return new S3ObjectStore(s3(), S3Location.parse(address), s3Settings());
  }

  private S3Settings s3Settings() {
    S3Settings settings = S3Settings.of(aws.region().orElseThrow()).withTags(aws.tags());
    if (aws.s3Endpoint().isPresent()) {
      settings = settings.withEndpoint(URI.create(aws.s3Endpoint().get()));
    }
    return aws.kmsKey().isPresent() ? settings.withKmsKeyId(aws.kmsKey().get()) : settings;
  }

  /** Made when it is first wanted: the SDK takes a while to load. */
  private synchronized S3Client s3() {
    S3Client made = s3;
    if (made == null) {
      made = S3Clients.of(s3Settings());
      s3 = made;
    }
    return made;
  }

  private synchronized AwsClients clients() {
    AwsClients made = clients;
    if (made == null) {
      AwsClients.Settings settings = AwsClients.Settings.of(aws.region().orElseThrow());
      if (aws.emrEndpoint().isPresent()) {
        settings = settings.at(URI.create(aws.emrEndpoint().get()), settings.credentials());
      }
      made = new AwsClients(settings);
      clients = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (s3 != null) {
      s3.close();
    }
    if (clients != null) {
      clients.close();
    }
  }

  @Override
  public String toString() {
    return "AWS at %s, node in %s".formatted(archiveLocation(), home.root());
  }
}
