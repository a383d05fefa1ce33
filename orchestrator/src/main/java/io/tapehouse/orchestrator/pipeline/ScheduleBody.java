package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;

/** Reads a holiday schedule, which becomes no rows of its own but decides which days are open. */
record ScheduleBody(Equipment equipment, Dataset dataset) implements TaskBody.Single {

  @Override
  public TaskResult run(TaskContext context) throws TaskFailure, IOException {
    LocalDate filedUnder = dataset.period().filedUnder(context.date());
    equipment.calendars().refresh();
    Optional<String> complaint = equipment.calendars().complaint(dataset.id(), filedUnder);
    if (complaint.isPresent()) {
      throw new TaskFailure(ErrorKind.DATA, complaint.get());
    }
    return TaskResult.success("read");
  }
}
