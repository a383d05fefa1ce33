package io.tapehouse.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Match;

/** What neither stage of the project uses, all at once: no way out, rotation, warm workers. */
class VariantTest {

  private static final Map<String, String> CHANGES =
      Map.of(
          "egress: true", "egress: false",
          "nat-gateways: 1", "nat-gateways: 0",
          "interface-endpoints: []",
              "interface-endpoints: [secrets-manager, ecr-api, ecr-docker, cloudwatch-logs,"
                  + " emr-serverless, sts, kms, redshift-serverless]",
          "rotate-password-days: 0", "rotate-password-days: 30",
          "ssl-mode: require", "ssl-mode: verify-full",
          "warm-workers: 0", "warm-workers: 3",
          "architecture: ARM64", "architecture: X86_64",
          "source: live", "source: sim");

  @TempDir private Path folder;

  @Test
  void theRulesHoldForItToo() throws IOException {
    String text = Files.readString(Path.of("stages/dev.yaml"));
    for (Map.Entry<String, String> change : CHANGES.entrySet()) {
      assertThat(text).contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    Templates templates = Templates.of(Files.writeString(folder.resolve("dev.yaml"), text));

    assertThat(new SecurityRules().check(templates.resources())).isEmpty();
    templates.stack("network").resourceCountIs("AWS::EC2::NatGateway", 0);
    templates.stack("network").resourceCountIs("AWS::EC2::InternetGateway", 0);
    templates.stack("network").resourceCountIs("AWS::EC2::VPCEndpoint", 9);
    templates
        .stack("data")
        .hasResourceProperties(
            "AWS::SecretsManager::RotationSchedule",
            Map.of("RotationRules", Map.of("ScheduleExpression", "rate(30 days)")));
    templates
        .stack("data")
        .hasResourceProperties(
            "AWS::EMRServerless::Application",
            Map.of(
                "Architecture",
                "X86_64",
                "InitialCapacity",
                List.of(
                    Match.objectLike(Map.of("Key", "Driver")),
                    Match.objectLike(Map.of("Key", "Executor")))));
    assertThat(templates.stack("service").toJSON().toString())
        .contains("sslmode=verify-full&sslrootcert=/app/rds.pem");
  }
}
