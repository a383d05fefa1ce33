package io.tapehouse.orchestrator.runstore;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A task instance that a node may work on until its lease runs out.
 *
 * @param taskInstanceId of the task instance
 * @param runId its run
 * @param dagId the run's DAG
 * @param date the run's logical date
 * @param type why there is a run
 * @param group the run's group
 * @param taskId its name in the DAG
 * @param batchId claims with the same number are to be worked on together; null: alone
 * @param attemptId unique for ever: a claim never gets the name of another one
 * @param fence higher than that of every claim before
 * @param number of the attempt, from 1; a deferred attempt that goes on keeps its number
 * @param failures how many attempts failed by the task's own fault since it was last cleared
 * @param throttles how many ended because a publisher wanted to be left alone
 * @param deferrals how often this attempt was deferred
 * @param since when the first attempt since the last clearing began
 * @param queuedAt when the task could begin, or go on
 * @param externalId of work outside that an attempt before this one began and of which it did not
 *     see the end; null or nothing: none
 */
public record Claim(
    long taskInstanceId,
    long runId,
    String dagId,
    LocalDate date,
    RunType type,
    String group,
    String taskId,
    @Nullable Long batchId,
    String attemptId,
    long fence,
    int number,
    int failures,
    int throttles,
    int deferrals,
    Instant since,
    Instant queuedAt,
    @Nullable String externalId) {}
