package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic of alarms, by mail. A rule that notifies it gets its own statement by the CDK. */
final class Notices extends Construct {

  private final Topic topic;

  Notices(Construct scope, Stage stage, IKey key) {
    super(scope, "Notices");
    topic =
        Topic.Builder.create(this, "Topic")
            .topicName(stage.named("alarms"))
            .displayName("Tapehouse " + stage.name())
            .masterKey(key)
            .enforceSsl(true)
            .build();
    topic.addSubscription(new EmailSubscription(stage.alerts().email()));
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
  }

  Topic topic() {
    return topic;
  }
}
