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
import java.util.List;

/** The files of SQL that make and fill the catalogue, beside this class. */
final class CatalogScript {

  private CatalogScript() {}

  /** The text of a file. */
  static String read(String file) {
    try (InputStream in = CatalogScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Runs the statements of a text. The engine takes them all at once, which is faster by half. */
  static void run(Connection connection, String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** Runs what a query gives: each row is a statement. */
  static void runResult(Connection connection, String query) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        statements.add(row.getString(1));
      }
    }
    run(connection, String.join(";\n", statements));
  }
}
