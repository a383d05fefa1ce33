package io.tapehouse.orchestrator.config;

import java.time.LocalDate;
import java.util.Optional;

/** What is different for one DAG. What is absent is as the DAG's own definition has it. */
public record DagConfig(
    @Setting(
            value = "whether it waits for `unpause` when it is seen for the first time",
            byDefault = "false")
        boolean pausedAtStart,
    @Setting("cron text of Quartz, in the DAG's time zone, instead of the DAG's own")
        Optional<String> schedule,
    @Setting(
            value = "first date that is caught up, instead of the DAG's own",
            min = "1990-01-01",
            max = "2999-12-31")
        Optional<LocalDate> startDate,
    @Setting(value = "most runs of it at once", min = "1", max = "1000")
        Optional<Integer> maxActiveRuns,
    @Setting(
            value = "how often a failed task is tried again, instead of the task's own",
            min = "0",
            max = "100")
        Optional<Integer> retries) {

  static final DagConfig DEFAULT = Binder.defaults(DagConfig.class);
}
