package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The Parquet of a batch as the engine reads it. One scan takes the files of all days; {@code
 * stage_file} says to which load each file belongs.
 */
final class LakeFiles {

  private final Session session;
  private final Dictionary dictionary;

  LakeFiles(Session session, Dictionary dictionary) {
    this.session = session;
    this.dictionary = dictionary;
  }

  /**
   * A FROM clause of all rows of a table of the lake: {@code f} has load_no and dataset, {@code p}
   * the columns of the table.
   */
  String rows(String lakeTable) {
    List<String> locations =
        session.list(
            "SELECT location FROM stage_file WHERE lake_table = ?",
            row -> row.getString(1),
            lakeTable);
    String source =
        locations.isEmpty()
            ? nothing(dictionary.lakeTable(lakeTable))
            : "read_parquet([" + Literal.list(locations) + "], filename = true)";
    return source
        + " p JOIN stage_file f ON f.lake_table = '"
        + lakeTable
        + "' AND f.location = p.filename";
  }

  /** Copies a table of the lake to {@code stage_lake_<table>} with load_no and dataset in front. */
  void stage(String lakeTable) {
    Table table = dictionary.lakeTable(lakeTable);
    session.execute(
        "CREATE OR REPLACE TEMP TABLE stage_lake_%s AS SELECT f.load_no, f.dataset, %s FROM %s"
            .formatted(lakeTable, columns(table), rows(lakeTable)));
    verify(lakeTable, "stage_lake_" + lakeTable);
  }

  /**
   * Holds what was staged against the manifests: a file cut short, or a row that names an unknown
   * contract, is a defect of the lake and not of the publisher's file.
   */
  void verify(String lakeTable, String staged) {
    List<String> wrong =
        session.list(
            """
            SELECT l.dataset || ' ' || l.partition_date || ', attempt ' || l.attempt_id || ': the manifests of '
                || ? || ' promise ' || m.promised || ' rows, ' || coalesce(s.found, 0) || ' could be staged'
            FROM (SELECT load_no, CAST(sum(manifest_rows) AS BIGINT) AS promised
                FROM stage_manifest WHERE lake_table = ? GROUP BY load_no) m
            JOIN stage_load l ON l.load_no = m.load_no
            LEFT JOIN (SELECT load_no, count(*) AS found FROM %s GROUP BY load_no) s ON s.load_no = m.load_no
            WHERE m.promised <> coalesce(s.found, 0)
            ORDER BY m.load_no"""
                .formatted(staged),
            row -> row.getString(1),
            lakeTable,
            lakeTable);
    if (!wrong.isEmpty()) {
      throw new WarehouseException(String.join("; ", wrong));
    }
  }

  /** A column of the lake; Spark marks its timestamps as UTC, the warehouse's have no zone. */
  static String column(Table.Column column) {
    return column.type().equals("TIMESTAMP")
        ? "CAST(p.%1$s AS TIMESTAMP) AS %1$s".formatted(column.name())
        : "p." + column.name();
  }

  private static String columns(Table table) {
    return table.columns().stream().map(LakeFiles::column).collect(Collectors.joining(", "));
  }

  private static String nothing(Table table) {
    return table.columns().stream()
        .map(column -> "CAST(NULL AS %s) AS %s".formatted(column.type(), column.name()))
        .collect(
            Collectors.joining(
                ", ", "(SELECT ", ", CAST(NULL AS VARCHAR) AS filename WHERE false)"));
  }
}
