package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.control.ControlHandler;
import io.tapehouse.orchestrator.control.SqlRequest;
import io.tapehouse.orchestrator.home.HomeInUseException;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.operations.Attendance;
import io.tapehouse.orchestrator.operations.HouseKeeping;
import io.tapehouse.orchestrator.operations.RemoteOperations;
import io.tapehouse.orchestrator.operations.RunTaker;
import io.tapehouse.orchestrator.operations.StoreOperations;
import io.tapehouse.orchestrator.operations.Surroundings;
import io.tapehouse.orchestrator.operations.UnusedAttempts;
import io.tapehouse.orchestrator.pipeline.Equipment;
import io.tapehouse.orchestrator.pipeline.WarehousePlanner;
import java.util.HashMap;
import java.util.Map;

/** What the owner of a home does for others. */
public final class Handlers {

  private Handlers() {}

  /** Of a scheduler: everything. */
  public static Map<String, ControlHandler> of(
      Workplace workplace, Scheduler scheduler, RunTaker taker) {
    return of(workplace, Attendance.SCHEDULER, taker, scheduler::changed);
  }

  /** Of a {@code tapehouse run}: everything but other runs, which nobody would see to. */
  public static Map<String, ControlHandler> of(
      Workplace workplace, OwnedHome owned, Runnable wake) {
    RunTaker taker =
        request -> {
          throw new HomeInUseException(owned.home(), OwnedHome.owner(owned.home()).orElse(""));
        };
    return of(workplace, Attendance.FOREGROUND_RUN, taker, wake);
  }

  private static Map<String, ControlHandler> of(
      Workplace workplace, Attendance attendance, RunTaker taker, Runnable wake) {
    Surroundings surroundings =
        new Surroundings(
            workplace.store(),
            workplace.book(),
            workplace.resolver(),
            workplace.calendars(),
            workplace.logs(),
            workplace.equipment().clock(),
            attendance,
            taker,
            () -> planner(workplace.equipment()),
            house(workplace),
            wake);
    Map<String, ControlHandler> handlers =
        new HashMap<>(RemoteOperations.handlers(new StoreOperations(surroundings, () -> {})));
    handlers.put(SqlRequest.OPERATION, SqlRequest.handler(workplace.equipment().warehouse()));
    return handlers;
  }

  private static WarehousePlanner planner(Equipment equipment) {
    return new WarehousePlanner(
        equipment.dictionary(),
        equipment.archive(),
        equipment.calendars(),
        equipment.warehouse()::committed);
  }

  private static HouseKeeping house(Workplace workplace) {
    return new HouseKeeping(
        workplace.configuration().retention().runs(),
        workplace.configuration().logs().keep(),
        workplace.home().eventLogs(),
        new UnusedAttempts(
            workplace.equipment()::lake,
            workplace.equipment().warehouse()::attempts,
            workplace.configuration().retention().unusedAttempts(),
            workplace.equipment().clock()));
  }
}
