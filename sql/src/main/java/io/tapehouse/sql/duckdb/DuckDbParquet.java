package io.tapehouse.sql.duckdb;

import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.sql.load.ParquetFile;
import io.tapehouse.sql.load.ParquetReader;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB reads Parquet where it lies. */
public final class DuckDbParquet implements ParquetReader {

  @Override
  public String relation(Session session, Table table, List<ParquetFile> files) {
    return files.isEmpty()
        ? nothing(table)
        : "read_parquet(["
            + Literal.list(files.stream().map(ParquetFile::location).toList())
            + "])";
  }

  private static String nothing(Table table) {
    return table.columns().stream()
        .map(
            column ->
                "CAST(NULL AS %s) AS %s".formatted(column.type(), Identifier.of(column.name())))
        .collect(Collectors.joining(", ", "(SELECT ", " WHERE false)"));
  }
}
