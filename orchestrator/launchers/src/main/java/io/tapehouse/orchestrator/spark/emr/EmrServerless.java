package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.SparkFailedException;
import io.tapehouse.store.job.EtlJob;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;
import software.amazon.awssdk.services.emrserverless.model.Application;
import software.amazon.awssdk.services.emrserverless.model.ApplicationState;

/**
 * An EMR Serverless application, with a job run for each job; they run side by side. A job's client
 * token is made of its id, so that however often it is requested there is one job run.
 */
final class EmrServerless implements RemoteService<ServerlessReference> {

  private static final Logger LOG = LoggerFactory.getLogger(EmrServerless.class);

  /** How long a job may wait for its turn beyond its own time. */
  static final Duration QUEUE = Duration.ofMinutes(15);

  private final ServerlessSettings settings;
  private final Waits waits;
  private final JobRuns runs;
  private volatile boolean prepared;

  EmrServerless(EmrServerlessClient client, ServerlessSettings settings, Waits waits) {
    this.settings = settings;
    this.waits = waits;
    this.runs = new JobRuns(client, new AwsCalls(waits), settings);
  }

  @Override
  public Optional<ServerlessReference> parse(String reference) {
    return ServerlessReference.of(reference);
  }

  @Override
  public ServerlessReference reference(String jobId) {
    return new ServerlessReference(settings.applicationId(), jobId, waits.now(), null);
  }

  /** Starts the application on a thread of its own, so that the first job need not. */
  @Override
  public void warmUp() {
    Thread thread =
        new Thread(
            () -> {
              try {
                prepare();
              } catch (IOException e) {
                LOG.warn("the EMR Serverless application is not warm: {}", e.getMessage());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "emr-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  /** Looks once whether the application is what the settings say, and starts it. */
  @Override
  public synchronized void prepare() throws IOException, InterruptedException {
    if (prepared) {
      return;
    }
    Application application = runs.application();
    String found = application.releaseLabel();
    String expected = settings.releaseLabel();
    if (!line(found).equals(line(expected))) {
      throw new SparkFailedException(
          "the EMR Serverless application %s has the release %s, and the ETL is made for %s"
              .formatted(settings.applicationId(), found, expected));
    }
    if (!found.equals(expected)) {
      LOG.warn(
          "the EMR Serverless application {} has the release {}, the settings expect {}",
          settings.applicationId(),
          found,
          expected);
    }
    if (application.state() == ApplicationState.TERMINATED) {
      throw new SparkFailedException(
          "the EMR Serverless application %s was deleted".formatted(settings.applicationId()));
    }
    if (application.state() == ApplicationState.CREATED
        || application.state() == ApplicationState.STOPPED) {
      runs.startApplication();
    }
    prepared = true;
  }

  /**
   * {@code emr-spark-8} of {@code emr-spark-8.1.0}: within it Spark and Scala keep their majors.
   */
  private static String line(String releaseLabel) {
    int dot = releaseLabel.indexOf('.');
    return dot < 0 ? releaseLabel : releaseLabel.substring(0, dot);
  }

  @Override
  public ServerlessReference place(ServerlessReference reference, Set<String> declined) {
    return reference;
  }

  @Override
  public ServerlessReference request(ServerlessReference placed, EtlJob job, String location)
      throws IOException, InterruptedException {
    return placed.with(runs.start(placed, job, location));
  }

  @Override
  public Optional<ServerlessReference> find(ServerlessReference reference)
      throws IOException, InterruptedException {
    return reference.jobRunId() == null
        ? runs.find(reference).map(reference::with)
        : Optional.of(reference);
  }

  /** Requested once more, the service returns the id that belongs to the token. */
  @Override
  public Optional<ServerlessReference> unanswered(
      ServerlessReference placed, EtlJob job, String location)
      throws IOException, InterruptedException {
    return Optional.of(request(placed, job, location));
  }

  @Override
  public RemoteJob job(ServerlessReference known) {
    return runs.job(known.applicationId(), String.valueOf(known.jobRunId()));
  }
}
