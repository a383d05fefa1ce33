package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.control.ControlHandler;
import io.tapehouse.orchestrator.control.SqlRequest;
import io.tapehouse.orchestrator.operations.Attendance;
import io.tapehouse.orchestrator.operations.RemoteOperations;
import io.tapehouse.orchestrator.operations.StoreOperations;
import io.tapehouse.orchestrator.operations.Surroundings;
import java.util.HashMap;
import java.util.Map;

/** What every owner of a home does for others: SQL, and all that people ask of the orchestrator. */
public final class OwnerHandlers {

  private OwnerHandlers() {}

  /**
   * The handlers, by their operations.
   *
   * @param attendance whether what is asked for begins by itself
   * @param wake is called when there may be something new to do, or to break off
   */
  public static Map<String, ControlHandler> of(
      Workplace workplace, Attendance attendance, Runnable wake) {
    Surroundings surroundings =
        new Surroundings(
            workplace.store(),
            workplace.book(),
            workplace.resolver(),
            workplace.calendars(),
            workplace.logs(),
            workplace.equipment().clock(),
            attendance,
            workplace.configuration().retention().runs(),
            wake);
    Map<String, ControlHandler> handlers =
        new HashMap<>(RemoteOperations.handlers(new StoreOperations(surroundings)));
    handlers.put(SqlRequest.OPERATION, SqlRequest.handler(workplace.equipment().warehouse()));
    return handlers;
  }
}
