package io.tapehouse.orchestrator.runstore;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A date of a backfill.
 *
 * @param date the logical date
 * @param state how far it is
 * @param runId its run, once it has one
 */
public record BackfillDate(LocalDate date, Backfill.DateState state, @Nullable Long runId) {}
