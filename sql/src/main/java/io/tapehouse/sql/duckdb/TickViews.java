package io.tapehouse.sql.duckdb;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Views of the prints, which stay in the lake: one for each table of prints, under its name, over
 * exactly the files that the manifests of loaded partitions name. A query of one date opens the
 * file of that date alone, since the date is taken from the folder; within a file the engine goes
 * by least and greatest product of each group of rows. For one writer at a time.
 */
final class TickViews {

  private static final Logger LOG = LoggerFactory.getLogger(TickViews.class);

  /** The column that the folder of a file has. */
  private static final String DATE = "trading_date";

  /** The folder of the date, above that of the attempt. */
  private static final String DATE_OF_FILE =
      "CAST(regexp_extract(filename, '(\\d{4}-\\d{2}-\\d{2})[/\\\\][^/\\\\]+[/\\\\][^/\\\\]+$', 1)"
          + " AS DATE)";

  private final Dictionary dictionary;
  private final Lake lake;

  /** Table of prints of each dataset that has one. */
  private final Map<String, String> tables = new HashMap<>();

  /** What was read of manifests, which never change. */
  private final Map<Attempt, List<String>> known = new HashMap<>();

  /** A partition that was loaded. */
  private record Attempt(Partition partition, String attemptId) {}

  TickViews(Dictionary dictionary, Lake lake) {
    this.dictionary = dictionary;
    this.lake = lake;
    for (Dataset dataset : dictionary.datasets()) {
      dataset.lineage().ticks().ifPresent(table -> tables.put(dataset.id(), table));
    }
  }

  /** Whether a load changes what the views are over. */
  boolean areChangedBy(List<DatasetLoad> batch) {
    return batch.stream().anyMatch(load -> tables.containsKey(load.dataset()));
  }

  /**
   * Defines the views anew. What is loaded is loaded, whether this succeeds or not: a failure is a
   * warning, and the views stay as they were.
   */
  void define(Session session) {
    try {
      Map<String, List<String>> files = files(session);
      for (String table : new HashSet<>(tables.values())) {
        session.execute(view(dictionary.lakeTable(table), files.getOrDefault(table, List.of())));
      }
    } catch (IOException | WarehouseException e) {
      LOG.warn(
          "views of ticks: not renewed, so they lack what was loaded last: {}; the next load or"
              + " start tries again",
          e.getMessage());
    }
  }

  /** The files of each table, those of the oldest date first. */
  private Map<String, List<String>> files(Session session) throws IOException {
    Map<String, List<String>> files = new HashMap<>();
    Set<Attempt> loaded = new HashSet<>();
    for (Attempt attempt : attempts(session)) {
      String table = tables.get(attempt.partition().dataset());
      if (table != null) {
        loaded.add(attempt);
        List<String> locations = known.get(attempt);
        if (locations == null) {
          locations = locations(table, attempt);
          known.put(attempt, locations);
        }
        files.computeIfAbsent(table, key -> new ArrayList<>()).addAll(locations);
      }
    }
    known.keySet().retainAll(loaded);
    return files;
  }

  private static List<Attempt> attempts(Session session) {
    return session.list(
        """
        SELECT DISTINCT dataset, partition_date, attempt_id FROM load_ledger
        WHERE status = 'committed' ORDER BY partition_date, dataset""",
        row ->
            new Attempt(
                new Partition(row.getString(1), row.getObject(2, LocalDate.class)),
                row.getString(3)));
  }

  /** None where the attempt kept no prints. */
  private List<String> locations(String table, Attempt attempt) throws IOException {
    Partition partition = attempt.partition();
    Optional<Manifest> manifest =
        lake.manifest(table, partition.dataset(), partition.date(), attempt.attemptId());
    return manifest.isEmpty() ? List.of() : lake.locations(manifest.get());
  }

  private static String view(Table table, List<String> files) {
    String name = Identifier.of(table.name());
    // The first column of each table of the lake is the attempt.
    List<Table.Column> columns = table.columns().subList(1, table.columns().size());
    if (files.isEmpty()) {
      return "CREATE OR REPLACE VIEW %s AS SELECT %s WHERE false"
          .formatted(name, list(columns, column -> "CAST(NULL AS " + column.type() + ")"));
    }
    return "CREATE OR REPLACE VIEW %s AS SELECT %s FROM read_parquet([%s], filename = true)"
        .formatted(
            name,
            list(
                columns,
                column -> column.name().equals(DATE) ? DATE_OF_FILE : Identifier.of(column.name())),
            Literal.list(files));
  }

  private static String list(List<Table.Column> columns, Function<Table.Column, String> value) {
    return columns.stream()
        .map(column -> value.apply(column) + " AS " + Identifier.of(column.name()))
        .collect(Collectors.joining(", "));
  }
}
