package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.calendar.ArchiveCalendars;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.pipeline.WarehousePlanner;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.RunStore;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What {@link StoreOperations} works with.
 *
 * @param store everything that is remembered
 * @param book the program's DAGs
 * @param resolver what follows for runs from the states of their tasks
 * @param calendars open days
 * @param logs of attempts
 * @param clock for schedules
 * @param schedulerPresence who works on what is in the store
 * @param taker takes requests of {@code tapehouse run}
 * @param planner plans what of the warehouse would be made anew; opened on demand
 * @param queries asks the warehouse
 * @param house what is removed when it is old
 * @param wake is called when there may be something new to do, or to break off
 */
public record OperationsContext(
    RunStore store,
    DagBook book,
    Resolver resolver,
    ArchiveCalendars calendars,
    AttemptLogs logs,
    Clock clock,
    SchedulerPresence schedulerPresence,
    RunTaker taker,
    Supplier<WarehousePlanner> planner,
    Queries queries,
    RetentionPolicy house,
    Runnable wake) {}
