package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.plan.RunMaker;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says whether a date was a trading day, and ends the run of one that was not. */
final class CalendarBody implements TaskBody.Batch {

  private static final Logger LOG = LoggerFactory.getLogger(CalendarBody.class);

  private final Equipment equipment;
  private final DatasetDag dag;
  private final UnknownYears unknownYears = new UnknownYears();

  CalendarBody(Equipment equipment, DatasetDag dag) {
    this.equipment = equipment;
    this.dag = dag;
  }

  @Override
  public void run(List<TaskContext> contexts, TaskBody.Results results) throws IOException {
    equipment.calendars().refresh();
    TradingCalendar calendar = equipment.calendars().calendar(dag.exchange());
    SortedSet<LocalDate> dates = new TreeSet<>();
    contexts.forEach(context -> dates.add(context.date()));
    dates.forEach(date -> unknownYears.warning(calendar, date).ifPresent(LOG::warn));
    write(calendar, dates);
    List<Dataset> daily =
        dag.dailyDatasets().stream().map(equipment.dictionary()::dataset).toList();
    Optional<SortedSet<LocalDate>> offered = equipment.source().dates(daily);
    for (TaskContext context : contexts) {
      CalendarDay day = calendar.day(context.date());
      boolean has = offered.map(all -> all.contains(context.date())).orElse(false);
      // That weekends are closed is an assumption; a file of that day outweighs it.
      boolean contradicted = day.source() == CalendarDay.Source.ASSUMED && has;
      if (!day.open() && !contradicted) {
        results.end(context, new TaskResult.ShortCircuit(RunMaker.words(day)));
      } else if (offered.isPresent() && !has) {
        results.fail(
            context,
            new TaskFailure(
                ErrorKind.USER,
                "%s has no file of %s for %s, and no calendar says that it was closed"
                    .formatted(equipment.source().offer(daily), dag.id(), context.date())));
      } else {
        results.end(context, TaskResult.success("open"));
      }
    }
  }

  private void write(TradingCalendar calendar, Set<LocalDate> dates) {
    Set<Integer> years = new HashSet<>();
    dates.forEach(date -> years.add(date.getYear()));
    List<CalendarDay> days = new ArrayList<>();
    calendar.known().values().stream()
        .filter(day -> years.contains(day.date().getYear()))
        .forEach(days::add);
    dates.stream()
        .filter(date -> !calendar.known().containsKey(date))
        .forEach(date -> days.add(calendar.day(date)));
    List<String> exchanges = new ArrayList<>(List.of(dag.exchange()));
    exchanges.addAll(dag.calendars());
    for (String exchange : exchanges) {
      equipment.warehouse().replaceCalendar(exchange, days, equipment.clock().instant());
    }
  }
}
