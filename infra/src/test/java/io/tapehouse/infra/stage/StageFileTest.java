package io.tapehouse.infra.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageFileTest {

  private static final Path STAGES = Path.of("stages");

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theStagesOfTheProjectAreRead(String name) {
    Stage stage = StageFile.read(STAGES.resolve(name + ".yaml"));

    assertThat(stage.name()).isEqualTo(name);
    assertThat(stage.emr().release()).isEqualTo("emr-spark-8.1.0");
    assertThat(stage.redshift().baseRpu()).isEqualTo(4);
    assertThat(stage.storage().keepOnDelete()).isEqualTo(name.equals("prod"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          base-rpu: 4 | base-rpu: 5 | redshift.base-rpu: expected 4 or a multiple of 8, found 5
          base-rpu: 4 | base-rpu: four | redshift.base-rpu: expected a whole number from 4 to 1024, found four
          base-rpu: 4 | '' | redshift.base-rpu: missing, expected a whole number from 4 to 1024
          max-rpu: 8 | max-rpu: 4096 | redshift.max-rpu: expected a whole number
          base-rpu: 4 | base-rpu: 16 | redshift.max-rpu: expected base-rpu or more, found 8
          base-rpu: 4 | base-rpus: 4 | redshift.base-rpus: unknown key; known are base-rpu, database
          , ap-northeast-1d] | ] | network.availability-zones: expected three different ones or more
          ap-northeast-1d] | ap-northeast-1a] | network.availability-zones: expected three different ones or more
          ap-northeast-1d] | us-east-1a] | network.availability-zones: expected zones of ap-northeast-1, found [us-east-1a]
          egress: true | egress: false | network.nat-gateways: expected 0 without egress, found 1
          egress: true | egress: false | network.interface-endpoints: without egress the orchestrator needs [secrets-manager, ecr-api
          nat-gateways: 1 | nat-gateways: 0 | network.nat-gateways: expected at least 1 with egress
          interface-endpoints: [] | interface-endpoints: [s3] | network.interface-endpoints: expected a list of secrets-manager,
          cidr: 10.60.0.0/16 | cidr: 10.60.0.0 | network.cidr: expected addresses like 10.60.0.0/16
          deep-archive-after: 365 | deep-archive-after: 120 | storage.archive-deep-archive-after: expected 90 days after
          multi-az: false | multi-az: maybe | run-store.multi-az: expected true or false, found maybe
          ssl-mode: require | ssl-mode: disable | run-store.ssl-mode: expected require or verify-full, found disable
          max-storage-gb: 50 | max-storage-gb: 20 |
          log-days: 30 | log-days: 31 | service.log-days: expected one of [1, 3, 5
          cpu: 512 | cpu: 500 | service.cpu: expected 256, 512
          tasks: 2 | tasks: 0 | service.tasks: expected a whole number from 1 to 10, found 0
          email: tapehouse-dev@example.com | email: nobody | alerts.email: expected an e-mail address, found nobody
          budget-usd-a-month: 150 | budget-usd-a-month: -1 | alerts.budget-usd-a-month: expected a whole number
          region: ap-northeast-1 | region: tokyo | region: expected a region, found tokyo
          cost-centre: market-data | account: 123 | account: expected twelve digits in quotes, found 123
          cost-centre: market-data | account: 123 | cost-centre: missing
          """)
  void everyProblemIsNamed(String good, String bad, String problem) throws IOException {
    String dev = Files.readString(STAGES.resolve("dev.yaml"));
    assertThat(dev).contains(good);
    String spoilt = dev.replace(good, bad);

    if (problem == null) {
      assertThat(StageFile.parse("dev.yaml", spoilt).name()).isEqualTo("dev");
    } else {
      assertThatThrownBy(() -> StageFile.parse("dev.yaml", spoilt))
          .isInstanceOf(StageException.class)
          .hasMessageStartingWith("dev.yaml: ")
          .hasMessageContaining(problem);
    }
  }

  @Test
  void allProblemsAreNamedAtOnce() throws IOException {
    String spoilt =
        Files.readString(STAGES.resolve("dev.yaml"))
            .replace("tasks: 2", "tasks: two")
            .replace("idle-minutes: 5", "idle: 5");

    assertThatThrownBy(() -> StageFile.parse("dev.yaml", spoilt))
        .hasMessageContainingAll(
            "service.tasks", "emr.idle-minutes: missing", "emr.idle: unknown key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "- a list", "stage: [unclosed", "stage: dev\nstage: dev"})
  void whatIsNoStageIsRefused(String text) {
    assertThatThrownBy(() -> StageFile.parse("dev.yaml", text))
        .isInstanceOf(StageException.class)
        .hasMessageStartingWith("dev.yaml: ");
  }

  @Test
  void aFileHasTheNameOfItsStage(@TempDir Path folder) throws IOException {
    Path prod = Files.copy(STAGES.resolve("dev.yaml"), folder.resolve("prod.yaml"));

    assertThatThrownBy(() -> StageFile.read(prod)).hasMessageContaining("found dev");
    assertThatThrownBy(() -> StageFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("none.yaml");
  }
}
