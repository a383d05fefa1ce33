package io.tapehouse.orchestrator.run;

import io.tapehouse.orchestrator.operations.Operations;
import io.tapehouse.orchestrator.operations.RequestedRuns;
import io.tapehouse.orchestrator.operations.RunRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A run that the scheduler of a home does, while this process looks on. It goes on without us.
 *
 * @param scheduler what answers
 * @param progress where this shows how it goes
 */
public record FollowedRun(Operations scheduler, Progress progress) {

  private static final long REST_MILLISECONDS = 300;

  /** Requests the runs, and comes back when the last task has ended. */
  public List<RunSummary> run(RunRequest request) throws IOException, InterruptedException {
    RequestedRuns requested = scheduler.requestRuns(request);
    progress.say("the scheduler of this home does it; it goes on when this command is ended");
    List<RunSummary> summaries = new ArrayList<>();
    for (RequestedRuns.Part part : requested.backfills()) {
      progress.planned(part.tasks());
      summaries.add(follow(part));
    }
    return summaries;
  }

  private RunSummary follow(RequestedRuns.Part part) throws IOException, InterruptedException {
    Follower follower = new Follower(progress);
    while (true) {
      RequestedRuns.Update update = scheduler.followRuns(part.backfillId(), follower.after());
      follower.tell(update.events());
      if (update.ended()) {
        return new RunSummary(
            update.tasks(), part.lacking(), update.state(), UnaryOperator.identity());
      }
      if (update.events().size() < RequestedRuns.Update.MOST_EVENTS) {
        TimeUnit.MILLISECONDS.sleep(REST_MILLISECONDS);
      }
    }
  }
}
