package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.orchestrator.calendar.CalendarConflict;
import io.tapehouse.sql.FileFindings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps in the warehouse what is known of the trading days of a DAG. */
record CalendarRecord(PipelineContext pipeline, DatasetDag dag) {

  private static final String TABLE = "trading_calendar";

  /** Writes days for the DAG's exchange and for those that trade on the same days. */
  void write(Collection<CalendarDay> days) {
    if (days.isEmpty()) {
      return;
    }
    List<String> exchanges = new ArrayList<>(List.of(dag.exchange()));
    exchanges.addAll(dag.calendars());
    for (String exchange : exchanges) {
      pipeline.warehouse().replaceCalendar(exchange, days, pipeline.clock().instant());
    }
  }

  /**
   * Records conflicts as checks that failed and do not block.
   *
   * @return the same as lines of text
   */
  List<String> write(Collection<CalendarConflict> conflicts, String attemptId) {
    List<String> lines = new ArrayList<>();
    for (CalendarConflict conflict : conflicts) {
      lines.add(conflict.text());
      pipeline
          .warehouse()
          .recordFindings(
              new FileFindings(
                  TABLE,
                  new Partition(TABLE, conflict.date()),
                  0,
                  attemptId,
                  "calendar_evidence",
                  List.of(
                      new FileFindings.Finding(
                          subject(conflict), conflict.against(), conflict.counts())),
                  List.of()));
    }
    return lines;
  }

  /** The file that is contradicted, so that two of them are two checks. */
  private String subject(CalendarConflict conflict) {
    String against = conflict.against();
    int words = against.indexOf(": ") + 2;
    int end = against.indexOf(' ', words);
    return dag.exchange()
        + " "
        + (end < 0 ? against.substring(words) : against.substring(words, end));
  }
}
