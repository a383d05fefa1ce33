package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** Two keys: one for data at rest and secrets, one for logs and notices, which services write. */
final class Keys extends Construct {

  /** What the account may do with a key, as far as its own IAM policies allow: all, by name. */
  private static final List<String> ACCOUNT =
      List.of(
          "kms:CancelKeyDeletion",
          "kms:CreateAlias",
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DeleteAlias",
          "kms:DescribeKey",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:EnableKey",
          "kms:EnableKeyRotation",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListAliases",
          "kms:ListGrants",
          "kms:ListKeyPolicies",
          "kms:ListResourceTags",
          "kms:ListRetirableGrants",
          "kms:PutKeyPolicy",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:RetireGrant",
          "kms:RevokeGrant",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateAlias",
          "kms:UpdateKeyDescription");

  private final Key data;
  private final Key notes;

  Keys(Construct scope, Stage stage) {
    super(scope, "Keys");
    data = key(stage, "data", account());
    notes = key(stage, "notes", account(), logs(stage), notices());
  }

  /** Of buckets, databases, secrets and images. */
  Key data() {
    return data;
  }

  /** Of log groups and the topic of alarms. */
  Key notes() {
    return notes;
  }

  private Key key(Stage stage, String name, PolicyStatement... statements) {
    return Key.Builder.create(this, name)
        .alias("alias/" + stage.named(name))
        .description("Tapehouse %s: %s".formatted(stage.name(), name))
        .enableKeyRotation(true)
        .policy(PolicyDocument.Builder.create().statements(List.of(statements)).build())
        .removalPolicy(TapehouseStack.removal(stage))
        .build();
  }

  private static PolicyStatement account() {
    return PolicyStatement.Builder.create()
        .sid("Account")
        .principals(List.of(new AccountRootPrincipal()))
        .actions(ACCOUNT)
        .resources(List.of("*"))
        .build();
  }

  /**
   * CloudWatch Logs user guide, "Encrypt log data using AWS KMS": only for groups of this stage.
   */
  private PolicyStatement logs(Stage stage) {
    Stack stack = Stack.of(this);
    String groups =
        "arn:%s:logs:%s:%s:log-group:"
            .formatted(stack.getPartition(), stage.region(), stack.getAccount());
    return PolicyStatement.Builder.create()
        .sid("Logs")
        .principals(
            List.of(new ServicePrincipal("logs.%s.amazonaws.com".formatted(stage.region()))))
        .actions(
            List.of(
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo"))
        .resources(List.of("*"))
        .conditions(
            Map.of(
                "ArnLike",
                Map.of(
                    "kms:EncryptionContext:aws:logs:arn",
                    List.of(
                        groups + LogGroups.prefix(stage) + "*",
                        groups + LogGroups.database(stage) + "*"))))
        .build();
  }

  /** Amazon SNS developer guide, "Key management": services that publish to an encrypted topic. */
  private PolicyStatement notices() {
    return PolicyStatement.Builder.create()
        .sid("Notices")
        .principals(
            List.of(
                new ServicePrincipal("cloudwatch.amazonaws.com"),
                new ServicePrincipal("events.amazonaws.com"),
                new ServicePrincipal("budgets.amazonaws.com")))
        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
        .resources(List.of("*"))
        .conditions(
            Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
        .build();
  }
}
