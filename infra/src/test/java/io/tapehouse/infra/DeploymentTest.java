package io.tapehouse.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** What stands in the templates of both stages. */
class DeploymentTest {

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void twoTasksThatStopGently(String stage) {
    Template service = Templates.of(stage).stack("service");

    service.hasResourceProperties(
        "AWS::ECS::Service",
        Map.of(
            "DesiredCount",
            2,
            "DeploymentConfiguration",
            Match.objectLike(
                Map.of("DeploymentCircuitBreaker", Map.of("Enable", true, "Rollback", true)))));
    service.hasResourceProperties(
        "AWS::ECS::TaskDefinition",
        Map.of(
            "ContainerDefinitions",
            List.of(
                Match.objectLike(
                    Map.of(
                        "Command",
                        List.of("scheduler"),
                        "ReadonlyRootFilesystem",
                        true,
                        "StopTimeout",
                        120,
                        "User",
                        "1000:1000",
                        "LinuxParameters",
                        Map.of(
                            "Capabilities",
                            Map.of("Drop", List.of("ALL")),
                            "InitProcessEnabled",
                            true))))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theOrchestratorIsToldEverythingAndNoSecret(String stage) {
    Map<String, Map<String, Object>> definitions =
        Templates.of(stage).stack("service").findResources("AWS::ECS::TaskDefinition");
    Map<String, Object> container =
        Json.map(
            Json.list(
                    Json.map(definitions.values().iterator().next().get("Properties"))
                        .get("ContainerDefinitions"))
                .get(0));
    Map<String, String> variables =
        Json.list(container.get("Environment")).stream()
            .map(Json::map)
            .collect(
                Collectors.toMap(v -> v.get("Name").toString(), v -> v.get("Value").toString()));

    assertThat(new TreeSet<>(variables.keySet()))
        .containsExactly(
            "TAPEHOUSE_AWS_ARCHIVE",
            "TAPEHOUSE_AWS_KMS_KEY",
            "TAPEHOUSE_AWS_LAKE",
            "TAPEHOUSE_AWS_REGION",
            "TAPEHOUSE_AWS_TAGS",
            "TAPEHOUSE_DEPLOYMENT",
            "TAPEHOUSE_EMR_APPLICATION",
            "TAPEHOUSE_EMR_EXECUTION_ROLE",
            "TAPEHOUSE_EMR_JAR",
            "TAPEHOUSE_EMR_KIND",
            "TAPEHOUSE_EMR_LOGS",
            "TAPEHOUSE_EMR_RELEASE_LABEL",
            "TAPEHOUSE_REDSHIFT_COPY_ROLE",
            "TAPEHOUSE_REDSHIFT_PASSWORD",
            "TAPEHOUSE_REDSHIFT_URL",
            "TAPEHOUSE_REDSHIFT_USER",
            "TAPEHOUSE_RUN_STORE_KIND",
            "TAPEHOUSE_RUN_STORE_PASSWORD",
            "TAPEHOUSE_RUN_STORE_URL",
            "TAPEHOUSE_RUN_STORE_USER",
            "TAPEHOUSE_SOURCE");
    assertThat(variables.get("TAPEHOUSE_RUN_STORE_PASSWORD"))
        .contains("secretsmanager:", "#password");
    assertThat(variables.get("TAPEHOUSE_REDSHIFT_PASSWORD"))
        .contains("secretsmanager:", "#password");
    assertThat(variables.values()).noneMatch(value -> value.contains("resolve:"));
  }

  @ParameterizedTest
  @CsvSource({"dev,90,365,90", "prod,180,1095,365"})
  void filesMoveToGlacierAndAttemptsGo(String stage, int instant, int deep, int attempts) {
    Template storage = Templates.of(stage).stack("storage");
    Map<String, Object> broken =
        Map.of(
            "AbortIncompleteMultipartUpload",
            Map.of("DaysAfterInitiation", 7),
            "Id",
            "broken-uploads",
            "Status",
            "Enabled");

    storage.hasResourceProperties(
        "AWS::S3::Bucket",
        Map.of(
            "VersioningConfiguration",
            Map.of("Status", "Enabled"),
            "LifecycleConfiguration",
            Map.of(
                "Rules",
                List.of(
                    broken,
                    Match.objectLike(
                        Map.of(
                            "Prefix",
                            "archive/",
                            "Transitions",
                            List.of(
                                Map.of("StorageClass", "GLACIER_IR", "TransitionInDays", instant),
                                Map.of(
                                    "StorageClass",
                                    "DEEP_ARCHIVE",
                                    "TransitionInDays",
                                    deep))))))));
    storage.hasResourceProperties(
        "AWS::S3::Bucket",
        Map.of(
            "LifecycleConfiguration",
            Map.of(
                "Rules",
                List.of(
                    broken,
                    Match.objectLike(Map.of("Prefix", "lake/", "ExpirationInDays", attempts))))));
    assertThat(storage.findResources("AWS::S3::Bucket").values())
        .allSatisfy(bucket -> assertThat(bucket.toString()).contains("broken-uploads"));
  }

  /** What holds data stays in prod, and goes with its stack in dev. */
  @ParameterizedTest
  @CsvSource({"dev,Delete,Delete", "prod,Retain,Snapshot"})
  void dataOutlivesProdAlone(String stage, String policy, String ofTheDatabase) {
    Set<String> withData =
        Set.of(
            "AWS::S3::Bucket",
            "AWS::KMS::Key",
            "AWS::ECR::Repository",
            "AWS::Logs::LogGroup",
            "AWS::SecretsManager::Secret");

    assertThat(Templates.of(stage).resources().entrySet())
        .filteredOn(e -> withData.contains(e.getValue().get("Type")))
        .hasSize(12)
        .allSatisfy(e -> assertThat(e.getValue()).containsEntry("DeletionPolicy", policy));
    Templates.of(stage)
        .stack("data")
        .hasResource(
            "AWS::RDS::DBInstance",
            Map.of(
                "DeletionPolicy",
                ofTheDatabase,
                "Properties",
                Match.objectLike(
                    Map.of(
                        "MultiAZ", stage.equals("prod"),
                        "DeletionProtection", stage.equals("prod")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void databasesTakeTlsFromTheOrchestratorAlone(String stage) {
    Templates templates = Templates.of(stage);

    templates
        .stack("data")
        .hasResourceProperties(
            "AWS::RDS::DBParameterGroup",
            Map.of("Parameters", Match.objectLike(Map.of("rds.force_ssl", "1"))));
    templates
        .stack("data")
        .hasResourceProperties(
            "AWS::RedshiftServerless::Workgroup",
            Map.of(
                "BaseCapacity",
                4,
                "EnhancedVpcRouting",
                true,
                "PubliclyAccessible",
                false,
                "ConfigParameters",
                List.of(Map.of("ParameterKey", "require_ssl", "ParameterValue", "true"))));
    assertThat(templates.stack("network").findResources("AWS::EC2::SecurityGroupIngress").values())
        .extracting(r -> ((Number) Json.map(r.get("Properties")).get("FromPort")).intValue())
        .containsExactlyInAnyOrder(5432, 5432, 5439, 443, 443, 443);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void sparkRunsTheReleaseOfTheStage(String stage) {
    Templates.of(stage)
        .stack("data")
        .hasResourceProperties(
            "AWS::EMRServerless::Application",
            Map.of(
                "ReleaseLabel", "emr-spark-8.1.0",
                "Type", "SPARK",
                "Architecture", "ARM64",
                "AutoStopConfiguration", Match.objectLike(Map.of("Enabled", true)),
                "InitialCapacity", Match.absent()));
  }

  @ParameterizedTest
  @CsvSource({"dev,150", "prod,400"})
  void somebodyIsTold(String stage, int budget) {
    Template watch = Templates.of(stage).stack("watch");

    watch.resourceCountIs("AWS::CloudWatch::Alarm", 8);
    watch.resourceCountIs("AWS::Events::Rule", 2);
    watch.hasResourceProperties(
        "AWS::SNS::Subscription",
        Map.of("Protocol", "email", "Endpoint", "tapehouse-" + stage + "@example.com"));
    watch.hasResourceProperties(
        "AWS::Budgets::Budget",
        Map.of(
            "Budget",
            Match.objectLike(
                Map.of(
                    "TimeUnit", "MONTHLY", "BudgetLimit", Map.of("Amount", budget, "Unit", "USD"))),
            "NotificationsWithSubscribers",
            List.of(Match.anyValue(), Match.anyValue(), Match.anyValue())));
  }

  /** A statement of its own: only this role may be handed on, and only to EMR Serverless. */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void oneRoleMayBePassedOn(String stage) {
    List<Map<String, Object>> passing =
        Templates.of(stage).stack("service").findResources("AWS::IAM::Policy").values().stream()
            .map(r -> Json.map(Json.map(r.get("Properties")).get("PolicyDocument")))
            .flatMap(document -> Json.list(document.get("Statement")).stream())
            .map(Json::map)
            .filter(s -> Json.list(s.get("Action")).contains("iam:PassRole"))
            .toList();

    assertThat(passing).hasSize(1);
    assertThat(passing.get(0).get("Resource").toString()).contains("SparkJobRole");
    assertThat(passing.get(0).get("Condition"))
        .isEqualTo(
            Map.of("StringEquals", Map.of("iam:PassedToService", "emr-serverless.amazonaws.com")));
  }

  /** The archive is written once: a role that may add to it may not remove from it. */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void nobodyMayDeleteFromTheArchive(String stage) {
    assertThat(Templates.of(stage).resources().values())
        .filteredOn(r -> "AWS::IAM::Policy".equals(r.get("Type")))
        .flatMap(
            r ->
                Json.list(
                    Json.map(Json.map(r.get("Properties")).get("PolicyDocument")).get("Statement")))
        .filteredOn(s -> Json.list(Json.map(s).get("Action")).contains("s3:DeleteObject"))
        .hasSize(2)
        .allSatisfy(
            s ->
                assertThat(Json.map(s).get("Resource").toString())
                    .contains("lake")
                    .doesNotContain("archive"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everythingThatTakesTagsHasThem(String stage) {
    Map<String, String> expected =
        Map.of("project", "tapehouse", "stage", stage, "cost-centre", "market-data");

    assertThat(Templates.of(stage).resources().values())
        .map(r -> Json.map(r.get("Properties")).get("Tags"))
        .filteredOn(tags -> tags instanceof List<?>)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            tags ->
                assertThat(
                        Json.list(tags).stream()
                            .map(Json::map)
                            .collect(
                                Collectors.toMap(
                                    t -> t.get("Key").toString(), t -> t.get("Value").toString())))
                    .containsAllEntriesOf(expected));
  }
}
