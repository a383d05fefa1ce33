package io.tapehouse.orchestrator.service;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.DagConfig;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.pipeline.Patience;
import java.time.Duration;
import java.util.function.BiFunction;

/** What the configuration changes of a DAG. */
final class DagOverrides {

  /** Enough for some hours of a publisher's trouble. */
  private static final int TRIES = 10;

  private DagOverrides() {}

  /** With HKEX's permission its pages are fetched every day. */
  static boolean isScheduled(DatasetDag spec, Configuration configuration) {
    return !spec.needsPermission() || configuration.hkex().ccass().fetchPermissionObtained();
  }

  static Dag apply(
      DatasetDags dags,
      DatasetDag spec,
      DagConfig config,
      boolean scheduled,
      Duration rest,
      BiFunction<Duration, Integer, Patience> patience) {
    int tries = config.retries().map(retries -> retries + 1).orElse(TRIES);
    return dags.dag(
        spec,
        patience.apply(rest, tries),
        builder -> {
          if (!scheduled) {
            builder.unscheduled();
          }
          config.schedule().ifPresent(builder::cron);
          config.startDate().ifPresent(builder::startDate);
          config.maxActiveRuns().ifPresent(builder::maxActiveRuns);
        });
  }
}
