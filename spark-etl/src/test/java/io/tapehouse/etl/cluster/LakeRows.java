package io.tapehouse.etl.cluster;

import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a lake by its manifests, read by DuckDB.
 *
 * @param scratch for copies
 */
record LakeRows(Lake lake, Path scratch) {

  /** The manifest that stands in the lake, read anew. */
  Manifest standing(Manifest named) throws IOException {
    return lake.manifest(named.table(), named.dataset(), named.date(), named.attemptId())
        .orElseThrow(() -> new IllegalStateException("no manifest in " + named.folder()));
  }

  /** Rows that one of two has and the other lacks, each as often as it is too many. */
  static long differences(LakeRows one, Manifest ofOne, LakeRows other, Manifest ofOther)
      throws IOException, SQLException {
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
  long count(Manifest manifest) throws IOException, SQLException {
    return manifest.files().isEmpty()
        ? 0
        : number("select count(*) from (" + table(manifest) + ")");
  }

  private String table(Manifest manifest) throws IOException {
    Files.createDirectories(scratch);
    List<String> files = new ArrayList<>();
    for (Manifest.LakeFile file : manifest.files()) {
      files.add("'" + lake.store().localCopy(manifest.folder() + file.name(), scratch) + "'");
    }
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
