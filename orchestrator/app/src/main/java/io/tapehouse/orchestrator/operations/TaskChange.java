package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.state.RunState;
import java.time.LocalDate;
import java.util.List;

/**
 * Tasks that were changed, or would be.
 *
 * @param dagId the run's DAG
 * @param date the run's logical date
 * @param tasks their names, by depth
 * @param changed how many were changed; 0 where it was only said
 * @param state the run's state afterwards
 */
public record TaskChange(
    String dagId, LocalDate date, List<String> tasks, int changed, RunState state) {}
