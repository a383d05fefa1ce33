package io.tapehouse.orchestrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlierJobsTest {

  private static final LocalDate MONDAY = LocalDate.of(2024, 11, 4);
  private static final String DATASET = "taifex.futures_tick";

  private final Left left = new Left();
  private final Map<Partition, TransformOrder> orders = new LinkedHashMap<>();

  /** Jobs that were left, and what was ended of them. */
  private static final class Left implements SparkLauncher {

    final Map<String, EtlJob> jobs = new HashMap<>();
    final List<String> abandoned = new ArrayList<>();

    @Override
    public void warmUp() {}

    @Override
    public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener) {
      throw new IllegalStateException("nothing is begun here");
    }

    @Override
    public Optional<EtlJob> find(String reference) {
      return Optional.ofNullable(jobs.get(reference));
    }

    @Override
    public void abandon(String reference) {
      abandoned.add(reference);
    }

    @Override
    public void close() {}
  }

  private static Receipt receipt(LocalDate date, int version) {
    return new Receipt(
        new Partition(DATASET, date),
        version,
        Receipt.Origin.LIVE,
        "asked",
        Instant.EPOCH,
        List.of(new ArchivedFile("f.zip", 10, "sha-" + version)));
  }

  private void order(LocalDate date, int version, @Nullable String reference) {
    orders.put(
        new Partition(DATASET, date),
        new TransformOrder(
            receipt(date, version), List.of(Attempt.at("transform." + DATASET, date, reference))));
  }

  private static EtlJob job(String id, Map<LocalDate, Boolean> calendar, EtlInput... inputs) {
    return new EtlJob(
        id, "s3://a", "s3://l", List.of(1), Map.of("TAIFEX", calendar), List.of(inputs));
  }

  private static EtlInput input(LocalDate date, int version) {
    return new EtlInput(
        new Partition(DATASET, date), version, "old-" + date, receipt(date, version).files());
  }

  private Map<String, Map<Partition, TransformOrder>> earlier() throws IOException {
    EtlInput[] inputs =
        orders.values().stream().map(TransformOrder::input).toArray(EtlInput[]::new);
    List<TaskContext> contexts =
        orders.values().stream().flatMap(order -> order.contexts().stream()).toList();
    return new EarlierJobs(left).of(contexts, orders, job("new", Map.of(), inputs));
  }

  @Test
  void aJobThatMakesWhatIsWantedIsGoneOnWith() throws IOException {
    order(MONDAY, 1, "job");
    order(MONDAY.plusDays(1), 1, "job");
    order(MONDAY.plusDays(2), 1, null);
    left.jobs.put("job", job("old", Map.of(), input(MONDAY, 1), input(MONDAY.plusDays(1), 1)));
    assertThat(earlier()).containsOnlyKeys("job");
    assertThat(earlier().get("job").keySet())
        .extracting(Partition::date)
        .containsExactly(MONDAY, MONDAY.plusDays(1));
    assertThat(left.abandoned).isEmpty();
  }

  @Test
  void aJobOverAnotherVersionOfTheFileIsEnded() throws IOException {
    order(MONDAY, 2, "job");
    left.jobs.put("job", job("old", Map.of(), input(MONDAY, 1)));
    assertThat(earlier()).isEmpty();
    assertThat(left.abandoned).containsExactly("job");
  }

  @Test
  void aJobThatTookAnotherDayForTheTradingDayBeforeIsEnded() throws IOException {
    order(MONDAY, 1, "job");
    left.jobs.put("job", job("old", Map.of(MONDAY.minusDays(3), false), input(MONDAY, 1)));
    assertThat(earlier()).isEmpty();
    assertThat(left.abandoned).containsExactly("job");
  }

  @Test
  void whatWasLearntOfOtherDaysMakesNoDifference() throws IOException {
    order(MONDAY, 1, "job");
    Map<LocalDate, Boolean> known =
        Map.of(MONDAY.minusDays(4), false, MONDAY, true, MONDAY.plusDays(1), false);
    left.jobs.put("job", job("old", known, input(MONDAY, 1)));
    assertThat(earlier()).containsOnlyKeys("job");
    assertThat(left.abandoned).isEmpty();
  }

  @Test
  void ofTwoJobsOverTheSameFileOneIsEnough() throws IOException {
    order(MONDAY, 1, "first");
    order(MONDAY.plusDays(1), 1, "second");
    left.jobs.put("first", job("one", Map.of(), input(MONDAY, 1), input(MONDAY.plusDays(1), 1)));
    left.jobs.put("second", job("two", Map.of(), input(MONDAY.plusDays(1), 1)));
    assertThat(earlier()).containsOnlyKeys("first");
    assertThat(left.abandoned).containsExactly("second");
  }

  @Test
  void ofAJobThatNobodyKnowsAnyMoreNothingIsHad() throws IOException {
    order(MONDAY, 1, "forgotten");
    assertThat(earlier()).isEmpty();
    assertThat(left.abandoned).containsExactly("forgotten");
  }
}
