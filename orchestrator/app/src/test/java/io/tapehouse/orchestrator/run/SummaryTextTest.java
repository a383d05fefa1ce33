package io.tapehouse.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read at the end of a run. */
class SummaryTextTest {

  @Test
  void aWarningOfManyDatesTakesOneLineAndTheOthersStay() {
    List<String> all = new ArrayList<>();
    for (int day = 1; day <= 9; day++) {
      all.add("twse.mi_index 2012-01-0%d: value_within_prices: found %d rows".formatted(day, day));
      all.add("2012-01-0%d: open: a file; against: closed".formatted(day));
    }
    all.add("twse.t86 2012-01-02: sums: one of a kind");
    all.add("twse.t86 2012-01-03: sums: and another");
    all.add("a warning without a date");
    assertThat(SummaryText.warnings(all))
        .containsExactly(
            "twse.mi_index 2012-01-01: value_within_prices: found 1 rows",
            "  and on 8 more dates until 2012-01-09",
            "2012-01-01: open: a file; against: closed",
            "  and on 8 more dates until 2012-01-09",
            "twse.t86 2012-01-02: sums: one of a kind",
            "twse.t86 2012-01-03: sums: and another",
            "a warning without a date");
  }
}
