package io.tapehouse.orchestrator.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a DAG, and what is none. */
@Tag("calendar")
class DagTest {

  private static final TaskBody.Batch TOGETHER = (contexts, results) -> {};

  @Test
  void aCycleIsNamed() {
    assertRefused(
        Dag.named("d")
            .task("z", does("a"))
            .task("a", does("c"))
            .task("b", does("a"))
            .task("c", does("b")),
        "DAG 'd'",
        "a <- c <- b <- a");
  }

  @Test
  void aTaskThatNeedsItselfIsACycle() {
    assertRefused(Dag.named("d").task("a", does("a")), "a <- a");
    assertRefused(Dag.named("d").task("a", task -> nothing(task.after("a"))), "a <- a");
  }

  @Test
  void aTaskTwice() {
    assertRefused(Dag.named("d").task("a", does()).task("a", does()), "two tasks 'a'");
  }

  @Test
  void aNeedThatThereIsNot() {
    assertRefused(
        Dag.named("d").task("a", does()).task("b", does("x")), "task 'b' needs 'x'", "[a, b]");
  }

  @Test
  void noTask() {
    assertRefused(Dag.named("d"), "no task");
  }

  @Test
  void aDescriptionHasNoCodeSoNoNodeTakesIt() {
    Dag described = Dag.named("d").task("a", task -> {}).build();
    DagBook book = DagBook.of(java.util.List.of(described), java.util.Set.of("default"));
    assertThatThrownBy(book::requireCode)
        .isInstanceOf(InvalidDagException.class)
        .hasMessageContaining("task 'a' has no code");
  }

  @Test
  void timeoutsAndSchedulesThatAreNone() {
    assertRefused(
        Dag.named("d").task("a", task -> nothing(task.timeout(Duration.ZERO))), "no time");
    assertRefused(Dag.named("d").cron("every day").task("a", does()), "'every day'");
    assertRefused(Dag.named("d").cron("0 0 0 31 2 ?").task("a", does()), "never fires");
    assertThatThrownBy(() -> Dag.named("d").maxActiveRuns(0))
        .isInstanceOf(InvalidDagException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "ä", "a b", "../x", ".", "..", "-a", "a/b", "a\\b", "a\n"})
  void idsOfDagsThatAreNone(String id) {
    assertThatThrownBy(() -> Dag.named(id)).isInstanceOf(InvalidDagException.class);
  }

  /** They name folders of logs. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "../x", ".", "..", "/etc", "a/b", "a\\b", "a\n", "a:b", "A"})
  void idsOfTasksThatAreNone(String id) {
    assertRefused(Dag.named("d").task(id, does()), "expected an id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "taifex.futures_tick", "fetch.taifex.futures_tick", "9-lives"})
  void idsOfTasksThatAreSome(String id) {
    assertThat(Dag.named("d").task(id, does()).build().tasks()).containsKey(id);
  }

  @Test
  void tasksStandAfterWhatTheyNeed() {
    Dag dag = diamond();
    assertThat(dag.tasks().keySet()).containsExactly("top", "aside", "right", "left", "end");
    assertThat(dag.tasks().keySet().stream().map(dag::depth)).containsExactly(0, 0, 1, 1, 2);
    assertThat(dag.newTasks())
        .containsExactly(
            new NewTask("top", 0, "default", null),
            new NewTask("aside", 0, "default", null),
            new NewTask("right", 1, "default", null),
            new NewTask("left", 1, "etl", "etl"),
            new NewTask("end", 2, "default", null));
  }

  @Test
  void whatComesBeforeAndAfter() {
    Dag dag = diamond();
    assertThat(dag.withDownstream(List.of("left"))).containsExactlyInAnyOrder("left", "end");
    assertThat(dag.withDownstream(List.of("top")))
        .containsExactlyInAnyOrder("top", "left", "right", "end");
    assertThat(dag.withUpstream(List.of("end")))
        .containsExactlyInAnyOrder("end", "left", "right", "top");
    assertThat(dag.withUpstream(List.of("aside", "left")))
        .containsExactlyInAnyOrder("aside", "left", "top");
    assertThat(dag.withDownstream(List.of())).isEmpty();
    assertThat(dag.withUpstream(List.of())).isEmpty();
  }

  @Test
  void aTaskHasTheDagsRetriesUnlessItSaysOtherwise() {
    RetryPolicy five = RetryPolicy.STANDARD.withTries(5);
    Dag dag =
        Dag.named("d")
            .task("a", does())
            .task("b", task -> nothing(task.retries(RetryPolicy.NEVER)))
            .retries(five)
            .build();
    assertThat(dag.tasks().get("a").retries()).isEqualTo(five);
    assertThat(dag.tasks().get("b").retries()).isEqualTo(RetryPolicy.NEVER);
  }

  @Test
  void aBookHasEachDagOnceAndKnowsItsPools() {
    Dag dag = diamond();
    DagBook book = DagBook.of(List.of(dag), Set.of("default", "etl"));
    assertThat(book.find("diamond")).contains(dag);
    assertThat(book.find("other")).isEmpty();
    assertThatThrownBy(() -> DagBook.of(List.of(dag, diamond()), Set.of("default", "etl")))
        .isInstanceOf(InvalidDagException.class)
        .hasMessageContaining("two DAGs");
    assertThatThrownBy(() -> DagBook.of(List.of(dag), Set.of("default", "spark")))
        .isInstanceOf(InvalidDagException.class)
        .hasMessageContaining("task 'left' wants the pool 'etl'")
        .hasMessageContaining("[default, spark]");
  }

  private static Dag diamond() {
    return Dag.named("diamond")
        .task("end", does("left", "right"))
        .task("right", task -> nothing(task.after("top")))
        .task("left", task -> task.needs("top").pool("etl").together("etl", TOGETHER))
        .task("top", does())
        .task("aside", does())
        .build();
  }

  private static Consumer<DagTask.Builder> does(String... needs) {
    return task -> nothing(task.needs(needs));
  }

  private static void nothing(DagTask.Builder task) {
    task.does(context -> TaskResult.success(""));
  }

  private static void assertRefused(Dag.Builder dag, String... words) {
    assertThatThrownBy(dag::build)
        .isInstanceOf(InvalidDagException.class)
        .hasMessageContainingAll(words);
  }
}
