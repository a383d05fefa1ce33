package io.tapehouse.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.orchestrator.operations.OperationsJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckupTest {

  private final List<String> lines = new ArrayList<>();
  private final Checkup checkup = new Checkup(lines::add);

  @Test
  void eachCheckIsSaidAtOnce() {
    checkup.report("memory", true, "4.0 GB in all", "buy some");
    assertThat(lines).containsExactly("ok       memory: 4.0 GB in all");
    checkup.report("disk", false, "0.1 GB free", "free some space");
    assertThat(lines)
        .endsWith("PROBLEM  disk: 0.1 GB free", "         -> free some space")
        .hasSize(3);
    assertThat(checkup.diagnosis().line()).isEqualTo("1 problem");
  }

  @Test
  void programsReadAllOfThemAtTheEnd() throws IOException {
    checkup.report("memory", true, "4.0 GB in all", "buy some");
    checkup.report("disk", false, "0.1 GB free", "free some space");
    JsonNode answer = OperationsJson.mapper().readTree(OperationsJson.pretty(checkup.diagnosis()));
    assertThat(answer.path("ok").asBoolean()).isFalse();
    assertThat(answer.path("problems").asInt()).isEqualTo(1);
    JsonNode memory = answer.path("checks").path(0);
    assertThat(memory.path("name").asText()).isEqualTo("memory");
    assertThat(memory.path("ok").asBoolean()).isTrue();
    assertThat(memory.path("found").asText()).isEqualTo("4.0 GB in all");
    assertThat(memory.path("advice").isNull()).isTrue();
    assertThat(answer.path("checks").path(1).path("advice").asText()).isEqualTo("free some space");
  }

  @Test
  void nothingInTheWayIsWell() {
    checkup.report("memory", true, "4.0 GB in all", "buy some");
    assertThat(checkup.diagnosis().line()).isEqualTo("all is well");
  }
}
