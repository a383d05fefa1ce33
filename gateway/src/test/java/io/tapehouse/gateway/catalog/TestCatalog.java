package io.tapehouse.gateway.catalog;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A catalogue of the program's own schema, with a session of {@code analyst}. */
final class TestCatalog implements AutoCloseable {

  private final Catalog catalog;
  private final CatalogSession session;

  private TestCatalog(List<Relation> relations) throws SQLException {
    catalog = Catalog.open(Dictionary.load());
    catalog.fill(relations);
    session = catalog.session("analyst", "15.0", 77);
  }

  static TestCatalog open() {
    try {
      return new TestCatalog(relations());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a warehouse has after all migrations. */
  static List<Relation> relations() {
    try {
      Path folder = Files.createTempDirectory("catalog");
      try (DuckDbWarehouse warehouse =
          DuckDbWarehouse.open(
              folder.resolve("warehouse.duckdb"),
              new WarehouseConfig(1000, 2, Optional.empty()),
              new Lake(new FolderObjectStore(folder.resolve("lake"))))) {
        warehouse.migrate();
        try (Connection connection = warehouse.queryEngine().open()) {
          return Relation.read(connection);
        }
      } finally {
        try (var files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Catalog catalog() {
    return catalog;
  }

  CatalogSession session() {
    return session;
  }

  /**
   * The answer to a client's statement: names of the columns, then rows with a bar between values.
   */
  List<String> ask(String sql, String... parameters) {
    return ask(session, sql, parameters);
  }

  List<String> ask(CatalogSession asking, String sql, String... parameters) {
    String translated =
        catalog
            .translate(sql)
            .orElseThrow(() -> new AssertionError("not for the catalogue: " + sql));
    try (PreparedStatement query = asking.connection().prepareStatement(translated)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        int width = row.getMetaData().getColumnCount();
        List<String> answer = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          values.add(row.getMetaData().getColumnLabel(i));
        }
        answer.add(String.join("|", values));
        while (row.next()) {
          values.clear();
          for (int i = 1; i <= width; i++) {
            values.add(String.valueOf(row.getString(i)));
          }
          answer.add(String.join("|", values));
        }
        return answer;
      }
    } catch (SQLException e) {
      throw new AssertionError(sql + "\nas " + translated, e);
    }
  }

  /** The rows of an answer, without the names of the columns. */
  List<String> rows(String sql, String... parameters) {
    List<String> answer = ask(sql, parameters);
    return answer.subList(1, answer.size());
  }

  @Override
  public void close() throws SQLException {
    session.close();
    catalog.close();
  }
}
