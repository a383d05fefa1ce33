package io.tapehouse.emulators.spark;

import io.tapehouse.store.Json;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What is in a lake by its manifests, told by DuckDB. */
record LakeRows(Path lake) {

  /** The manifest that stands in the lake, read anew. */
  Manifest standing(Manifest named) throws IOException {
    return Json.MAPPER.readValue(
        Files.readAllBytes(lake.resolve(named.folder()).resolve("_manifest.json")),
        Manifest.class);
  }

  /** Rows that one of two has and the other lacks, each as often as it is too many. */
  static long differences(LakeRows one, Manifest ofOne, LakeRows other, Manifest ofOther)
      throws SQLException {
    if (ofOne.files().isEmpty() || ofOther.files().isEmpty()) {
      return ofOne.rows() + ofOther.rows();
    }
    String left = one.table(ofOne);
    String right = other.table(ofOther);
    return number(
        "select count(*) from ((%s except all %s) union all (%s except all %s))"
            .formatted(left, right, right, left));
  }

  /** How many rows the files of a manifest have. */
  long count(Manifest manifest) throws SQLException {
    return manifest.files().isEmpty()
        ? 0
        : number("select count(*) from (" + table(manifest) + ")");
  }

  private String table(Manifest manifest) {
    List<String> files =
        manifest.files().stream()
            .map(file -> "'" + lake.resolve(manifest.folder() + file.name()) + "'")
            .toList();
    return "select * from read_parquet([" + String.join(", ", files) + "])";
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
