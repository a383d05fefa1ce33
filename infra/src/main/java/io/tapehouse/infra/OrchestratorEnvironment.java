package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The orchestrator's configuration: its keys, as variables. The only place that knows how they are
 * called. Secrets are named, never held.
 */
final class OrchestratorEnvironment {

  private final Map<String, String> variables = new LinkedHashMap<>();

  private OrchestratorEnvironment() {}

  static Map<String, String> of(Stage stage, StorageStack storage, DataStack data) {
    OrchestratorEnvironment environment = new OrchestratorEnvironment();
    environment.general(stage, storage);
    environment.spark(stage, storage, data.spark());
    environment.warehouse(stage, data.warehouse());
    environment.runStore(data.runStore());
    return environment.variables;
  }

  private void general(Stage stage, StorageStack storage) {
    Buckets buckets = storage.buckets();
    set("deployment", "aws");
    set("source", stage.service().source());
    set("aws.region", stage.region());
    set("aws.archive", folder(buckets.archive().getBucketName(), Buckets.ARCHIVE));
    set("aws.lake", folder(buckets.lake().getBucketName(), Buckets.LAKE));
    set("aws.kms-key", storage.keys().data().getKeyArn());
    set(
        "aws.tags",
        "{project: '%s', stage: '%s', cost-centre: '%s'}"
            .formatted(Stage.PROJECT, stage.name(), stage.costCentre()));
  }

  private void spark(Stage stage, StorageStack storage, SparkApplication spark) {
    set("emr.kind", "serverless");
    set("emr.release-label", stage.emr().release());
    set("emr.application", spark.applicationId());
    set("emr.execution-role", spark.job().role().getRoleArn());
    set("emr.jar", Artifacts.jar(storage.buckets().artifacts(), stage));
    set("emr.logs", spark.logs());
  }

  private void warehouse(Stage stage, Warehouse warehouse) {
    set("redshift.url", warehouse.url());
    set("redshift.copy-role", warehouse.copyRoleArn());
    set("redshift.user", stage.redshift().user());
    set("redshift.password", secret(warehouse.secretArn(), Credentials.PASSWORD));
  }

  private void runStore(RunStore runStore) {
    set("run-store.kind", "postgres");
    set("run-store.url", runStore.url());
    set("run-store.user", RunStore.USER);
    set("run-store.password", secret(runStore.secretArn(), Credentials.PASSWORD));
  }

  /** As {@code EnvironmentName} of the orchestrator: {@code TAPEHOUSE_A_B_C} for {@code a.b-c}. */
  private void set(String key, String value) {
    variables.put(
        "TAPEHOUSE_" + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_'), value);
  }

  private static String folder(String bucket, String prefix) {
    return "s3://%s/%s".formatted(bucket, prefix);
  }

  private static String secret(String arn, String field) {
    return "secretsmanager:%s#%s".formatted(arn, field);
  }
}
