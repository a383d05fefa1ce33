package io.tapehouse.sql.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.MigrationScripts;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedshiftDdlTest {

  private final Dictionary dictionary = Dictionary.load();
  private final RedshiftDdl ddl = new RedshiftDdl(dictionary);

  @Test
  void addsThePhysicalClausesOfTheDictionaryToEachTable() {
    List<String> statements = statements();
    for (Table table : dictionary.warehouseTables()) {
      String created =
          statements.stream()
              .filter(sql -> sql.startsWith("CREATE TABLE " + table.name() + " ("))
              .findFirst()
              .orElseThrow();
      Table.Redshift layout = java.util.Objects.requireNonNull(table.redshift());
      assertThat(ddl.statement(created))
          .endsWith(
              ") DISTSTYLE %s SORTKEY (%s)"
                  .formatted(
                      layout.distKey() == null
                          ? layout.distStyle()
                          : "%s DISTKEY (%s)".formatted(layout.distStyle(), layout.distKey()),
                      String.join(", ", java.util.Objects.requireNonNull(layout.sortKey()))));
    }
  }

  @Test
  void widensWordsAndQuotesReservedOnes() {
    String quarantine =
        statements().stream()
            .filter(sql -> sql.startsWith("CREATE TABLE quarantine"))
            .map(ddl::statement)
            .findFirst()
            .orElseThrow();
    assertThat(quarantine)
        .contains("\n    \"raw\" VARCHAR(16000) NOT NULL,\n")
        .contains("\n    reason VARCHAR(4000) NOT NULL,\n")
        .contains("\n    attempt_id VARCHAR(64) NOT NULL\n");
    assertThat(RedshiftTypes.of("raw", "VARCHAR(20000)")).isEqualTo("VARCHAR(65535)");
  }

  /** The planner believes a primary key, so each one that is declared is proved. */
  @Test
  void declaresNoKeyThatIsNotProved() {
    assertThat(
            statements().stream()
                .map(ddl::statement)
                .filter(sql -> sql.contains("PRIMARY KEY"))
                .map(sql -> sql.replaceFirst("(?s)CREATE TABLE (\\w+) .*", "$1")))
        .containsExactlyInAnyOrderElementsOf(KeyProof.tables());
  }

  @Test
  void leavesOtherStatementsAlone() {
    assertThat(statements().stream().filter(sql -> !sql.startsWith("CREATE TABLE")))
        .isNotEmpty()
        .allMatch(sql -> ddl.statement(sql).equals(sql));
  }

  private static List<String> statements() {
    return MigrationScripts.all().stream().flatMap(script -> script.statements().stream()).toList();
  }
}
