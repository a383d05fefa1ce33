package io.tapehouse.orchestrator.service;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.pipeline.Patience;
import java.time.Duration;

/** The DAGs without the code of their tasks, for which nothing needs to be open. */
public final class DescribedDags {

  private DescribedDags() {}

  /** The DAGs, with what the configuration changes in them. */
  public static DagBook of(Configuration configuration) {
    Dictionary dictionary = Dictionary.load();
    DatasetDags dags = DatasetDags.described(dictionary);
    return DagBook.of(
        dictionary.dags().stream()
            .map(
                spec ->
                    DagOverrides.apply(
                        dags,
                        spec,
                        configuration.dag(spec.id()),
                        DagOverrides.isScheduled(spec, configuration),
                        Duration.ZERO,
                        Patience::ofScheduler))
            .toList(),
        configuration.pools().keySet());
  }
}
