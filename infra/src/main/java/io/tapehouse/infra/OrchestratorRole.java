package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** What the orchestrator may do, and nothing else. From the archive it can take nothing away. */
final class OrchestratorRole extends Construct {

  private final Permissions permissions;

  OrchestratorRole(Construct scope, Stage stage, StorageStack storage, DataStack data) {
    super(scope, "OrchestratorRole");
    Buckets buckets = storage.buckets();
    permissions =
        Permissions.of(this, "Task", "ecs-tasks.amazonaws.com")
            .read(buckets.archive(), Buckets.ARCHIVE)
            .add(buckets.archive(), Buckets.ARCHIVE)
            .read(buckets.lake(), Buckets.LAKE)
            .add(buckets.lake(), Buckets.LAKE)
            .remove(buckets.lake(), Buckets.LAKE)
            .read(buckets.logs(), Buckets.SPARK_LOGS)
            .use(storage.keys().data(), List.of("s3", "secretsmanager"));
    spark(data.spark());
    databases(data);
  }

  Role role() {
    return permissions.role();
  }

  private void spark(SparkApplication spark) {
    permissions
        .allow(
            List.of(
                "emr-serverless:GetApplication",
                "emr-serverless:ListJobRuns",
                "emr-serverless:StartApplication",
                "emr-serverless:StartJobRun",
                "emr-serverless:TagResource"),
            spark.applicationArn())
        .allow(
            List.of(
                "emr-serverless:CancelJobRun",
                "emr-serverless:GetJobRun",
                "emr-serverless:TagResource"),
            spark.applicationArn() + "/jobruns/*")
        .allow(
            List.of("iam:PassRole"),
            Map.of("StringEquals", Map.of("iam:PassedToService", "emr-serverless.amazonaws.com")),
            spark.job().role().getRoleArn());
  }

  private void databases(DataStack data) {
    permissions
        .allow(
            List.of("secretsmanager:GetSecretValue"),
            data.warehouse().secretArn(),
            data.runStore().secretArn())
        .allow(
            List.of("redshift-serverless:GetCredentials", "redshift-serverless:GetWorkgroup"),
            data.warehouse().workgroupArn());
  }
}
