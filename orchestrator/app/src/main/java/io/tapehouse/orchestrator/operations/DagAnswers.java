package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.TriggerRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about DAGs. */
public final class DagAnswers {

  private DagAnswers() {}

  /**
   * A DAG in a list.
   *
   * @param id its name
   * @param title what it is for
   * @param schedule cron expression; null: only on request
   * @param zone in which its dates are dates
   * @param nextFire when the schedule comes round next; null: never
   * @param paused whether none of its tasks begins
   * @param startDate its first logical date that the schedule makes
   * @param activeRuns how many of its runs are running
   * @param lastRun its newest run; null: none yet
   */
  public record Line(
      String id,
      String title,
      @Nullable String schedule,
      String zone,
      @Nullable Instant nextFire,
      boolean paused,
      @Nullable LocalDate startDate,
      int activeRuns,
      RunAnswers.@Nullable Line lastRun) {}

  /**
   * A DAG.
   *
   * @param line as in a list
   * @param calendar the exchange on whose open days it runs; empty: every day
   * @param daysBack how many days before its moment a logical date is
   * @param catchUp what becomes of dates that were due while no scheduler ran
   * @param maxActiveRuns how many scheduled and manual runs may be active at once
   * @param keptTradingDays how long its publishers keep what it fetches; 0: for ever
   * @param deadline by when a date's run should have ended; null: none
   * @param tasks each after those that it needs
   */
  public record Detail(
      Line line,
      String calendar,
      int daysBack,
      Dag.CatchUp catchUp,
      int maxActiveRuns,
      int keptTradingDays,
      @Nullable LocalTime deadline,
      List<Task> tasks) {}

  /**
   * A task of a DAG.
   *
   * @param id its name
   * @param depth length of the longest way to it from a task that needs none
   * @param needs the tasks that its trigger rule looks at
   * @param after tasks that it only waits for
   * @param rule what its needs must have come to
   * @param pool where an attempt takes a slot
   * @param batch tasks with the same word are worked on together; null: alone
   * @param tries how many attempts may fail
   * @param timeout how long an attempt may take
   */
  public record Task(
      String id,
      int depth,
      List<String> needs,
      List<String> after,
      TriggerRule rule,
      String pool,
      @Nullable String batch,
      int tries,
      Duration timeout) {}
}
