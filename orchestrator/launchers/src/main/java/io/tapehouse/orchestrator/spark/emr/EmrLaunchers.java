package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.store.ObjectStore;
import java.time.Clock;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;

/** The launchers of Spark on EMR. */
public final class EmrLaunchers {

  private EmrLaunchers() {}

  /**
   * A launcher that asks nothing yet.
   *
   * @param client stays open when this is closed; its own retries should be off
   * @param lake the store of the lake, through which jobs and outcomes travel
   * @param logs the store at the log location of the settings
   */
  public static SparkLauncher serverless(
      EmrServerlessClient client, ServerlessSettings settings, ObjectStore lake, ObjectStore logs) {
    return serverless(client, settings, lake, logs, Clock.systemUTC(), Sleeper.real());
  }

  /** The same with a clock and a way to wait. */
  public static SparkLauncher serverless(
      EmrServerlessClient client,
      ServerlessSettings settings,
      ObjectStore lake,
      ObjectStore logs,
      Clock clock,
      Sleeper sleeper) {
    Waits waits = new Waits(clock, sleeper);
    return new RemoteLauncher<>(
        new EmrServerless(client, settings, waits),
        lake,
        logs,
        waits,
        settings.job().times(),
        EmrServerless.QUEUE);
  }

  /**
   * A launcher that asks nothing yet.
   *
   * @param client stays open when this is closed; its own retries must be off
   * @param lake the store of the lake, through which jobs and outcomes travel
   * @param logs the store at the log location of the settings
   */
  public static SparkLauncher cluster(
      EmrClient client, ClusterSettings settings, ObjectStore lake, ObjectStore logs) {
    return cluster(client, settings, lake, logs, Clock.systemUTC(), Sleeper.real());
  }

  /** The same with a clock and a way to wait. */
  public static SparkLauncher cluster(
      EmrClient client,
      ClusterSettings settings,
      ObjectStore lake,
      ObjectStore logs,
      Clock clock,
      Sleeper sleeper) {
    int tries =
        client
            .serviceClientConfiguration()
            .overrideConfiguration()
            .retryStrategy()
            .map(RetryStrategy::maxAttempts)
            .orElse(Integer.MAX_VALUE);
    if (tries != 1) {
      throw new IllegalArgumentException(
          "a client that asks again by itself may make two clusters of one: use AwsClients.emr()");
    }
    Waits waits = new Waits(clock, sleeper);
    return new RemoteLauncher<>(
        new EmrCluster(client, settings, waits),
        lake,
        logs,
        waits,
        settings.job().times(),
        EmrCluster.QUEUE);
  }
}
