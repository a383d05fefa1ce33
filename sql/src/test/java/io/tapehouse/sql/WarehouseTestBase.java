package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.LoadReport.DatasetReport;
import io.tapehouse.sql.LoadReport.Outcome;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A migrated, empty warehouse and a lake for each test. */
abstract class WarehouseTestBase {

  static final LocalDate MONDAY = LocalDate.of(2021, 7, 26);
  static final LocalDate TUESDAY = MONDAY.plusDays(1);
  static final Clock CLOCK = Clock.fixed(Instant.parse("2021-07-27T09:30:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  Lake lake;
  LakeDays days;
  Warehouse warehouse;

  /** Number of the last attempt. */
  long fence;

  /** Opens the warehouse under test. */
  abstract Warehouse open(Path home, Lake from, Clock clock);

  /** A lake of its own for each test. */
  Lake openLake() {
    return new Lake(new FolderObjectStore(folder.resolve("lake")));
  }

  @BeforeEach
  void openWarehouse() {
    lake = openLake();
    days = new LakeDays(lake);
    warehouse = open(folder, lake, CLOCK);
    warehouse.migrate();
  }

  @AfterEach
  void closeWarehouse() {
    warehouse.close();
    closed();
  }

  /** What is to be tidied up after the warehouse. */
  void closed() {}

  /** Loads one day and closes its fixture. */
  DatasetReport load(LakeDay day) {
    try (day) {
      return load(List.of(day.write())).datasets().get(0);
    }
  }

  /** Loads a batch as a new attempt. */
  LoadReport load(List<DatasetLoad> batch) {
    return warehouse.load(Fenced.taken(warehouse, ++fence, batch));
  }

  void committed(LakeDay day) {
    DatasetReport report = load(day);
    assertThat(report.failures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
  }

  /** The rows of a query as CSV lines without the header. */
  List<String> rows(String sql) {
    return text(sql, ResultFormat.CSV).lines().skip(1).toList();
  }

  /** The same in the order of the lines, for queries whose engine is free to choose one. */
  List<String> sorted(String sql) {
    return rows(sql).stream().sorted().toList();
  }

  String text(String sql, ResultFormat format) {
    StringWriter text = new StringWriter();
    try {
      warehouse.query(sql, format.to(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
