package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
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

  private final IKey data;
  private final IKey notes;

  Keys(Construct scope, Stage stage) {
    super(scope, "Keys");
    data = key(stage, "data", account());
    notes = key(stage, "notes", account(), logs(stage), alarms(), events());
  }

  /** Of buckets, databases, secrets and images. */
  IKey data() {
    return data;
  }

  /** Of log groups and the topic of alarms. */
  IKey notes() {
    return notes;
  }

  /**
   * A key with exactly this policy. It is handed out by its name, since the CDK would add its own
   * statements, with wildcards, to a key that it knows whenever something is encrypted with it.
   */
  private IKey key(Stage stage, String name, PolicyStatement... statements) {
    Key key =
        Key.Builder.create(this, name)
            .alias("alias/" + stage.named(name))
            .description("Tapehouse %s: %s".formatted(stage.name(), name))
            .enableKeyRotation(true)
            .policy(PolicyDocument.Builder.create().statements(List.of(statements)).build())
            .removalPolicy(TapehouseStack.removal(stage))
            .build();
    return Key.fromKeyArn(this, name + "-use", key.getKeyArn());
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
  private PolicyStatement alarms() {
    return publisher("cloudwatch", "Alarms")
        .conditions(
            Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
        .build();
  }

  /** EventBridge names no condition that it would meet when it publishes to SNS. */
  private static PolicyStatement events() {
    return publisher("events", "Events").build();
  }

  private static PolicyStatement.Builder publisher(String service, String sid) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .principals(List.of(new ServicePrincipal(service + ".amazonaws.com")))
        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
        .resources(List.of("*"));
  }
}
