package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.TaskRecord;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.sql.OutcomeUnknownException;
import io.tapehouse.sql.Warehouse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse that commits a load, and whose answer is lost on the way. */
@ExtendWith(SharedSpark.class)
class LostCommitTest {

  private static final DateSelection DATE = new DateSelection.One(LocalDate.of(2024, 11, 27));

  @TempDir private Path folder;

  @Test
  void isNoRefusalAndTheNextRunFindsWhatWasLoaded(SparkLauncher spark)
      throws IOException, InterruptedException {
    Path home = folder.resolve("home");
    Ran lost;
    try (Workbench bench =
        Workbench.open(home, "sim", List.of(), spark, LostCommitTest::withoutAnswers)) {
      lost = bench.run(DATE);
    }
    assertThat(lost.succeeded()).isFalse();
    assertThat(loads(lost))
        .isNotEmpty()
        .allSatisfy(load -> assertThat(load.state()).isEqualTo(TaskState.FAILED))
        .allSatisfy(
            load ->
                assertThat(load.detail())
                    .startsWith("the batch is loaded as a whole or not at all")
                    .contains("the line is dead")
                    .doesNotContain("nothing of the batch"));
    WarehouseContents first = WarehouseContents.of(home, folder.resolve("first"));
    String ledger = ledger(home);
    assertThat(ledger).contains("committed");

    Ran again = Workbench.run(home, "sim", List.of(), spark, DATE);
    assertThat(again.succeeded()).as(again.text()).isTrue();
    assertThat(loads(again)).extracting(TaskRecord::detail).containsOnly("unchanged");
    assertThat(ledger(home)).isEqualTo(ledger);
    WarehouseContents.of(home, folder.resolve("again")).assertSameAs(first);
  }

  private static List<TaskRecord> loads(Ran ran) {
    return ran.tasks().stream()
        .filter(task -> task.taskId().startsWith("load."))
        .filter(task -> task.state() != TaskState.SKIPPED)
        .toList();
  }

  private static String ledger(Path home) {
    return Said.sql(home, "SELECT * FROM load_ledger ORDER BY load_id, table_name").out();
  }

  private static Site withoutAnswers(Site site) {
    return with(
        Site.class,
        site,
        (method, answer) ->
            method.getName().equals("warehouse")
                ? with(Warehouse.class, (Warehouse) answer, LostCommitTest::lost)
                : answer);
  }

  private static @Nullable Object lost(Method method, @Nullable Object answer) {
    if (method.getName().equals("load")) {
      throw new OutcomeUnknownException("the line is dead", new SQLException("broken pipe"));
    }
    return answer;
  }

  private interface Afterwards {
    @Nullable Object of(Method method, @Nullable Object answer);
  }

  /** Does what {@code real} does, and then something else. */
  private static <T> T with(Class<T> type, T real, Afterwards afterwards) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            Object answer = afterwards.of(method, method.invoke(real, arguments));
            return answer == real ? proxy : answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(
            LostCommitTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
