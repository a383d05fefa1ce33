package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.LoadReport.CheckCounts;
import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a batch: a few statements over all days at once, never a loop over days. Immutable; its
 * statements are those that DuckDB, Redshift and PostgreSQL understand in the same way.
 */
public final class BatchLoader {

  private static final Logger LOG = LoggerFactory.getLogger(BatchLoader.class);

  /**
   * In this order: a check of index bars looks at the days of the same batch, one of CCASS pages at
   * its lists of stocks.
   */
  private static final List<Family> PROGRAMMED =
      List.of(
          IndexFamily.days(),
          IndexFamily.intraday(),
          new DerivativeFamily(),
          new PlainFamily(Fact.plain("stock_corporate_action")),
          new PlainFamily(Fact.plain("ccass_stock_list")),
          new CcassFamily());

  private final List<Family> families;
  private final Dictionary dictionary;
  private final Lake lake;
  private final ParquetReader reader;
  private final Clock clock;
  private final CommittedInputs committed;

  /** A loader of what lies in {@code lake}, which the engine reads by {@code reader}. */
  public BatchLoader(Dictionary dictionary, Lake lake, ParquetReader reader, Clock clock) {
    this.families =
        Stream.concat(PROGRAMMED.stream(), DeclaredFamily.all(dictionary).stream()).toList();
    this.dictionary = dictionary;
    this.lake = lake;
    this.reader = reader;
    this.clock = clock;
    this.committed = new CommittedInputs(dictionary);
  }

  /** See {@link io.tapehouse.sql.Warehouse#load}; the caller holds the transaction. */
  public LoadReport load(Session session, List<DatasetLoad> batch) {
    validate(batch);
    // First of all: also a batch that would change nothing refuses a stale attempt.
    Fences.hold(
        session,
        batch.stream().collect(Collectors.toMap(DatasetLoad::partition, DatasetLoad::fence)));
    Set<PartitionInput> current =
        committed.among(session, batch.stream().map(DatasetLoad::input).toList());
    Map<DatasetLoad, DatasetReport> reports = new HashMap<>();
    for (Family family : families) {
      List<DatasetLoad> loads =
          batch.stream()
              .filter(
                  load ->
                      family.has(dictionary.dataset(load.dataset()))
                          && !current.contains(load.input()))
              .sorted(Comparator.comparing(DatasetLoad::date).thenComparing(DatasetLoad::dataset))
              .toList();
      if (!loads.isEmpty()) {
        reports.putAll(load(session, family, loads));
      }
    }
    return new LoadReport(
        new Reconciliations(session, dictionary, now())
            .evaluate(
                batch.stream().map(load -> reports.getOrDefault(load, unchanged(load))).toList()));
  }

  private Map<DatasetLoad, DatasetReport> load(
      Session session, Family family, List<DatasetLoad> loads) {
    Ledger ledger = new Ledger(session, dictionary, now());
    LoadSteps steps = new LoadSteps();
    Loading loading =
        Loading.on(
            session, dictionary, reader, new StagedBatch(session, dictionary, lake).stage(loads));
    new EvaluatedChecks(dictionary).stage(session, loads);
    loading.lake().stage("quarantine");
    steps.done("batch");
    family.stage(loading);
    loading.lake().verify();
    steps.done("stage");
    StagedRowChecks rowChecks = new StagedRowChecks(session, dictionary);
    family.facts().forEach(rowChecks::evaluate);
    steps.done("row checks");
    family.check(loading);
    RowCountCheck.evaluate(session, dictionary, family.facts());
    QuarantineRows.explain(session);
    steps.done("checks");
    ledger.decide();
    Precedence precedence = new Precedence(session, dictionary);
    family.facts().forEach(precedence::leaveOut);
    ledger.keepChecks();
    QuarantineRows.keep(session);
    family.dimensions(loading);
    steps.done("dimensions");
    for (Fact fact : family.facts()) {
      ledger.deleteFormerRows(fact);
      precedence.replaceLower(fact);
      loading.facts().insert(fact);
    }
    family.derive(loading);
    ledger.write(family.staged());
    steps.done("facts");
    LOG.debug("{} loads: {}", loads.size(), steps);
    return new ReportReader(session).read(loads);
  }

  private void validate(List<DatasetLoad> batch) {
    Set<String> seen = new HashSet<>();
    for (DatasetLoad load : batch) {
      String name = load.dataset() + " " + load.date();
      if (!seen.add(name)) {
        throw new IllegalArgumentException(name + " stands in the batch twice");
      }
      Dataset dataset = dictionary.dataset(load.dataset());
      if (families.stream().noneMatch(family -> family.has(dataset))) {
        throw new IllegalArgumentException(load.dataset() + " fills no table of the warehouse");
      }
      for (String table : dataset.lineage().lakeTables()) {
        if (!load.manifests().containsKey(table)) {
          throw new IllegalArgumentException(
              "%s, attempt %s: no manifest of %s, only of %s"
                  .formatted(name, load.attemptId(), table, load.manifests().keySet()));
        }
      }
      load.manifests().forEach((table, manifest) -> validate(load, table, manifest));
      for (Manifest manifest : load.evidence()) {
        if (!manifest.date().equals(load.date()) || manifest.dataset().equals(load.dataset())) {
          throw new IllegalArgumentException(
              name
                  + ": "
                  + manifest.folder()
                  + " is no evidence from another dataset of that date");
        }
      }
    }
  }

  private static void validate(DatasetLoad load, String table, Manifest manifest) {
    String expected = Lake.folder(table, load.dataset(), load.date(), load.attemptId());
    if (!manifest.folder().equals(expected)) {
      throw new IllegalArgumentException(
          "the manifest of %s of %s %s is of %s, not of %s"
              .formatted(table, load.dataset(), load.date(), manifest.folder(), expected));
    }
  }

  private static DatasetReport unchanged(DatasetLoad load) {
    return new DatasetReport(
        load.partition(), Outcome.UNCHANGED, List.of(), CheckCounts.NONE, List.of(), List.of());
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}
