package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.BackfillAnswers;
import io.tapehouse.orchestrator.operations.BackfillAnswers.PlannedDay;
import io.tapehouse.orchestrator.operations.BackfillAnswers.Step;
import io.tapehouse.orchestrator.runstore.Backfill.DateState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Backfills for people. */
final class BackfillText {

  private BackfillText() {}

  static List<String> plan(BackfillAnswers.Plan plan) {
    Columns columns = new Columns("DATE", "WHAT", "WHY");
    for (PlannedDay day : plan.dates()) {
      columns.row(day.date(), words(day.step()), day.reason());
    }
    List<String> lines = new ArrayList<>(columns.lines());
    lines.add("");
    lines.add(
        DisplayText.count(plan.dates().size(), "date")
            + ": "
            + Arrays.stream(Step.values())
                .map(step -> counted(plan, step))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ")));
    return lines;
  }

  static List<String> created(BackfillAnswers.Line backfill) {
    int dates = backfill.dates().values().stream().mapToInt(Integer::intValue).sum();
    return List.of(
        "backfill %d of %s: %s from %s to %s, %d at a time"
            .formatted(
                backfill.id(),
                backfill.dagId(),
                DisplayText.count(dates, "date"),
                backfill.from(),
                backfill.to(),
                backfill.maxActive()));
  }

  static List<String> moved(BackfillAnswers.Line backfill) {
    return List.of(
        "backfill %d is %s: %s"
            .formatted(backfill.id(), backfill.state().text(), dates(backfill.dates())));
  }

  static List<String> list(List<BackfillAnswers.Line> backfills) {
    Columns columns =
        new Columns(
            "ID", "DAG", "FROM", "TO", "STATE", "AT A TIME", "REPROCESS", "CREATED", "BY", "DATES");
    for (BackfillAnswers.Line backfill : backfills) {
      columns.row(
          backfill.id(),
          backfill.dagId(),
          backfill.from(),
          backfill.to(),
          backfill.state().text(),
          backfill.maxActive(),
          backfill.reprocess().text(),
          DisplayText.moment(backfill.createdAt()),
          backfill.createdBy(),
          dates(backfill.dates()));
    }
    return columns.lines("There is no such backfill.");
  }

  static List<String> show(BackfillAnswers.Detail detail) {
    List<String> lines = new ArrayList<>(list(List.of(detail.line())));
    lines.add("");
    Columns columns = new Columns("DATE", "STATE", "RUN", "NOTE");
    for (BackfillAnswers.Day day : detail.dates()) {
      columns.row(
          day.date(),
          words(day.state()),
          day.run() == null ? DisplayText.NONE : DisplayText.of(day.run()),
          day.note());
    }
    lines.addAll(columns.lines());
    return lines;
  }

  private static String dates(Map<DateState, Integer> dates) {
    return Arrays.stream(DateState.values())
        .filter(state -> dates.getOrDefault(state, 0) > 0)
        .map(state -> dates.get(state) + " " + words(state))
        .collect(Collectors.joining(", "));
  }

  private static String counted(BackfillAnswers.Plan plan, Step step) {
    long count = plan.dates().stream().filter(day -> day.step() == step).count();
    return count == 0 ? "" : count + " " + words(step);
  }

  private static String words(Step step) {
    return switch (step) {
      case RUN -> "run";
      case RUN_AGAIN -> "run again";
      case SKIP -> "closed";
      case LEAVE_ALONE -> "left alone";
      case WAIT -> "waited for";
    };
  }

  private static String words(DateState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
