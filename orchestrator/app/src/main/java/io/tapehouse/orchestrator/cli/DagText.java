package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.dag.TriggerRule;
import io.tapehouse.orchestrator.operations.DagAnswers;
import io.tapehouse.orchestrator.operations.RunAnswers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DAGs for people. */
final class DagText {

  private DagText() {}

  static List<String> list(List<DagAnswers.Line> dags) {
    Columns columns =
        new Columns(
            "DAG", "SCHEDULE", "ZONE", "NEXT FIRE", "PAUSED", "START DATE", "ACTIVE", "LAST RUN");
    for (DagAnswers.Line dag : dags) {
      columns.row(
          dag.id(),
          DisplayText.of(dag.schedule()),
          dag.zone(),
          DisplayText.local(dag.nextFire(), dag.zone()),
          dag.paused() ? "yes" : "no",
          DisplayText.of(dag.startDate()),
          dag.activeRuns(),
          last(dag.lastRun()));
    }
    return columns.lines("There is no DAG.");
  }

  static List<String> show(DagAnswers.Detail dag) {
    DagAnswers.Line line = dag.line();
    List<String> lines = new ArrayList<>();
    lines.add(line.id() + (line.title().isEmpty() ? "" : ": " + line.title()));
    property(
        lines, "schedule", DisplayText.of(line.schedule()) + (line.paused() ? ", paused" : ""));
    if (dag.daysBack() > 0) {
      property(lines, "logical date", DisplayText.count(dag.daysBack(), "day") + " before");
    }
    property(lines, "zone", line.zone());
    property(lines, "next fire", DisplayText.local(line.nextFire(), line.zone()));
    property(lines, "calendar", dag.calendar().isEmpty() ? "every day" : dag.calendar());
    property(lines, "start date", DisplayText.of(line.startDate()));
    property(lines, "catch-up", DisplayText.of(dag.catchUp()));
    property(lines, "most active runs", Integer.toString(dag.maxActiveRuns()));
    property(
        lines,
        "kept by publishers",
        dag.keptTradingDays() == 0 ? "for ever" : dag.keptTradingDays() + " trading days");
    property(lines, "deadline", DisplayText.of(dag.deadline()));
    property(lines, "active runs", Integer.toString(line.activeRuns()));
    property(lines, "last run", last(line.lastRun()));
    lines.add("");
    Columns columns =
        new Columns("TASK", "RULE", "POOL", "BATCH", "TRIES", "TIMEOUT", "COMES AFTER");
    for (DagAnswers.Task task : dag.tasks()) {
      columns.row(
          "  ".repeat(task.depth()) + task.id(),
          task.rule() == TriggerRule.ALL_SUCCESS ? DisplayText.NONE : task.rule().text(),
          task.pool(),
          DisplayText.of(task.batch()),
          task.tries(),
          DisplayText.span(task.timeout()),
          waits(task));
    }
    lines.addAll(columns.lines());
    return lines;
  }

  private static String waits(DagAnswers.Task task) {
    List<String> parts = new ArrayList<>();
    if (!task.needs().isEmpty()) {
      parts.add("<- " + String.join(", ", task.needs()));
    }
    if (!task.after().isEmpty()) {
      parts.add("after " + String.join(", ", task.after()));
    }
    return String.join("; ", parts);
  }

  private static void property(List<String> lines, String name, String value) {
    lines.add("  %-19s %s".formatted(name, value));
  }

  private static String last(RunAnswers.@Nullable Line run) {
    return run == null ? DisplayText.NONE : run.date() + " " + DisplayText.of(run.state());
  }
}
