package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.orchestrator.task.TaskBody;
import java.io.IOException;
import java.time.LocalDate;

/** The code of the tasks of datasets. Safe for use by many threads. */
public final class DatasetTasks {

  private final PipelineContext pipeline;
  private final SourceRequests requests;

  /** Code that works with a pipeline. */
  public DatasetTasks(PipelineContext pipeline) {
    this.pipeline = pipeline;
    this.requests = new SourceRequests(pipeline.source(), pipeline.clock());
  }

  /** Brings the files of a month or a year that prove the open days around a date. */
  public void bringCalendars(DatasetDag dag, LocalDate date)
      throws InterruptedException, IOException {
    for (String id : dag.calendarDatasets()) {
      Dataset dataset = pipeline.dictionary().dataset(id);
      requests.bring(dataset, dataset.period().filedUnder(date));
    }
    pipeline.calendars().refresh();
  }

  TaskBody.Single fetch(DatasetDag dag, Dataset dataset, Patience patience) {
    return new FetchBody(pipeline, dag, dataset, requests, patience);
  }

  TaskBody.Single schedule(Dataset dataset) {
    return new ScheduleBody(pipeline, dataset);
  }

  TaskBody.Batch calendar(DatasetDag dag) {
    return new CalendarBody(pipeline, dag, requests);
  }

  TaskBody.Batch transform(DatasetDag dag) {
    return new TransformBody(pipeline, dag);
  }

  TaskBody.Batch load(DatasetDag dag) {
    return new LoadBody(pipeline, dag);
  }
}
