package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.plan.Calendars;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.RunStore;
import java.time.Clock;
import java.time.Duration;

/**
 * What {@link StoreOperations} works with.
 *
 * @param store everything that is remembered
 * @param book the program's DAGs
 * @param resolver what follows for runs from the states of their tasks
 * @param calendars open days
 * @param logs of attempts
 * @param clock for schedules
 * @param attendance who works on what is in the store
 * @param retention how long ended runs are kept
 * @param logsKept how long logs of attempts are kept
 * @param wake is called when there may be something new to do, or to break off
 */
public record Surroundings(
    RunStore store,
    DagBook book,
    Resolver resolver,
    Calendars calendars,
    AttemptLogs logs,
    Clock clock,
    Attendance attendance,
    Duration retention,
    Duration logsKept,
    Runnable wake) {}
