package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.RunAnswers;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs for people. */
final class RunText {

  private RunText() {}

  static String name(RunAnswers.Line run) {
    return run.dagId() + "@" + run.date();
  }

  static List<String> list(List<RunAnswers.Line> runs, int limit) {
    Columns columns = new Columns("RUN", "NUMBER", "TYPE", "STATE", "STARTED", "DURATION", "NOTE");
    for (RunAnswers.Line run : runs) {
      Instant end = run.endedAt();
      columns.row(
          name(run),
          run.id(),
          DisplayText.of(run.type()),
          DisplayText.of(run.state()),
          DisplayText.moment(run.startedAt()),
          end == null ? DisplayText.NONE : DisplayText.between(run.startedAt(), end, end),
          run.note());
    }
    List<String> lines = new ArrayList<>(columns.lines("There is no such run."));
    if (runs.size() == limit) {
      lines.add("(the newest %d; --limit shows more)".formatted(limit));
    }
    return lines;
  }

  static List<String> show(RunAnswers.Detail detail) {
    RunAnswers.Line run = detail.line();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s is %s%s"
            .formatted(
                name(run),
                DisplayText.of(run.state()),
                run.cancelRequested() && !run.state().isEnd() ? ", to be cancelled" : ""));
    property(lines, "number", Long.toString(run.id()));
    property(
        lines,
        "type",
        DisplayText.of(run.type())
            + (run.backfillId() == null ? "" : ", of backfill " + run.backfillId()));
    if (!run.note().isEmpty()) {
      property(lines, "note", run.note());
    }
    property(lines, "queued", DisplayText.moment(run.queuedAt()));
    property(lines, "started", DisplayText.moment(run.startedAt()));
    property(lines, "ended", DisplayText.moment(run.endedAt()));
    property(lines, "duration", DisplayText.between(run.startedAt(), run.endedAt(), detail.now()));
    if (run.deadline() != null) {
      property(lines, "deadline", DisplayText.moment(run.deadline()));
    }
    if (detail.tasks().isEmpty()) {
      return lines;
    }
    lines.add("");
    Columns columns = new Columns("TASK", "STATE", "ATTEMPTS", "DURATION", "MESSAGE");
    for (RunAnswers.Task task : detail.tasks()) {
      columns.row(
          "  ".repeat(task.depth()) + task.id(),
          task.state().text(),
          task.attempts(),
          duration(task, detail.now()),
          task.message() + next(task));
    }
    lines.addAll(columns.lines());
    return lines;
  }

  static List<String> events(List<RunAnswers.Happening> events) {
    Columns columns = new Columns("AT", "TASK", "ATTEMPT", "FROM", "TO", "MESSAGE");
    for (RunAnswers.Happening event : events) {
      columns.row(
          event.at(),
          event.taskId(),
          event.attempt(),
          event.from().text(),
          event.to().text(),
          event.message());
    }
    return columns.lines("Nothing has happened yet.");
  }

  private static String duration(RunAnswers.Task task, Instant now) {
    return task.endedAt() == null && task.state() != TaskState.RUNNING
        ? DisplayText.NONE
        : DisplayText.between(task.startedAt(), task.endedAt(), now);
  }

  private static String next(RunAnswers.Task task) {
    return task.nextAt() == null
        ? ""
        : " (goes on at %s)".formatted(DisplayText.moment(task.nextAt())).stripTrailing();
  }

  private static void property(List<String> lines, String name, String value) {
    lines.add("  %-9s %s".formatted(name, value));
  }
}
