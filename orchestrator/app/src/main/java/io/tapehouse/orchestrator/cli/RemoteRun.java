package io.tapehouse.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.orchestrator.control.ControlClient;
import io.tapehouse.orchestrator.run.Follower;
import io.tapehouse.orchestrator.run.Progress;
import io.tapehouse.orchestrator.run.RunSummary;
import io.tapehouse.orchestrator.service.FollowedRun;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.store.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A run that the owner of the home does for us, while we look on. It goes on without us. */
final class RemoteRun {

  private static final long REST_MILLISECONDS = 300;

  private final ControlClient owner;
  private final Progress progress;

  RemoteRun(ControlClient owner, Progress progress) {
    this.owner = owner;
    this.progress = progress;
  }

  List<RunSummary> run(FollowedRun.Start start) throws IOException, InterruptedException {
    FollowedRun.Started started =
        Json.MAPPER.treeToValue(ask(FollowedRun.START, start), FollowedRun.Started.class);
    progress.say("the scheduler of this home does it; it goes on when this command is ended");
    List<RunSummary> summaries = new ArrayList<>();
    for (FollowedRun.Part part : started.backfills()) {
      progress.planned(part.tasks());
      summaries.add(follow(part));
    }
    return summaries;
  }

  private RunSummary follow(FollowedRun.Part part) throws IOException, InterruptedException {
    Follower follower = new Follower(progress);
    while (true) {
      FollowedRun.News news =
          Json.MAPPER.treeToValue(
              ask(FollowedRun.FOLLOW, new FollowedRun.Follow(part.backfillId(), follower.after())),
              FollowedRun.News.class);
      follower.tell(news.events());
      boolean ended =
          news.state() == BackfillState.FINISHED || news.state() == BackfillState.CANCELLED;
      if (ended && news.events().isEmpty()) {
        return new RunSummary(news.tasks(), part.lacking(), news.state(), UnaryOperator.identity());
      }
      if (news.events().size() < Follower.AT_ONCE) {
        TimeUnit.MILLISECONDS.sleep(REST_MILLISECONDS);
      }
    }
  }

  private JsonNode ask(String operation, Object request) throws IOException {
    return Json.MAPPER.readTree(owner.call(operation, Json.MAPPER.writeValueAsBytes(request)));
  }
}
