package io.tapehouse.orchestrator.operations;

import java.time.LocalDate;

/**
 * Runs that are old, and the attempts of the lake that nothing refers to without them.
 *
 * @param before that ended before this date, in UTC
 * @param runs how many
 * @param lake the attempts
 */
public record Cleaning(LocalDate before, long runs, LakeCleaning lake) {}
