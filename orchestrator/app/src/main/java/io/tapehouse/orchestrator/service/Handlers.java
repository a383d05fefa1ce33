package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.control.ControlHandler;
import io.tapehouse.orchestrator.home.HomeInUseException;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.operations.Operations;
import io.tapehouse.orchestrator.operations.OperationsContext;
import io.tapehouse.orchestrator.operations.RemoteOperations;
import io.tapehouse.orchestrator.operations.RetentionPolicy;
import io.tapehouse.orchestrator.operations.RunTaker;
import io.tapehouse.orchestrator.operations.SchedulerPresence;
import io.tapehouse.orchestrator.operations.StoreOperations;
import io.tapehouse.orchestrator.operations.UnusedAttempts;
import io.tapehouse.orchestrator.operations.WarehouseQueries;
import io.tapehouse.orchestrator.pipeline.PipelineContext;
import io.tapehouse.orchestrator.pipeline.WarehousePlanner;
import java.util.Map;

/** What the owner of a home does for others. */
public final class Handlers {

  private Handlers() {}

  /** Of a scheduler: everything. */
  public static Map<String, ControlHandler> of(
      HomeSession session, Scheduler scheduler, RunTaker taker) {
    return of(session, SchedulerPresence.SCHEDULER, taker, scheduler::changed);
  }

  /** Of a {@code tapehouse run}: everything but other runs, which no scheduler would do. */
  public static Map<String, ControlHandler> of(
      HomeSession session, OwnedHome owned, Runnable wake) {
    RunTaker taker =
        request -> {
          throw new HomeInUseException(owned.home(), OwnedHome.owner(owned.home()).orElse(""));
        };
    return of(session, SchedulerPresence.FOREGROUND_RUN, taker, wake);
  }

  private static Map<String, ControlHandler> of(
      HomeSession session, SchedulerPresence schedulerPresence, RunTaker taker, Runnable wake) {
    OperationsContext surroundings =
        new OperationsContext(
            session.store(),
            session.book(),
            session.resolver(),
            session.calendars(),
            session.logs(),
            session.pipeline().clock(),
            schedulerPresence,
            taker,
            () -> planner(session.pipeline()),
            new WarehouseQueries(session.pipeline().warehouse()),
            house(session),
            wake);
    return RemoteOperations.handlers(Operations.class, new StoreOperations(surroundings));
  }

  private static WarehousePlanner planner(PipelineContext pipeline) {
    return new WarehousePlanner(
        pipeline.dictionary(),
        pipeline.archive(),
        pipeline.calendars(),
        pipeline.keepTicks(),
        pipeline.warehouse()::committed);
  }

  private static RetentionPolicy house(HomeSession session) {
    return new RetentionPolicy(
        session.configuration().retention().runs(),
        session.configuration().logs().keep(),
        session.home().eventLogs(),
        new UnusedAttempts(
            session.pipeline()::lake,
            session.pipeline().warehouse()::attempts,
            session.configuration().retention().unusedAttempts(),
            session.pipeline().clock()));
  }
}
