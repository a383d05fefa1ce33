package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedStatementTest {

  @Test
  void aNameMayStandMoreThanOnce() {
    NamedStatement statement =
        NamedStatement.of("UPDATE t SET a = :now, b = :id WHERE c < :now AND id = :id");
    assertThat(statement.sql()).isEqualTo("UPDATE t SET a = ?, b = ? WHERE c < ? AND id = ?");
    assertThat(statement.order()).containsExactly(0, 1, 0, 1);
    assertThat(List.of(statement.place("now"), statement.place("id"))).containsExactly(0, 1);
  }

  @Test
  void aColonWithinATextIsNoName() {
    NamedStatement statement =
        NamedStatement.of("SELECT 1 WHERE g NOT LIKE 'backfill:foreground:%' AND d = :dag");
    assertThat(statement.sql())
        .isEqualTo("SELECT 1 WHERE g NOT LIKE 'backfill:foreground:%' AND d = ?");
    assertThat(statement.places()).containsOnlyKeys("dag");
  }

  @Test
  void anUnknownNameIsADefect() {
    NamedStatement statement = NamedStatement.of("SELECT :one");
    assertThatThrownBy(() -> statement.place("other"))
        .hasMessage("expected one of [one], found 'other'");
  }
}
