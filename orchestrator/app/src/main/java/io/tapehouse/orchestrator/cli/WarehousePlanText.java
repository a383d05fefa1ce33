package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.pipeline.WarehousePlan;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Cause;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Change;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Planned;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan of the warehouse for people. */
final class WarehousePlanText {

  private WarehousePlanText() {}

  /** A line a partition, and how many there are of each cause. */
  static List<String> lines(WarehousePlan plan) {
    List<String> lines = new ArrayList<>();
    Map<Cause, Integer> counts = new EnumMap<>(Cause.class);
    if (!plan.partitions().isEmpty()) {
      Columns columns = new Columns("DATASET", "DATE", "BECAUSE");
      for (Planned planned : plan.partitions()) {
        columns.row(
            planned.partition().dataset(),
            planned.partition().date(),
            planned.changes().stream().map(Change::text).collect(Collectors.joining("; ")));
        planned.changes().stream()
            .map(Change::cause)
            .distinct()
            .forEach(cause -> counts.merge(cause, 1, Integer::sum));
      }
      lines.addAll(columns.lines());
    }
    lines.add(
        "%s would be made anew%s; %d unchanged"
            .formatted(
                DisplayText.count(plan.partitions().size(), "partition"),
                counts.entrySet().stream()
                    .map(entry -> "%s %d".formatted(entry.getKey().text(), entry.getValue()))
                    .collect(
                        Collectors.joining(
                            ", ", counts.isEmpty() ? "" : " (", counts.isEmpty() ? "" : ")")),
                plan.unchanged()));
    return lines;
  }
}
