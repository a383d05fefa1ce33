package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.TaskState;
import java.time.LocalDate;

/**
 * A task of a run in a grid of dates and tasks.
 *
 * @param date the run's logical date
 * @param runId the run
 * @param taskId the task
 * @param state how far it is
 * @param number of its newest attempt
 */
public record GridCell(LocalDate date, long runId, String taskId, TaskState state, int number) {}
