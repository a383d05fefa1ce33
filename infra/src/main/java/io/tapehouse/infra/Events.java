package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.constructs.Construct;

/** What no metric shows: which task stopped and why, which job failed and why. */
final class Events extends Construct {

  Events(Construct scope, Stage stage, Notices notices, DataStack data, Orchestrator orchestrator) {
    super(scope, "Events");
    Rule.Builder.create(this, "TaskStopped")
        .ruleName(stage.named("task-stopped"))
        .description("A task of the orchestrator ended by itself or could not start")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.ecs"))
                .detailType(List.of("ECS Task State Change"))
                .detail(
                    Map.of(
                        "clusterArn", List.of(orchestrator.clusterArn()),
                        "lastStatus", List.of("STOPPED"),
                        "stopCode",
                            List.of(
                                "EssentialContainerExited",
                                "TaskFailedToStart",
                                "SpotInterruption",
                                "TerminationNotice")))
                .build())
        .targets(List.of(new SnsTopic(notices.topic())))
        .build();
    Rule.Builder.create(this, "JobFailed")
        .ruleName(stage.named("job-failed"))
        .description("A job of EMR Serverless failed")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.emr-serverless"))
                .detailType(List.of("EMR Serverless Job Run State Change"))
                .detail(
                    Map.of(
                        "applicationId", List.of(data.spark().applicationId()),
                        "state", List.of("FAILED")))
                .build())
        .targets(List.of(new SnsTopic(notices.topic())))
        .build();
  }
}
