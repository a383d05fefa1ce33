package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.GridAnswer;
import io.tapehouse.orchestrator.state.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Dates and tasks, a letter a cell; the tasks' names stand below, since they are long. */
final class GridText {

  private GridText() {}

  static List<String> of(GridAnswer grid) {
    if (grid.rows().isEmpty()) {
      return List.of(grid.dagId() + " has no run yet.");
    }
    List<String> lines = new ArrayList<>();
    int width = Math.max(2, Integer.toString(grid.tasks().size()).length()) + 1;
    StringBuilder head = new StringBuilder("DATE        RUN        ");
    for (int i = 1; i <= grid.tasks().size(); i++) {
      head.append(("%" + width + "d").formatted(i));
    }
    lines.add(head.toString());
    for (GridAnswer.Row row : grid.rows()) {
      StringBuilder line =
          new StringBuilder("%s  %-10s ".formatted(row.date(), row.state().text()));
      if (row.tasks().isEmpty()) {
        line.append(" ").append(row.note());
      } else {
        for (String task : grid.tasks()) {
          TaskState state = row.tasks().get(task);
          line.append(" ".repeat(width - 1)).append(state == null ? ' ' : letter(state));
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add("");
    for (int i = 0; i < grid.tasks().size(); i++) {
      lines.add("%3d  %s".formatted(i + 1, grid.tasks().get(i)));
    }
    lines.add("");
    lines.add(
        Arrays.stream(TaskState.values())
            .map(state -> letter(state) + " " + state.text())
            .collect(Collectors.joining(", ")));
    return lines;
  }

  static char letter(TaskState state) {
    return switch (state) {
      case SCHEDULED -> '.';
      case QUEUED -> 'Q';
      case RUNNING -> 'R';
      case DEFERRED -> 'D';
      case UP_FOR_RETRY -> 'T';
      case SUCCESS -> 'S';
      case SKIPPED -> '-';
      case FAILED -> 'F';
      case UPSTREAM_FAILED -> 'U';
      case CANCELLED -> 'C';
    };
  }
}
