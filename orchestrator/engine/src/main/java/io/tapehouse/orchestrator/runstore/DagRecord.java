package io.tapehouse.orchestrator.runstore;

import java.time.LocalDate;

/**
 * What the store remembers of a DAG.
 *
 * @param dagId its name
 * @param paused whether none of its tasks may begin
 * @param startDate its first logical date that the schedule makes
 */
public record DagRecord(String dagId, boolean paused, LocalDate startDate) {}
