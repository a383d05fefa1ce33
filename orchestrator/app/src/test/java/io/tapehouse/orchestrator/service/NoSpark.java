package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import java.util.function.Consumer;

/** For workplaces in which nothing comes as far as Spark. */
public final class NoSpark implements SparkLauncher {

  @Override
  public void warmUp() {}

  @Override
  public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener) {
    throw new IllegalStateException("there is no Spark here");
  }

  @Override
  public void close() {}
}
