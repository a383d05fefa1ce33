package io.tapehouse.sql.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedshiftSettingsTest {

  private static final String URL = "jdbc:redshift://warehouse.example:5439/tapehouse";
  private static final String ROLE = "arn:aws:iam::123456789012:role/copy";
  private static final RedshiftAuthentication PASSWORD =
      new RedshiftAuthentication.Password("loader", () -> "secret");

  @Test
  void saysNoSecret() {
    assertThat(RedshiftSettings.of(URL, PASSWORD, ROLE).toString())
        .contains("loader")
        .doesNotContain("secret");
    assertThatThrownBy(() -> RedshiftSettings.of(URL + "?Password=x", PASSWORD, ROLE))
        .hasMessage("the URL of the warehouse holds a secret");
  }

  @Test
  void refusesWhatCannotWork() {
    RedshiftSettings right = RedshiftSettings.of(URL, PASSWORD, ROLE);
    assertThatThrownBy(() -> RedshiftSettings.of("jdbc:postgresql://x/y", PASSWORD, ROLE))
        .hasMessageContaining("begins with jdbc:redshift://");
    assertThatThrownBy(
            () ->
                RedshiftSettings.of(
                    URL,
                    new RedshiftAuthentication.Iam("r", Optional.empty(), Optional.empty()),
                    ROLE))
        .hasMessageContaining("begins with jdbc:redshift:iam://");
    assertThatThrownBy(() -> RedshiftSettings.of(URL, PASSWORD, "default"))
        .hasMessageContaining("ARN");
    assertThatThrownBy(() -> right.withConnections(1)).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> right.withStatementTimeout(Duration.ZERO))
        .hasMessageContaining("at least 1 ms");
  }
}
