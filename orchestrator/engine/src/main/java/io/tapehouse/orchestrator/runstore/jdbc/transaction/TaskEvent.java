package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import io.tapehouse.orchestrator.state.TaskState;

/**
 * A change of a task's state that a transaction makes.
 *
 * @param runId the task's run
 * @param group the group of the run at this time
 * @param taskInstanceId the task
 * @param number of the attempt that it belongs to; 0: none yet
 * @param from the state before
 * @param to the state after; one that may follow
 * @param message why
 */
public record TaskEvent(
    long runId,
    String group,
    long taskInstanceId,
    int number,
    TaskState from,
    TaskState to,
    String message) {}
