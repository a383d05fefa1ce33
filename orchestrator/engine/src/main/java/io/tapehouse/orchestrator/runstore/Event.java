package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.TaskState;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A change of a task's state; kept until its run is cleaned away.
 *
 * @param id rises with time
 * @param at when, by the store's clock
 * @param runId the run
 * @param dagId the run's DAG
 * @param date the run's logical date
 * @param taskId the task
 * @param number of the attempt that it belongs to; 0: none yet
 * @param from before
 * @param to after
 * @param message why
 */
public record Event(
    long id,
    Instant at,
    long runId,
    String dagId,
    LocalDate date,
    String taskId,
    int number,
    TaskState from,
    TaskState to,
    String message) {}
