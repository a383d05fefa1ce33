package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/** The alarms. All tell the topic when they go off and when they are over. */
final class Alarms extends Construct {

  private static final double GIB = 1024.0 * 1024 * 1024;
  private static final double SECONDS_OF_AN_HOUR = 3600;

  /** RDS user guide: PostgreSQL takes one connection for each 9,531,392 bytes of memory. */
  private static final double MANY_CONNECTIONS = 80;

  private final Stage stage;
  private final Notices notices;

  Alarms(Construct scope, Stage stage, Notices notices, DataStack data, Orchestrator orchestrator) {
    super(scope, "Alarms");
    this.stage = stage;
    this.notices = notices;
    tasks(orchestrator);
    log(orchestrator);
    spark(data.spark());
    warehouse(data.warehouse());
    runStore(data.runStore());
  }

  /** Each running task reports its CPU once a minute, so the reports of a minute are the tasks. */
  private void tasks(Orchestrator orchestrator) {
    Metric running =
        Metric.Builder.create()
            .namespace("AWS/ECS")
            .metricName("CPUUtilization")
            .dimensionsMap(
                Map.of(
                    "ClusterName", orchestrator.clusterName(),
                    "ServiceName", orchestrator.serviceName()))
            .statistic("SampleCount")
            .period(Duration.minutes(1))
            .build();
    below("no-task", "no task of the orchestrator runs", running, 1, 5, TreatMissingData.BREACHING);
    if (stage.service().tasks() > 1) {
      below(
          "task-missing",
          "fewer tasks of the orchestrator run than there should be",
          running,
          stage.service().tasks(),
          20,
          TreatMissingData.BREACHING);
    }
  }

  private void log(Orchestrator orchestrator) {
    String name = stage.named("failures");
    MetricFilter.Builder.create(this, "FailureFilter")
        .logGroup(orchestrator.log())
        .filterPattern(FilterPattern.anyTerm("failed", "ERROR"))
        .metricNamespace("Tapehouse")
        .metricName(name)
        .metricValue("1")
        .defaultValue(0)
        .build();
    above(
        "log-failed",
        "the orchestrator's log has failed or ERROR",
        Metric.Builder.create()
            .namespace("Tapehouse")
            .metricName(name)
            .statistic("Sum")
            .period(Duration.minutes(5))
            .build(),
        0,
        1);
  }

  private void spark(SparkApplication spark) {
    above(
        "emr-failed",
        "a job of EMR Serverless failed",
        Metric.Builder.create()
            .namespace("AWS/EMRServerless")
            .metricName("FailedJobs")
            .dimensionsMap(Map.of("ApplicationId", spark.applicationId()))
            .statistic("Sum")
            .period(Duration.minutes(5))
            .build(),
        0,
        1);
  }

  /**
   * {@code ComputeSeconds} are RPU seconds. The limit that stops queries is set by hand: README.
   */
  private void warehouse(Warehouse warehouse) {
    above(
        "redshift-use",
        "Redshift used more RPU hours today than the stage allows",
        Metric.Builder.create()
            .namespace("AWS/Redshift-Serverless")
            .metricName("ComputeSeconds")
            .dimensionsMap(Map.of("Workgroup", warehouse.workgroup()))
            .statistic("Sum")
            .period(Duration.days(1))
            .build(),
        stage.redshift().rpuHoursADay() * SECONDS_OF_AN_HOUR,
        1);
  }

  private void runStore(RunStore runStore) {
    IMetric space = runStore.instance().metricFreeStorageSpace();
    below(
        "rds-storage",
        "less than a fifth of the run store's first disk is free",
        space,
        stage.runStore().storageGb() * GIB / 5,
        3,
        TreatMissingData.BREACHING);
    above("rds-cpu", "the run store is busy", runStore.instance().metricCPUUtilization(), 85, 6);
    above(
        "rds-connections",
        "the run store has many connections",
        runStore.instance().metricDatabaseConnections(),
        MANY_CONNECTIONS,
        3);
  }

  private void above(String name, String meaning, IMetric metric, double limit, int periods) {
    notified(
        Alarm.Builder.create(this, name)
            .alarmName(stage.named(name))
            .alarmDescription(meaning)
            .metric(metric)
            .threshold(limit)
            .evaluationPeriods(periods)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build());
  }

  private void below(
      String name,
      String meaning,
      IMetric metric,
      double limit,
      int periods,
      TreatMissingData missing) {
    notified(
        Alarm.Builder.create(this, name)
            .alarmName(stage.named(name))
            .alarmDescription(meaning)
            .metric(metric)
            .threshold(limit)
            .evaluationPeriods(periods)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .treatMissingData(missing)
            .build());
  }

  private void notified(Alarm alarm) {
    alarm.addAlarmAction(new SnsAction(notices.topic()));
    alarm.addOkAction(new SnsAction(notices.topic()));
  }
}
