package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.orchestrator.task.TaskContext;

/** How the tasks of datasets are called. */
final class TaskIds {

  static final String FETCH = "fetch.";
  static final String TRANSFORM = "transform.";
  static final String LOAD = "load.";
  static final String CALENDAR = "calendar";

  private TaskIds() {}

  /** The dataset that a task is for. */
  static String dataset(TaskContext context) {
    return dataset(context.claim().taskId());
  }

  static String dataset(String taskId) {
    return taskId.substring(taskId.indexOf('.') + 1);
  }
}
