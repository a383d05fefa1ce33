package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.runstore.Event;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports the progress of a group of runs from the events in the run store. */
public final class Follower {

  private final Progress progress;
  private final Map<String, Instant> began = new HashMap<>();
  private long after;

  /** A follower that has seen nothing yet. */
  public Follower(Progress progress) {
    this.progress = progress;
  }

  /** The newest event that it has reported; 0: none. */
  public long after() {
    return after;
  }

  /** Reports events, which must be newer than {@link #after}. */
  public void tell(List<Event> events) {
    for (Event event : events) {
      after = event.id();
      String name = name(event.taskId(), event.date());
      if (event.to() == TaskState.RUNNING) {
        began.put(name, event.at());
        progress.began(name);
      } else if (event.to().isEnd()
          || event.to() == TaskState.DEFERRED
          || event.to() == TaskState.UP_FOR_RETRY) {
        Instant start = began.remove(name);
        Duration took = start == null ? Duration.ZERO : Duration.between(start, event.at());
        progress.ended(
            new TaskRecord(event.taskId(), event.date(), event.to(), event.message(), took));
      }
    }
  }

  private static String name(String taskId, LocalDate date) {
    return new TaskRecord(taskId, date, TaskState.RUNNING, "", Duration.ZERO).name();
  }
}
