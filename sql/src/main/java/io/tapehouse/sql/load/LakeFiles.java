package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Parquet of a batch as the engine reads it. One scan takes the files of all days; {@code
 * stage_manifest} has the load to which the rows of an attempt belong.
 */
final class LakeFiles {

  private final Session session;
  private final Dictionary dictionary;
  private final ParquetReader reader;
  private final Map<String, List<ParquetFile>> files;

  /** What the reader made of tables of the lake: the same one is asked for more than once. */
  private final Map<String, String> relations = new HashMap<>();

  /** Names of staged tables by the table of the lake that they were made from. */
  private final Map<String, String> staged = new LinkedHashMap<>();

  /**
   * Reads for one batch.
   *
   * @param files by table of the lake
   */
  LakeFiles(
      Session session,
      Dictionary dictionary,
      ParquetReader reader,
      Map<String, List<ParquetFile>> files) {
    this.session = session;
    this.dictionary = dictionary;
    this.reader = reader;
    this.files = files;
  }

  /**
   * A FROM clause of all rows of a table of the lake: {@code f} has load_no and dataset, {@code p}
   * the columns of the table.
   */
  String rows(String lakeTable) {
    String relation =
        relations.computeIfAbsent(
            lakeTable,
            name ->
                reader.relation(
                    session, dictionary.lakeTable(name), files.getOrDefault(name, List.of())));
    return relation
        + " p JOIN stage_manifest f ON f.lake_table = '"
        + lakeTable
        + "' AND f.attempt_id = p.attempt_id";
  }

  /** Copies a table of the lake to {@code stage_lake_<table>} with load_no and dataset in front. */
  void stage(String lakeTable) {
    Table table = dictionary.lakeTable(lakeTable);
    session.temporary(
        "stage_lake_" + lakeTable,
        "AS SELECT f.load_no, f.dataset, %s FROM %s".formatted(columns(table), rows(lakeTable)));
    staged(lakeTable, "stage_lake_" + lakeTable);
  }

  /** Declares that all rows of a table of the lake are in a staged table now. */
  void staged(String lakeTable, String table) {
    staged.put(lakeTable, table);
  }

  /**
   * Holds what was staged against the manifests: a file cut short, or a row that names an unknown
   * contract, is a defect of the lake and not of the publisher's file.
   *
   * @throws WarehouseException when rows are missing
   */
  void verify() {
    String found =
        staged.entrySet().stream()
            .map(
                entry ->
                    "SELECT '%s' AS lake_table, load_no, count(*) AS found FROM %s GROUP BY load_no"
                        .formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(" UNION ALL "));
    List<String> wrong =
        session.list(
            """
            SELECT l.dataset || ' ' || CAST(l.partition_date AS VARCHAR) || ', attempt ' || l.attempt_id
                || ': the manifests of ' || m.lake_table || ' promise ' || CAST(m.promised AS VARCHAR) || ' rows, '
                || CAST(coalesce(s.found, 0) AS VARCHAR) || ' could be staged'
            FROM (SELECT lake_table, load_no, CAST(sum(manifest_rows) AS BIGINT) AS promised
                FROM stage_manifest GROUP BY lake_table, load_no) m
            JOIN stage_load l ON l.load_no = m.load_no
            LEFT JOIN (%s) s ON s.load_no = m.load_no AND s.lake_table = m.lake_table
            WHERE m.promised <> coalesce(s.found, 0) AND m.lake_table IN (%s)
            ORDER BY m.load_no"""
                .formatted(found, Literal.list(List.copyOf(staged.keySet()))),
            row -> row.getString(1));
    if (!wrong.isEmpty()) {
      throw new WarehouseException(String.join("; ", wrong));
    }
  }

  /** A column of the lake; Spark marks its timestamps as UTC, the warehouse's have no zone. */
  static String column(Table.Column column) {
    String name = Identifier.of(column.name());
    return column.type().equals("TIMESTAMP")
        ? "CAST(p.%1$s AS TIMESTAMP) AS %1$s".formatted(name)
        : "p." + name;
  }

  private static String columns(Table table) {
    return table.columns().stream()
        .filter(column -> !column.name().equals("attempt_id"))
        .map(LakeFiles::column)
        .collect(Collectors.joining(", "));
  }
}
