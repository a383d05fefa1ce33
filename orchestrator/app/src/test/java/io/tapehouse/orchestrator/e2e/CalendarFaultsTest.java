package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the files of a month and a year, which say on which days there was trading. */
@Tag("calendar")
@ExtendWith(SharedSpark.class)
class CalendarFaultsTest {

  private static final LocalDate DAY = LocalDate.of(2024, 11, 20);
  private static final DateSelection DATE = new DateSelection.One(DAY);

  @TempDir private Path folder;

  @Test
  void aDayIsLoadedWithoutThemAndRepairedLater(SparkLauncher spark)
      throws IOException, InterruptedException {
    Path home = folder.resolve("faulty");
    Ran faulty =
        Workbench.run(
            home,
            "sim",
            List.of(
                "twse.mi_5mins_hist@2024-11-01=html_page",
                "twse.holiday_schedule@2024-01-01=missing_column"),
            spark,
            DATE);

    assertThat(faulty.succeeded()).isFalse();
    assertThat(faulty.task("fetch", "twse.mi_5mins_hist", DAY).detail())
        .contains("twse.mi_5mins_hist 2024-11-01", "found text/html");
    assertThat(faulty.text())
        .containsPattern("read twse\\.holiday_schedule 2024-11-20 failed: .*expected .*日期");
    assertThat(faulty.task("load", "taifex.futures_tick", DAY).state())
        .isEqualTo(TaskState.SUCCESS);
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT status, found FROM check_result
                    WHERE check_name = 'daily_ohlc' AND partition_date = '2024-11-20'""")
                .out())
        .contains("not_evaluated", "twse.mi_5mins_hist");

    Ran repaired = Workbench.run(home, "sim", List.of(), spark, DATE);
    assertThat(repaired.succeeded()).as(repaired.text()).isTrue();
    Path clean = folder.resolve("clean");
    Ran undisturbed = Workbench.run(clean, "sim", List.of(), spark, DATE);
    assertThat(undisturbed.succeeded()).as(undisturbed.text()).isTrue();
    WarehouseContents.of(home, folder.resolve("repaired"))
        .assertSameAs(WarehouseContents.of(clean, folder.resolve("clean-contents")));
  }
}
