package io.tapehouse.orchestrator.cluster;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskBody;
import java.time.LocalDate;

/** One task, many beside one another, one at the end; on some days of 2024. */
final class ClusterDag {

  static final String ID = "cluster";
  static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  static final int IN_PARALLEL = 38;
  static final int TASKS = IN_PARALLEL + 2;
  static final int ACTIVE = 12;

  private ClusterDag() {}

  /**
   * Its schedule has the first days of the first months of 2024: so many runs, whatever day it is.
   */
  static Dag of(int daysInEachMonth, int months, TaskBody.Single body) {
    Dag.Builder dag =
        Dag.named(ID)
            .cron("0 0 0 1-%d 1-%d ? 2024".formatted(daysInEachMonth, months))
            .startDate(FIRST)
            .maxActiveRuns(ACTIVE)
            .retries(RetryPolicy.NEVER)
            .task("root", task -> task.does(body));
    String[] middle = new String[IN_PARALLEL];
    for (int i = 0; i < IN_PARALLEL; i++) {
      middle[i] = "middle-%02d".formatted(i);
      dag.task(middle[i], task -> task.needs("root").does(body));
    }
    return dag.task("end", task -> task.needs(middle).does(body)).build();
  }
}
