package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Workbench.Ran;
import io.tapehouse.orchestrator.run.DateSelection;
import io.tapehouse.orchestrator.run.TaskRecord;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.state.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real files that were spoiled on the way into a replay folder, and their later versions. */
@Tag("endurance")
@ExtendWith(SharedSpark.class)
class DamagedFilesTest {

  private static final LocalDate CUT = LocalDate.of(2024, 12, 3);
  private static final LocalDate HTML = LocalDate.of(2024, 12, 4);
  private static final LocalDate OTHER_DAY = LocalDate.of(2024, 12, 5);
  private static final LocalDate GOOD = LocalDate.of(2024, 12, 6);
  private static final DateSelection DATES = new DateSelection.Range(CUT, GOOD);
  private static final String FUTURES = "taifex.futures_tick";

  @TempDir private Path folder;

  @Test
  void areRefusedAndReplacedByTheirNextVersion(SparkLauncher spark)
      throws IOException, InterruptedException {
    Path replay = folder.resolve("replay");
    byte[] whole = Files.readAllBytes(real(CUT));
    write(replay, CUT, Arrays.copyOf(whole, whole.length / 2));
    write(
        replay,
        HTML,
        "<!DOCTYPE html><html><body>busy</body></html>".getBytes(StandardCharsets.UTF_8));
    write(replay, OTHER_DAY, Files.readAllBytes(real(LocalDate.of(2024, 12, 9))));
    write(replay, GOOD, Files.readAllBytes(real(GOOD)));
    Path home = folder.resolve("home");

    Ran damaged = Workbench.run(home, "replay:" + replay, List.of(), spark, DATES);

    assertThat(damaged.succeeded()).isFalse();
    isRefused(damaged, CUT, "zip");
    isRefused(damaged, HTML, "zip");
    isRefused(damaged, OTHER_DAY, "line ");
    assertThat(damaged.task("load", FUTURES, GOOD).state()).isEqualTo(TaskState.SUCCESS);
    assertThat(dates(home)).containsExactly("trading_date", "2024-12-06");

    for (LocalDate date : List.of(CUT, HTML, OTHER_DAY)) {
      Path second = replay.resolve(FUTURES).resolve(date.toString()).resolve("v2");
      Files.createDirectories(second);
      Files.copy(real(date), second.resolve(name(date)));
    }
    Ran repaired = Workbench.run(home, "replay:" + replay, List.of(), spark, DATES);

    assertThat(repaired.succeeded()).as(repaired.text()).isTrue();
    assertThat(repaired.text())
        .contains("fetch taifex.futures_tick 2024-12-03 success: version 2\n")
        .contains("load taifex.futures_tick 2024-12-06 success: unchanged");
    assertThat(dates(home))
        .containsExactly("trading_date", "2024-12-03", "2024-12-04", "2024-12-05", "2024-12-06");
    Path clean = folder.resolve("clean");
    Path cleanReplay = folder.resolve("clean-replay");
    for (LocalDate date : List.of(CUT, HTML, OTHER_DAY, GOOD)) {
      write(cleanReplay, date, Files.readAllBytes(real(date)));
    }
    Ran undisturbed = Workbench.run(clean, "replay:" + cleanReplay, List.of(), spark, DATES);
    assertThat(undisturbed.succeeded()).as(undisturbed.text()).isTrue();
    WarehouseContents.of(home, folder.resolve("repaired"))
        .assertSameAs(WarehouseContents.of(clean, folder.resolve("clean-contents")));
  }

  private static void isRefused(Ran ran, LocalDate date, String word) {
    TaskRecord task = ran.task("transform", FUTURES, date);
    assertThat(task.state()).isEqualTo(TaskState.FAILED);
    assertThat(task.detail())
        .startsWith(FUTURES + " " + date + " " + name(date))
        .contains(word)
        .contains("expected ")
        .hasLineCount(1);
    assertThat(ran.task("load", FUTURES, date).state()).isEqualTo(TaskState.UPSTREAM_FAILED);
  }

  private static List<String> dates(Path home) {
    return Said.sql(home, "SELECT DISTINCT trading_date FROM derivative_detail_history ORDER BY 1")
        .lines();
  }

  private static void write(Path replay, LocalDate date, byte[] bytes) throws IOException {
    Path file = replay.resolve(FUTURES).resolve(date.toString()).resolve(name(date));
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static Path real(LocalDate date) {
    return Captures.file(FUTURES + "/" + date + "/" + name(date));
  }

  private static String name(LocalDate date) {
    return "Daily_" + date.toString().replace('-', '_') + ".zip";
  }
}
