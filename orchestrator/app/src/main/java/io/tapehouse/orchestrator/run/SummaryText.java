package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.run.RunSummary.DatasetLine;
import io.tapehouse.orchestrator.run.RunSummary.TableLine;
import io.tapehouse.orchestrator.state.TaskState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A summary as people read it at the end of a run. */
public final class SummaryText {

  private static final List<String> HEADS =
      List.of(
          "dataset",
          "table",
          "files",
          "rows read",
          "rows loaded",
          "quarantined",
          "written",
          "passed",
          "failed",
          "warned",
          "unevaluated",
          "seconds");
  private static final int TEXT_COLUMNS = 2;
  private static final int SHOWN = 20;
  private static final int MOST_ALIKE = 3;

  /** "DATASET DATE: CHECK: …", or without a dataset. */
  private static final Pattern DATED_WARNING =
      Pattern.compile(
          "(?<dataset>[a-z0-9_.]+ )?(?<date>\\d{4}-\\d{2}-\\d{2}): (?<check>\\w+): .*",
          Pattern.DOTALL);

  private SummaryText() {}

  /** The lines of the summary, without line ends. */
  public static List<String> lines(RunSummary summary, Duration took) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    summary.datasets().forEach((dataset, line) -> addDataset(rows, dataset, line));
    List<String> lines = new ArrayList<>(aligned(rows));
    summary.closed().forEach((date, why) -> lines.add(date + " " + why + ", skipped"));
    addSome(
        lines,
        "open dates without files:",
        summary.lacking().stream().map(Object::toString).toList());
    addSome(lines, "warnings:", warnings(summary.warnings()));
    addSome(lines, "skipped:", skipped(summary));
    addSome(
        lines,
        "failed:",
        summary.tasks().stream()
            .filter(task -> task.state() == TaskState.FAILED)
            .map(task -> task.name() + ": " + task.detail())
            .toList());
    lines.add(last(summary, took));
    return lines;
  }

  /**
   * A warning that many dates have takes one line, with the first of them; each stands in {@code
   * check_result}.
   */
  static List<String> warnings(List<String> all) {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    for (String warning : all) {
      Matcher dated = DATED_WARNING.matcher(warning);
      String kind = dated.matches() ? dated.group("dataset") + dated.group("check") : warning;
      kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(warning);
    }
    List<String> lines = new ArrayList<>();
    for (List<String> kind : kinds.values()) {
      lines.addAll(kind.size() > MOST_ALIKE ? kind.subList(0, 1) : kind);
      if (kind.size() > MOST_ALIKE) {
        Matcher last = DATED_WARNING.matcher(kind.get(kind.size() - 1));
        lines.add(
            "  and on %d more dates until %s"
                .formatted(kind.size() - 1, last.matches() ? last.group("date") : ""));
      }
    }
    return lines;
  }

  /** One line for all dates on which the same was skipped for the same reason. */
  private static List<String> skipped(RunSummary summary) {
    Map<String, SortedSet<LocalDate>> dates = new LinkedHashMap<>();
    summary.tasks().stream()
        .filter(task -> task.state() == TaskState.SKIPPED)
        .filter(task -> task.taskId().startsWith("fetch."))
        .forEach(
            task ->
                dates
                    .computeIfAbsent(task.subject() + ": " + task.detail(), key -> new TreeSet<>())
                    .add(task.date()));
    List<String> lines = new ArrayList<>();
    dates.forEach(
        (what, when) ->
            lines.add(
                when.size() == 1
                    ? what + " (" + when.first() + ")"
                    : "%s (%d dates, %s to %s)"
                        .formatted(what, when.size(), when.first(), when.last())));
    return lines;
  }

  private static void addDataset(List<List<String>> rows, String dataset, DatasetLine line) {
    String seconds = "%.2f".formatted(line.seconds);
    boolean first = true;
    for (Map.Entry<String, TableLine> table : line.tables.entrySet()) {
      TableLine counts = table.getValue();
      rows.add(
          List.of(
              dataset,
              table.getKey(),
              first ? number(line.files) : "",
              number(counts.read),
              number(counts.loaded),
              number(counts.quarantined),
              number(counts.written),
              first ? number(line.passed) : "",
              first ? number(line.failed) : "",
              first ? number(line.warned) : "",
              first ? number(line.notEvaluated) : "",
              first ? seconds : ""));
      first = false;
    }
    if (line.tables.isEmpty()) {
      rows.add(
          List.of(
              dataset,
              line.unchanged > 0 ? "unchanged" : "",
              number(line.files),
              "",
              "",
              "",
              "",
              number(line.passed),
              number(line.failed),
              number(line.warned),
              number(line.notEvaluated),
              seconds));
    }
  }

  private static String last(RunSummary summary, Duration took) {
    List<String> counts = new ArrayList<>();
    for (TaskState state : TaskState.values()) {
      long count = summary.tasks().stream().filter(task -> task.state() == state).count();
      if (count > 0) {
        counts.add(count + " " + state.text());
      }
    }
    return "%s: %s, %.1f s"
        .formatted(
            outcome(summary),
            counts.isEmpty() ? "nothing to do" : String.join(", ", counts) + " tasks",
            took.toMillis() / 1000.0);
  }

  private static String outcome(RunSummary summary) {
    if (summary.cancelled()) {
      return "run cancelled";
    }
    return summary.succeeded() ? "run succeeded" : "run failed";
  }

  private static void addSome(List<String> lines, String title, List<String> what) {
    if (what.isEmpty()) {
      return;
    }
    lines.add(title);
    what.stream().limit(SHOWN).forEach(line -> lines.add("  " + line));
    if (what.size() > SHOWN) {
      lines.add("  and %d more".formatted(what.size() - SHOWN));
    }
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[HEADS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ")
            .append(i < TEXT_COLUMNS ? row.get(i) + pad : pad + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String number(long value) {
    return "%,d".formatted(value);
  }
}
