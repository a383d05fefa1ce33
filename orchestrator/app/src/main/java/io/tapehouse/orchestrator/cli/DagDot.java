package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.DagAnswers;
import java.util.ArrayList;
import java.util.List;

/** A DAG for Graphviz: what a task only waits for is dashed. */
final class DagDot {

  private DagDot() {}

  static List<String> of(DagAnswers.Detail dag) {
    List<String> lines = new ArrayList<>();
    lines.add("digraph \"%s\" {".formatted(dag.line().id()));
    lines.add("  rankdir=LR;");
    lines.add("  node [shape=box, fontname=\"monospace\"];");
    for (DagAnswers.Task task : dag.tasks()) {
      lines.add("  \"%s\";".formatted(task.id()));
      task.needs().forEach(need -> lines.add("  \"%s\" -> \"%s\";".formatted(need, task.id())));
      task.after()
          .forEach(
              other -> lines.add("  \"%s\" -> \"%s\" [style=dashed];".formatted(other, task.id())));
    }
    lines.add("}");
    return lines;
  }
}
