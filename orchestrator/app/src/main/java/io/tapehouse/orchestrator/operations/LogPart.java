package io.tapehouse.orchestrator.operations;

import java.time.LocalDate;

/**
 * A part of an attempt's log. Compared by identity, for it has an array.
 *
 * @param dagId the run's DAG
 * @param date the run's logical date
 * @param taskId the task
 * @param attempt the number of the attempt
 * @param state how far the attempt is
 * @param bytes UTF-8, perhaps cut within a character
 * @param next from which byte to go on
 * @param last whether nothing more will come
 * @param more whether there is more already
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogPart(
    String dagId,
    LocalDate date,
    String taskId,
    int attempt,
    String state,
    byte[] bytes,
    long next,
    boolean last,
    boolean more) {}
