package io.tapehouse.orchestrator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.calendar.WrittenFiles;
import io.tapehouse.orchestrator.source.Arrival;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No day is lost on a guess: of what a publisher deletes, it is asked before a day is skipped. */
class CalendarBodyTest {

  /** A Monday evening in Taipei. */
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2024-11-11T12:00:00Z"), ZoneOffset.UTC);

  private static final LocalDate SATURDAY = LocalDate.of(2024, 11, 9);
  private static final LocalDate FRIDAY = LocalDate.of(2024, 11, 8);
  private static final LocalDate FORGOTTEN_SATURDAY = LocalDate.of(2024, 9, 7);

  @TempDir private Path folder;
  private final Answers answers = new Answers();
  private Archive archive;
  private WrittenFiles files;
  private Warehouse warehouse;
  private CalendarBody body;

  /** Where files come from: the test's list. */
  private static final class Answers implements Source {

    final List<LocalDate> asked = new ArrayList<>();
    final Map<LocalDate, Arrival> arrivals = new HashMap<>();
    final Map<LocalDate, Supplier<Receipt>> files = new HashMap<>();
    @Nullable SortedSet<LocalDate> offered;

    @Override
    public DataKind kind() {
      return DataKind.REAL;
    }

    @Override
    public Arrival bring(Dataset dataset, LocalDate filedUnder) {
      asked.add(filedUnder);
      if (files.containsKey(filedUnder)) {
        return new Arrival.Archived(files.get(filedUnder).get(), true, "");
      }
      return arrivals.getOrDefault(filedUnder, new Arrival.Nothing("no such page", true));
    }

    @Override
    public Optional<SortedSet<LocalDate>> dates(Collection<Dataset> datasets) {
      return Optional.ofNullable(offered);
    }

    @Override
    public Duration rest() {
      return Duration.ZERO;
    }

    @Override
    public String name() {
      return offered == null ? "live" : "replay:folder";
    }
  }

  /** Nothing goes to Spark here. */
  private static final class NoSpark implements SparkLauncher {

    @Override
    public void warmUp() {}

    @Override
    public void run(EtlJob job, Consumer<EtlOutcome> outcomes, Listener listener) {
      throw new IllegalStateException("a calendar needs no Spark");
    }

    @Override
    public void close() {}
  }

  /** How the members of a batch ended. */
  private static final class Ends implements TaskBody.Results {

    final Map<LocalDate, TaskResult> results = new HashMap<>();
    final Map<LocalDate, TaskFailure> failures = new HashMap<>();

    @Override
    public void end(TaskContext context, TaskResult result) {
      results.put(context.date(), result);
    }

    @Override
    public void fail(TaskContext context, TaskFailure failure) {
      failures.put(context.date(), failure);
    }
  }

