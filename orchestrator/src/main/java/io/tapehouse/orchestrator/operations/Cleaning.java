package io.tapehouse.orchestrator.operations;

import java.time.LocalDate;

/**
 * Runs that are old.
 *
 * @param before that ended before this date, in UTC
 * @param runs how many
 */
public record Cleaning(LocalDate before, long runs) {}
