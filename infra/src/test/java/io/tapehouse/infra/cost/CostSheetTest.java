package io.tapehouse.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tapehouse.infra.stage.Stage;
import io.tapehouse.infra.stage.StageFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CostSheetTest {

  private static final Path US = Path.of("costs/us-east-1.yaml");
  private static final Path ASSUMPTIONS = Path.of("costs/assumptions.yaml");

  @TempDir private Path folder;

  @Test
  void countsAreMultipliedByPrices() throws IOException {
    Counts counts =
        Counts.NONE
            .and(Item.EMR_VCPU_SECONDS, 3600)
            .and(Item.RPU_SECONDS, 240)
            .and(Item.S3_PUTS, 2000)
            .and(Item.S3_PUTS, 500)
            .and(Item.NAT_GB, 0);

    CostSheet sheet = new CostSheet("some", counts, Prices.read(US));

    assertThat(sheet.lines())
        .extracting(line -> line.item())
        .doesNotContain(Item.NAT_GB)
        .hasSize(3);
    assertThat(sheet.lines().get(0).usd()).isEqualByComparingTo("0.052624");
    assertThat(sheet.lines().get(1).usd()).isEqualByComparingTo("0.025");
    assertThat(sheet.lines().get(2).usd()).isEqualByComparingTo("0.0125");
    assertThat(sheet.total()).isEqualByComparingTo("0.090124");
    assertThat(sheet.text()).contains("s3-puts", "2,500.00", "0.0125").endsWith("0.09\n");
  }

  /** A driver of 2 vCPU and 8 GB, an executor of 4 and 16: 6 vCPU minutes and 24 GB minutes. */
  @Test
  void aDayOfSparkIsAMinuteOfTwoWorkers() throws IOException {
    Counts day = Assumptions.read(ASSUMPTIONS).spark(1);

    assertThat(day.of(Item.EMR_VCPU_SECONDS)).isEqualByComparingTo("360");
    assertThat(day.of(Item.EMR_GB_SECONDS)).isEqualByComparingTo("1440");
    assertThat(new CostSheet("day", day, Prices.read(US)).total())
        .isEqualByComparingTo(new BigDecimal("0.0052624").add(new BigDecimal("0.0023114")));
  }

  @Test
  void aShortJobIsPaidForAMinute() throws IOException {
    Path shorter = changed(ASSUMPTIONS, "spark-seconds-a-day: 60", "spark-seconds-a-day: 5");

    assertThat(Assumptions.read(shorter).spark(1))
        .isEqualTo(Assumptions.read(ASSUMPTIONS).spark(1));
  }

  @Test
  void aShortLoadIsPaidForAMinuteOfTheBaseCapacity() throws IOException {
    Stage dev = StageFile.read(Path.of("stages/dev.yaml"));
    Path shorter =
        changed(ASSUMPTIONS, "redshift-seconds-a-wake: 60", "redshift-seconds-a-wake: 3");

    assertThat(Assumptions.read(shorter).redshift(dev, 1).of(Item.RPU_SECONDS))
        .isEqualByComparingTo("240");
  }

  @Test
  void aYearInOneGoIsOneJobAndALoadForEachThirtyDays() throws IOException {
    Stage dev = StageFile.read(Path.of("stages/dev.yaml"));
    Counts year = Assumptions.read(ASSUMPTIONS).backfill(dev);

    // 60 s and 244 further days of 1 s, two workers with 6 vCPU; nine loads of 60 s at 4 RPU.
    assertThat(year.of(Item.EMR_VCPU_SECONDS)).isEqualByComparingTo("1824");
    assertThat(year.of(Item.RPU_SECONDS)).isEqualByComparingTo("2160");
    assertThat(year.of(Item.S3_PUTS)).isEqualByComparingTo(String.valueOf(245 * 250));
  }

  @Test
  void aClusterIsThreeInstancesFromItsStartToItsEnd() throws IOException {
    Counts cluster = Assumptions.read(ASSUMPTIONS).cluster();

    assertThat(cluster.of(Item.EC2_M5_XLARGE_SECONDS)).isEqualByComparingTo("2340");
    assertThat(cluster.of(Item.EMR_M5_XLARGE_SECONDS)).isEqualByComparingTo("2340");
    assertThat(new CostSheet("cluster", cluster, Prices.read(US)).total())
        .isCloseTo(new BigDecimal("0.16056"), within(new BigDecimal("0.00001")));
  }

  @Test
  void aStandbyDoublesTheDatabase() throws IOException {
    Assumptions assumed = Assumptions.read(ASSUMPTIONS);

    Counts dev = assumed.standing(StageFile.read(Path.of("stages/dev.yaml")));
    Counts prod = assumed.standing(StageFile.read(Path.of("stages/prod.yaml")));

    assertThat(dev.of(Item.RDS_T4G_MICRO_HOURS)).isEqualByComparingTo("730");
    assertThat(prod.of(Item.RDS_T4G_SMALL_HOURS)).isEqualByComparingTo("1460");
    assertThat(dev.of(Item.FARGATE_VCPU_HOURS)).isEqualByComparingTo("730");
    assertThat(dev.of(Item.ENDPOINT_HOURS)).isZero();
  }

  @Test
  void anEndpointIsPaidInEachZone() throws IOException {
    Path stage =
        Files.writeString(
            folder.resolve("dev.yaml"),
            Files.readString(Path.of("stages/dev.yaml"))
                .replace("interface-endpoints: []", "interface-endpoints: [kms, sts]"));

    assertThat(
            Assumptions.read(ASSUMPTIONS).standing(StageFile.read(stage)).of(Item.ENDPOINT_HOURS))
        .isEqualByComparingTo(String.valueOf(2 * 3 * 730));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "ap-northeast-1"})
  void everyItemHasAPrice(String region) throws IOException {
    Prices prices = Prices.read(Path.of("costs", region + ".yaml"));

    assertThat(prices.region()).isEqualTo(region);
    assertThat(prices.byItem()).containsOnlyKeys(Item.values());
  }

  @Test
  void aPriceThatIsMissingOrNoPriceIsNamed() throws IOException {
    assertThatThrownBy(() -> Prices.read(changed(US, "  nat-gb:", "  nat-gbs:")))
        .hasMessageContaining("found nat-gbs");
    assertThatThrownBy(() -> Prices.read(changed(US, "usd: 0.375", "usd: cheap")))
        .hasMessageContaining("rpu-seconds: usd: expected a number, found cheap");
    assertThatThrownBy(() -> Prices.read(changed(US, "usd: 0.375", "usd: -1")))
        .hasMessageContaining("below zero");
  }

  @Test
  void theCommandPrintsTheMonthAndTheComparison() {
    Said said = run();

    assertThat(said.code()).isZero();
    assertThat(said.text())
        .contains("A month of dev: USD ", "A year of backfill in one go", "a cluster a day USD ");
  }

  @Test
  void theCommandPricesCountsOfOthers() throws IOException {
    Path counts =
        Files.writeString(folder.resolve("counts.yaml"), "rpu-seconds: 3600\ns3-gets: 10000\n");

    Said said = run("--counts", counts.toString());

    assertThat(said.code()).isZero();
    assertThat(said.text())
        .contains("rpu-seconds", "0.3750", "s3-gets", "0.0040")
        .endsWith("0.38\n");
  }

  @Test
  void anUnknownItemIsRefused() throws IOException {
    Path counts = Files.writeString(folder.resolve("counts.yaml"), "rpus: 3600\n");

    Said said = run("--counts", counts.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("found rpus");
  }

  /** The README shows the command's output. */
  @Test
  void theReadmeShowsTheseFigures() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    assertThat(
            run().text().lines().filter(l -> l.startsWith("A month") || l.startsWith("Spark for")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(readme).contains(line));
    assertThat(
            run("--stage", "stages/prod.yaml").text().lines().filter(l -> l.startsWith("A month")))
        .allSatisfy(line -> assertThat(readme).contains(line));
  }

  private record Said(int code, String text) {}

  private static Said run(String... arguments) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    int code = new CommandLine(new CostCommand()).setOut(writer).setErr(writer).execute(arguments);
    return new Said(code, text.toString());
  }

  private Path changed(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    return Files.writeString(folder.resolve("changed.yaml"), text.replace(from, to));
  }
}
