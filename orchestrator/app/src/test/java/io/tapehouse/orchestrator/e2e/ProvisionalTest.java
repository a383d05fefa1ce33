package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagTask;
import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Figures that their publisher corrects on the next day. */
@ExtendWith(SharedSpark.class)
class ProvisionalTest {

  private static final LocalDate DAY = LocalDate.of(2024, 11, 19);

  @TempDir private Path folder;

  /** What {@code SecondLookContract} has of tasks, here of files. */
  @Test
  void correctedMarginsAreASecondVersionAndAgreeWithTheNextDay(SparkLauncher spark)
      throws IOException, InterruptedException {
    DatasetDag dag = Dictionary.load().dag("taiwan_stock");
    Path home = folder.resolve("home");
    try (Workbench bench =
        Workbench.open(home, "sim", List.of("twse.mi_margn@2024-11-19=repost"), spark)) {
      Ran first = bench.run(dag, new DateSelection.One(DAY));
      assertThat(first.succeeded()).as(first.text()).isTrue();
      Ran again = bench.run(dag, new DateSelection.One(DAY));
      assertThat(again.succeeded()).as(again.text()).isTrue();
      assertThat(again.text())
          .contains("fetch twse.mi_margn 2024-11-19 success: version 2")
          .contains("load twse.t86 2024-11-19 success: unchanged");
      Ran next = bench.run(dag, new DateSelection.One(DAY.plusDays(1)));
      assertThat(next.succeeded()).as(next.text()).isTrue();
    }
    assertThat(
            Said.sql(
                    home,
                    """
                    SELECT file_version, status FROM load_ledger
                    WHERE dataset = 'twse.mi_margn' AND table_name = 'stock_margin' AND partition_date = '2024-11-19'
                    ORDER BY load_id""")
                .lines())
        .containsExactly("file_version,status", "1,superseded", "2,committed");
  }

  @Test
  void theFetchesOfProvisionalFilesAreDoneAgainAndNoOthers() {
    Dictionary dictionary = Dictionary.load();
    for (DatasetDag spec : dictionary.dags()) {
      Dag dag =
          DatasetDags.described(dictionary)
              .dag(spec, Patience.ofForeground(Duration.ofMinutes(5)), changes -> {});
      assertThat(dag.tasks().values().stream().filter(DagTask::provisional).map(DagTask::id))
          .containsExactlyInAnyOrderElementsOf(
              spec.datasets().stream()
                  .filter(Dataset::provisional)
                  .map(dataset -> "fetch." + dataset.id())
                  .toList());
    }
    assertThat(dictionary.datasets().stream().filter(Dataset::provisional).map(Dataset::id))
        .contains("twse.mi_index", "twse.t86", "twse.bfi82u", "twse.mi_margn", "tpex.margin");
  }
}
