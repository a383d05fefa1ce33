package io.tapehouse.sql.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DuckDbErrorsTest {

  private final DuckDbErrors errors = new DuckDbErrors();

  /** DuckDB's words for a checkpoint that fails after a commit is in its log. */
  @Test
  void aFatalErrorOfCommitLeavesItOpenWhetherItWasKept() {
    assertThat(
            errors.leavesCommitOpen(
                new SQLException(
                    "FATAL Error: Failed to create checkpoint because of error: No space left")))
        .isTrue();
    assertThat(
            errors.leavesCommitOpen(
                new SQLException("TransactionContext Error: Conflict on tuple deletion!")))
        .isFalse();
  }
}
