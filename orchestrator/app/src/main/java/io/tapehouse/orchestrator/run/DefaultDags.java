package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.orchestrator.service.HomeSession;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The DAGs of a {@code tapehouse run} without {@code --dag}. */
final class DefaultDags {

  private DefaultDags() {}

  /**
   * The daily DAGs; of a source that can tell what it has, those that it has a file for. The first
   * of all where it has nothing: its run reports that.
   */
  static List<DatasetDag> of(HomeSession session, DateSelection selection) throws IOException {
    List<DatasetDag> all = session.pipeline().dictionary().dags(List.of());
    List<DatasetDag> offered = new ArrayList<>();
    for (DatasetDag dag : all) {
      Optional<SortedSet<LocalDate>> dates =
          session.pipeline().source().dates(ForegroundRun.dailyDatasets(session, dag));
      if (dates.map(has -> has.stream().anyMatch(date -> names(selection, date))).orElse(true)) {
        offered.add(dag);
      }
    }
    return offered.isEmpty() ? all.subList(0, 1) : offered;
  }

  private static boolean names(DateSelection selection, LocalDate date) {
    if (selection instanceof DateSelection.One one) {
      return date.equals(one.date());
    }
    return !(selection instanceof DateSelection.Range range)
        || (!date.isBefore(range.from()) && !date.isAfter(range.to()));
  }
}
