package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A task of a run as the store knows it.
 *
 * @param id its number
 * @param runId its run
 * @param dagId the run's DAG
 * @param date the run's logical date
 * @param taskId its name in the DAG
 * @param depth length of the longest way to it from a task that needs none
 * @param pool where its attempts take a slot
 * @param state how far it is
 * @param shortCircuited whether it ended the run early: what comes after it is skipped
 * @param number of the newest attempt; 0: there was none
 * @param attemptId of the newest claim; null: there was none
 * @param node where the newest attempt is or was
 * @param message what it said last: why it failed, what it waits for, what it did
 * @param output what it leaves for tasks after it; JSON as a rule
 * @param nextAt of a deferred task or one up for retry: when it goes on
 * @param queuedAt when it could first begin
 * @param startedAt when its newest attempt began
 * @param endedAt when it ended
 */
public record TaskInstance(
    long id,
    long runId,
    String dagId,
    LocalDate date,
    String taskId,
    int depth,
    String pool,
    TaskState state,
    boolean shortCircuited,
    int number,
    @Nullable String attemptId,
    @Nullable String node,
    String message,
    @Nullable String output,
    @Nullable Instant nextAt,
    @Nullable Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
