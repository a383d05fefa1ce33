package io.tapehouse.gateway.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The files of SQL that make and fill the catalogue, beside this class. */
final class CatalogScript {

  private CatalogScript() {}

  /** Its statements without comments. A semicolon at the end of a line ends a statement. */
  static List<String> read(String file) {
    try (InputStream in = CatalogScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      String bare =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.strip().startsWith("--"))
              .collect(Collectors.joining("\n"));
      return Arrays.stream(bare.split(";\\s*(\n|$)", -1))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Runs statements one after the other. */
  static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Runs what queries give: each row is a statement. */
  static void runResults(Connection connection, List<String> queries) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String query : queries) {
        try (ResultSet row = statement.executeQuery(query)) {
          while (row.next()) {
            statements.add(row.getString(1));
          }
        }
      }
    }
    run(connection, statements);
  }
}
