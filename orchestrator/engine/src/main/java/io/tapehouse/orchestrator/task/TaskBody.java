package io.tapehouse.orchestrator.task;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The code of a task. Called by many threads at once. An interrupt means: break off. */
public sealed interface TaskBody {

  /** Works on one task instance. */
  @FunctionalInterface
  non-sealed interface Single extends TaskBody {

    /**
     * Does the work.
     *
     * @throws TaskFailure when it failed; any other exception but {@link InterruptedException} is a
     *     {@link ErrorKind#DEFECT}
     */
    TaskResult run(TaskContext context) throws Exception;

    /**
     * Why there is nothing to do for a date, where that is certain without an attempt. The task is
     * skipped for this reason when its turn comes, instead of being queued: a year of dates that a
     * source lacks costs no attempts. Called inside transactions of the run store: it must be quick
     * and change nothing.
     *
     * @return the reason; empty: an attempt decides
     */
    default Optional<String> nothingToDo(LocalDate date) {
      return Optional.empty();
    }
  }

  /** Works on several task instances of one batch word at once. */
  @FunctionalInterface
  non-sealed interface Batch extends TaskBody {

    /**
     * Does the work. Each context is to be ended once; those that are not, fail with what is thrown
     * or, if nothing is, as defects.
     *
     * @param contexts at least one
     */
    void run(List<TaskContext> contexts, Results results) throws Exception;
  }

  /** Takes what came of the members of a batch, as soon as it is known. Safe for many threads. */
  interface Results {

    /** A member is done. */
    void end(TaskContext context, TaskResult result);

    /** A member failed. */
    void fail(TaskContext context, TaskFailure failure);
  }
}
