package io.tapehouse.sql;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an attempt would write to the lake for one dataset of one date: the lake's tables in a
 * database in memory, filled by SQL, changed at will, and written as Parquet. Tables of other
 * datasets of the date lie in the schema {@code evidence}.
 */
public final class LakeDay implements AutoCloseable {

  private final Dictionary dictionary = Dictionary.load();
  private final Lake lake;
  private final String dataset;
  private final LocalDate date;
  private final Connection connection;
  private final Map<String, String> evidence = new LinkedHashMap<>();
  private final Map<String, String> missing = new HashMap<>();
  private final List<String> own = new ArrayList<>();
  private int version = 1;
  private long quarantined;

  LakeDay(Lake lake, String dataset, LocalDate date) {
    this.lake = lake;
    this.dataset = dataset;
    this.date = date;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    change("CREATE SCHEMA evidence");
    change("SET TimeZone = 'UTC'");
    fill("quarantine", "SELECT NULL, NULL, NULL, NULL WHERE false");
  }

  /** A table of this dataset, filled by a query. */
  LakeDay fill(String table, String query) {
    own.add(table);
    return create(table, table, query);
  }

  /** A table of another dataset of the date, filled by a query. */
  LakeDay evidence(String table, String from, String query) {
    evidence.put(table, from);
    return create("evidence." + table, table, query);
  }

  /** Runs any statement over the tables. */
  LakeDay change(String statement) {
    try (Statement run = connection.createStatement()) {
      run.execute(statement);
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** Takes evidence away. */
  LakeDay without(String from, String why) {
    evidence.values().removeIf(from::equals);
    missing.put(from, why);
    return this;
  }

  /** Takes a table of this dataset away. */
  LakeDay withoutTable(String table) {
    own.remove(table);
    return this;
  }

  /** Another version of the publisher's file. */
  LakeDay version(int number) {
    version = number;
    return this;
  }

  /** A line of the file that could not be read. */
  LakeDay quarantine(String file, long line) {
    quarantined++;
    return change(
        "INSERT INTO quarantine VALUES ('%s', %d, 'expected a price, found x', 'raw line')"
            .formatted(file, line));
  }

  /** Writes Parquet and manifests. */
  DatasetLoad write() {
    String attempt = "%s-%s-v%d".formatted(dataset, date, version);
    Map<String, Manifest> manifests = new HashMap<>();
    for (String table : own) {
      manifests.put(table, write(table, table, dataset, attempt));
    }
    List<Manifest> others = new ArrayList<>();
    evidence.forEach(
        (table, from) ->
            others.add(
                write("evidence." + table, table, from, from + "-" + date + "-v" + version)));
    Map<String, RowCounts> rows = new HashMap<>();
    for (Table table : dictionary.warehouseTables()) {
      if (table.sources().contains(dataset) && table.isLoaded()) {
        rows.put(table.name(), new RowCounts(1000 + quarantined, 1000, quarantined));
      }
    }
    return new DatasetLoad(
        new Partition(dataset, date),
        version,
        "sha256-of-" + attempt,
        1,
        attempt,
        1,
        manifests,
        others,
        rows,
        missing);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The columns of a table of the lake but the first, which is the attempt's. */
  private List<Table.Column> columns(String table) {
    List<Table.Column> all = dictionary.lakeTable(table).columns();
    return all.subList(1, all.size());
  }

  private LakeDay create(String name, String table, String query) {
    String columns =
        columns(table).stream()
            .map(
                column ->
                    column.name() + " " + column.type() + (column.nullable() ? "" : " NOT NULL"))
            .collect(Collectors.joining(", "));
    change("CREATE TABLE %s (%s)".formatted(name, columns));
    return change("INSERT INTO %s %s".formatted(name, query));
  }

  private Manifest write(String name, String table, String from, String attempt) {
    try {
      long rows = count(name);
      String file = Lake.folder(table, from, date, attempt) + "part-0.parquet";
      List<LakeFile> files = List.of();
      if (rows > 0) {
        Path target = Files.createTempFile("lake-day", ".parquet");
        // Spark marks its timestamps as UTC, so the fixture does.
        String columns =
            columns(table).stream()
                .map(
                    column ->
                        column.type().equals("TIMESTAMP")
                            ? "timezone('UTC', %1$s) AS %1$s".formatted(column.name())
                            : column.name())
                .collect(Collectors.joining(", "));
        change(
            "COPY (SELECT '%s' AS attempt_id, %s FROM %s) TO '%s' (FORMAT parquet)"
                .formatted(attempt, columns, name, target));
        files = List.of(new LakeFile("part-0.parquet", Files.size(target), rows));
        // An attempt that is written twice has the second one's rows.
        lake.store().delete(file);
        lake.store().putIfAbsent(file, target);
        Files.delete(target);
      }
      Manifest manifest = new Manifest(table, new Partition(from, date), attempt, files);
      if (lake.manifest(table, from, date, attempt).isEmpty()) {
        lake.publish(manifest);
      }
      return manifest;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String name) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
