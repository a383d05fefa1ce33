package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Death right before and right after each link of an object into its place and each commit of the
 * run store and of the warehouse, a day's run for each. The build takes one of them, the endurance
 * some; {@code -Dtapehouse.steps.all=true} takes all.
 */
class KillAtEachStepTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 11, 5);
  private static final int SOME = 5;
  private static final int KILLED = 137;

  @TempDir private Path folder;

  @Test
  void aRunThatDiesHalfwayIsPutRightByTheNext() throws IOException, InterruptedException {
    isPutRight(List.of(stepsOfARun() / 2), 1);
  }

  @Test
  @Tag("endurance")
  void whateverStepItDiesAtTheNextRunPutsItRight() throws IOException, InterruptedException {
    List<Integer> chosen = chosen(stepsOfARun());
    // Two runs do not take the same number of steps, so that the last ones may not come.
    isPutRight(chosen, chosen.size() * 3 / 5);
  }

  private void isPutRight(List<Integer> chosen, int leastDeaths)
      throws IOException, InterruptedException {
    Path home = folder.resolve("killed");
    LocalDate date = FIRST;
    int died = 0;
    for (int step : chosen) {
      try (ChildTapehouse child =
          ChildTapehouse.startDying(
              folder.resolve("run.out"),
              step,
              folder.resolve("steps"),
              arguments(home, date, date))) {
        int exit = child.exit();
        String moment = "step %d of %s".formatted(step, date);
        assertThat(exit).as(moment + ": " + child.said()).isIn(0, KILLED);
        died += exit == KILLED ? 1 : 0;
        Aftermath.noProcessOf(home);
        Aftermath.isConsistent(home, moment);
      }
      date = next(date);
    }
    assertThat(died).isGreaterThanOrEqualTo(leastDeaths);

    LocalDate last = date;
    Said repaired =
        Said.run(
            home,
            "sim",
            "--dag",
            "taiwan_index",
            "--from",
            FIRST.toString(),
            "--to",
            last.toString());
    assertThat(repaired.exit()).as(repaired.err()).isZero();
    Path undisturbed = folder.resolve("undisturbed");
    Said said =
        Said.run(
            undisturbed,
            "sim",
            "--dag",
            "taiwan_index",
            "--from",
            FIRST.toString(),
            "--to",
            last.toString());
    assertThat(said.exit()).as(said.err()).isZero();
    WarehouseContents.of(home, folder.resolve("found"))
        .assertSameAs(WarehouseContents.of(undisturbed, folder.resolve("expected")));
  }

  private int stepsOfARun() throws IOException, InterruptedException {
    Path count = folder.resolve("steps");
    try (ChildTapehouse child =
        ChildTapehouse.startDying(
            folder.resolve("run.out"),
            0,
            count,
            arguments(folder.resolve("whole"), FIRST, FIRST))) {
      assertThat(child.exit()).as(child.said()).isZero();
    }
    return Integer.parseInt(Files.readString(count).strip());
  }

  private static List<Integer> chosen(int steps) {
    List<Integer> chosen = new ArrayList<>();
    if (Boolean.getBoolean("tapehouse.steps.all")) {
      for (int step = 1; step <= steps; step++) {
        chosen.add(step);
      }
      return chosen;
    }
    Random random = new Random(20_241_105L);
    for (int i = 0; i < SOME; i++) {
      chosen.add(1 + i * steps / SOME + random.nextInt(steps / SOME));
    }
    return chosen;
  }

  private static LocalDate next(LocalDate date) {
    LocalDate next = date.plusDays(1);
    while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
      next = next.plusDays(1);
    }
    return next;
  }

  private static List<String> arguments(Path home, LocalDate from, LocalDate to) {
    return List.of(
        "run",
        "--dag",
        "taiwan_index",
        "--source",
        "sim",
        "--home",
        home.toString(),
        "--from",
        from.toString(),
        "--to",
        to.toString());
  }
}