  @BeforeEach
  void open() throws IOException {
    archive = new Archive(new FolderObjectStore(folder.resolve("archive")), NOW);
    files = new WrittenFiles(archive, Files.createDirectory(folder.resolve("scratch")));
    Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    warehouse = DuckDbWarehouse.open(folder.resolve("w.duckdb"), WarehouseConfig.DEFAULT, lake);
    warehouse.migrate();
    PipelineContext pipeline =
        new PipelineContext(
            Dictionary.load(),
            answers,
            archive,
            lake,
            new PipelineContext.Places("archive", "lake"),
            warehouse,
            new NoSpark(),
            new CalendarBook(archive),
            false,
            PipelineContext.Throughput.NONE,
            NOW);
    body =
        new CalendarBody(
            pipeline, Dictionary.load().dag("taiwan_index"), new SourceRequests(answers, NOW));
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private Ends run(LocalDate... dates) throws IOException, InterruptedException {
    Ends ends = new Ends();
    body.run(
        List.<LocalDate>of(dates).stream()
            .<TaskContext>map(date -> Attempt.at("calendar", date, ""))
            .toList(),
        ends);
    return ends;
  }

  private String sql(String query) throws IOException {
    StringWriter text = new StringWriter();
    warehouse.query(query, ResultFormat.CSV.to(text));
    return text.toString();
  }

  @Test
  void aPublisherThatDeletesIsAskedOnceAndNothingClosesTheDay() throws Exception {
    Ends ends = run(SATURDAY);

    assertThat(answers.asked).containsExactly(SATURDAY);
    assertThat(ends.results.get(SATURDAY))
        .isEqualTo(
            new TaskResult.ShortCircuit(
                "closed (assumed); asked for taifex.futures_tick, the publisher has nothing"));
  }

  @Test
  void aFileThatIsThereOpensTheDay() throws Exception {
    files.addSchedule(2024, WrittenFiles.schedule(2024, "假日|11月9日|依規定放假1日。"));
    answers.files.put(
        SATURDAY, () -> files.addTicks(SATURDAY, WrittenFiles.ticks(SATURDAY, FRIDAY)));

    Ends ends = run(SATURDAY);

    assertThat(ends.results.get(SATURDAY)).isInstanceOf(TaskResult.Success.class);
    assertThat(ends.results.get(SATURDAY).toString())
        .contains("taifex.futures_tick 2024-11-09 has trades", "twse.holiday_schedule 2024-01-01");
    assertThat(
            sql(
                "select partition_date, check_name, severity, status from check_result"
                    + " where table_name = 'trading_calendar'"))
        .contains("2024-11-09,calendar_evidence,warning,failed");
    assertThat(
            sql(
                "select exchange_code, is_open, source from trading_calendar"
                    + " where date = '2024-11-09' order by 1"))
        .contains("TAIFEX,true,observed", "TPEx,true,observed", "TWSE,true,observed");
  }

  @Test
  void aPublisherThatCannotBeAskedClosesNothing() throws Exception {
    answers.arrivals.put(
        SATURDAY, new Arrival.Failed("no network", ErrorKind.PUBLISHER, Optional.empty()));

    Ends ends = run(SATURDAY);

    assertThat(ends.failures.get(SATURDAY))
        .hasMessageContaining("closed (assumed), but its publisher could not be asked")
        .hasMessageContaining("no network");
  }

  @Test
  void whatThePublisherHasDeletedLongAgoIsNotAskedFor() throws Exception {
    Ends ends = run(FORGOTTEN_SATURDAY);

    assertThat(answers.asked).isEmpty();
    assertThat(ends.results.get(FORGOTTEN_SATURDAY))
        .isEqualTo(new TaskResult.ShortCircuit("closed (assumed)"));
  }

  @Test
  void aDayThatWasObservedToBeClosedIsNotAskedFor() throws Exception {
    files.addTicks(
        LocalDate.of(2024, 11, 11), WrittenFiles.ticks(LocalDate.of(2024, 11, 11), FRIDAY));

    Ends ends = run(SATURDAY);

    assertThat(answers.asked).isEmpty();
    assertThat(ends.results.get(SATURDAY))
        .isEqualTo(new TaskResult.ShortCircuit("closed (observed)"));
  }

  @Test
  void aFolderThatHasAFileOfAnotherDatasetOpensTheDayToo() throws Exception {
    answers.offered = new TreeSet<>(List.of(SATURDAY));
    answers.arrivals.put(SATURDAY, new Arrival.Skipped("not in replay"));

    Ends ends = run(SATURDAY);

    assertThat(ends.results.get(SATURDAY).toString())
        .contains("open: replay:folder has files of taiwan_index")
        .contains("closed (assumed)");
  }

  @Test
  void aFilesWordsThatThereIsNothingAreNoConflict() throws Exception {
    answers.offered = new TreeSet<>(List.of(SATURDAY));
    byte[] nothing = "2024年11月09日 查無資料\n".getBytes(StandardCharsets.UTF_8);
    answers.files.put(SATURDAY, () -> files.addTicks(SATURDAY, nothing));

    TaskResult result = run(SATURDAY).results.get(SATURDAY);
    assertThat(result).isInstanceOf(TaskResult.Success.class);
    assertThat(result.toString()).doesNotContain("has files of");

    byte[] something = "2024年11月09日 大盤統計資訊\n".getBytes(StandardCharsets.UTF_8);
    answers.files.put(SATURDAY, () -> files.addTicks(SATURDAY, something));
    assertThat(run(SATURDAY).results.get(SATURDAY).toString())
        .contains("open: replay:folder has files of taiwan_index");
  }

  @Test
  void aFolderWithoutAFileIsNotAskedAgain() throws Exception {
    answers.offered = new TreeSet<>(List.of(FRIDAY));

    Ends ends = run(SATURDAY);

    assertThat(answers.asked).isEmpty();
    assertThat(ends.results.get(SATURDAY))
        .isEqualTo(new TaskResult.ShortCircuit("closed (assumed)"));
  }
}
