package io.tapehouse.sql;

import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse with the rows of {@link FuturesRows} and {@link StockRows}, which the tests of the
 * named queries only read: one of each engine for all tests of a process, ended with it.
 */
final class FilledWarehouse {

  private static @Nullable FilledWarehouse duckDb;
  private static @Nullable FilledWarehouse redshift;

  private final Warehouse warehouse;

  private FilledWarehouse(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** In DuckDB. */
  static synchronized FilledWarehouse duckDb() {
    FilledWarehouse filled = duckDb;
    if (filled == null) {
      try {
        Path folder = Files.createTempDirectory("filled");
        Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
        MigratedDuckDb.open(folder, lake, WarehouseTestBase.CLOCK).close();
        Path file = folder.resolve("warehouse.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
            Statement statement = connection.createStatement()) {
          for (String sql : statements()) {
            statement.execute(sql);
          }
        }
        filled = new FilledWarehouse(MigratedDuckDb.open(folder, lake, WarehouseTestBase.CLOCK));
        file.toFile().deleteOnExit();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      duckDb = filled;
    }
    return filled;
  }

  /** In the stand-in for Redshift; the test is skipped where there is none. */
  static synchronized FilledWarehouse redshift() {
    FilledWarehouse filled = redshift;
    if (filled == null) {
      RedshiftRoom room = RedshiftRoom.get();
      String database = room.newLastingDatabase();
      try {
        room.execute(database, String.join(";\n", statements()));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      filled =
          new FilledWarehouse(
              RedshiftWarehouse.open(
                  room.settings(database), room.newLake(), WarehouseTestBase.CLOCK));
      redshift = filled;
    }
    return filled;
  }

  private static List<String> statements() {
    List<String> all = new ArrayList<>(FuturesRows.STATEMENTS);
    all.addAll(StockRows.STATEMENTS);
    return all;
  }

  /**
   * The rows of a named query as lines of CSV, without the header.
   *
   * @param parameters as {@code name=value}
   */
  List<String> ask(String query, String... parameters) {
    Map<String, String> given = new HashMap<>();
    for (String one : parameters) {
      given.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    StringWriter text = new StringWriter();
    try {
      warehouse.query(
          NamedQueries.find(query).orElseThrow().bind(given), ResultFormat.CSV.to(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().lines().skip(1).toList();
  }
}
