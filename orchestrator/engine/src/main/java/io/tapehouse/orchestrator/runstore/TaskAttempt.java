package io.tapehouse.orchestrator.runstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a task, at work or over.
 *
 * @param taskInstanceId of the task instance
 * @param number from 1
 * @param attemptId of its newest claim
 * @param fence of its newest claim
 * @param node where
 * @param state {@code running}, {@code deferred}, or the state in which it ended; {@code lost} when
 *     its node died, {@code revoked} when it was cleared while at work, {@code handed_back} when
 *     its node gave it back undone
 * @param message what it said last
 * @param externalId of the work that it began outside
 * @param startedAt when it first began
 * @param endedAt when it ended
 */
public record TaskAttempt(
    long taskInstanceId,
    int number,
    String attemptId,
    long fence,
    String node,
    String state,
    String message,
    @Nullable String externalId,
    Instant startedAt,
    @Nullable Instant endedAt) {}
