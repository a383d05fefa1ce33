package io.tapehouse.orchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The legal transitions, written out by hand; every other pair must be refused. */
class TransitionsTest {

  private static final Map<String, String> TASK =
      Map.of(
          "scheduled", "queued skipped upstream_failed failed cancelled",
          "queued", "scheduled running skipped failed cancelled",
          "running", "scheduled queued deferred up_for_retry success skipped failed cancelled",
          "deferred", "scheduled running skipped failed cancelled",
          "up_for_retry", "scheduled running skipped failed cancelled",
          "success", "scheduled",
          "skipped", "scheduled",
          "failed", "scheduled",
          "upstream_failed", "scheduled",
          "cancelled", "scheduled");

  private static final Map<String, String> RUN =
      Map.of(
          "queued", "running skipped cancelled",
          "running", "success failed skipped cancelled",
          "success", "queued running",
          "failed", "queued running",
          "skipped", "queued running",
          "cancelled", "queued running");

  private static final Map<String, String> BACKFILL =
      Map.of(
          "running", "paused finished cancelled",
          "paused", "running finished cancelled",
          "finished", "",
          "cancelled", "");

  /** The table of docs/orchestration.md: words in parentheses and after a comma say why. */
  @Test
  void theDocumentSaysTheSameOfTasks() throws IOException {
    String document = Files.readString(Path.of("..", "..", "docs", "orchestration.md"));
    String table = document.substring(document.indexOf("| task is | may become |"));
    Map<String, Set<String>> documented = new TreeMap<>();
    for (String row : table.substring(0, table.indexOf("\n\n")).lines().skip(2).toList()) {
      String[] cells = row.split("\\|", -1);
      Set<String> next =
          words(cells[2].replaceAll("\\([^)]*\\)|by being cleared", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      words(cells[1].replaceAll(":.*", "")).forEach(state -> documented.put(state, next));
    }
    Map<String, Set<String>> expected = new TreeMap<>();
    TASK.forEach((state, next) -> expected.put(state, new TreeSet<>(words(next).toList())));
    assertThat(documented).isEqualTo(expected);
  }

  private static Stream<String> words(String text) {
    return Pattern.compile("[a-z_]+").matcher(text).results().map(MatchResult::group);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
            pairs(TaskState.values(), TaskState::text, TASK, TaskState::to),
            pairs(RunState.values(), RunState::text, RUN, RunState::to),
            pairs(BackfillState.values(), BackfillState::text, BACKFILL, BackfillState::to))
        .flatMap(pairs -> pairs);
  }

  private static <S> Stream<Arguments> pairs(
      S[] states, Function<S, String> text, Map<String, String> legal, BiFunction<S, S, S> to) {
    return Arrays.stream(states)
        .flatMap(
            from -> {
              String row = legal.get(text.apply(from));
              assertThat(row).as(text.apply(from)).isNotNull();
              List<String> next = List.of(String.valueOf(row).split(" "));
              return Arrays.stream(states)
                  .map(
                      state ->
                          Arguments.of(
                              text.apply(from),
                              text.apply(state),
                              next.contains(text.apply(state)),
                              (Function<Boolean, Object>) ask -> to.apply(from, state)));
            });
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @MethodSource("pairs")
  void goesOnlyAsTheTableSays(
      String from, String to, boolean legal, Function<Boolean, Object> change) {
    if (legal) {
      assertThat(change.apply(true)).hasToString(to.toUpperCase(java.util.Locale.ROOT));
    } else {
      assertThatThrownBy(() -> change.apply(true))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("that is " + from + " cannot become " + to);
    }
  }

  @Test
  void knowsItsWords() {
    for (TaskState state : TaskState.values()) {
      assertThat(TaskState.of(state.text())).isEqualTo(state);
    }
    for (RunState state : RunState.values()) {
      assertThat(RunState.of(state.text())).isEqualTo(state);
    }
    for (BackfillState state : BackfillState.values()) {
      assertThat(BackfillState.of(state.text())).isEqualTo(state);
    }
    assertThatThrownBy(() -> TaskState.of("quued")).hasMessageContaining("queued, running");
    assertThatThrownBy(() -> RunState.of("quued")).hasMessageContaining("queued, running");
  }

  @Test
  void knowsEnds() {
    assertThat(TaskState.values())
        .filteredOn(TaskState::isEnd)
        .extracting(TaskState::text)
        .containsExactly("success", "skipped", "failed", "upstream_failed", "cancelled");
    assertThat(TaskState.values())
        .filteredOn(TaskState::isFailure)
        .extracting(TaskState::text)
        .containsExactly("failed", "upstream_failed", "cancelled");
    assertThat(RunState.values())
        .filteredOn(RunState::isEnd)
        .extracting(RunState::text)
        .containsExactly("success", "failed", "skipped", "cancelled");
  }
}
