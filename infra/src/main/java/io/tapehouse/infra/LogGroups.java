package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** How log groups are called, which the policy of their key must know, and how they are made. */
final class LogGroups {

  private LogGroups() {}

  static String prefix(Stage stage) {
    return "/tapehouse/" + stage.name() + "/";
  }

  /** RDS chooses this name itself; made before the database, the group has a key and an end. */
  static String database(Stage stage) {
    return "/aws/rds/instance/" + stage.named("runs") + "/postgresql";
  }

  static ILogGroup create(Construct scope, Stage stage, String name, IKey key) {
    LogGroup group =
        LogGroup.Builder.create(scope, "Log")
            .logGroupName(name)
            .encryptionKey(key)
            .removalPolicy(TapehouseStack.removal(stage))
            .build();
    if (group.getNode().getDefaultChild() instanceof CfnLogGroup plain) {
      plain.setRetentionInDays(stage.service().logDays());
    }
    return group;
  }
}
