package io.tapehouse.emulators.redshift;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads Parquet files with DuckDB, as rows in the text form of PostgreSQL's COPY. */
final class ParquetRows implements AutoCloseable {

  /** Where rows go. */
  @FunctionalInterface
  interface Sink {
    void accept(byte[] rows) throws IOException;
  }

  private static final int CHUNK = 1 << 16;

  private final Connection duckdb;

  ParquetRows() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    properties.setProperty("threads", "1");
    duckdb = DriverManager.getConnection("jdbc:duckdb:", properties);
  }

  /**
   * Sends the rows of a file, in its order; columns by place, whatever their names.
   *
   * @param file where it was fetched to
   * @param location for messages
   * @return how many rows
   * @throws ServerError when its columns are not those of the table
   */
  long send(Path file, S3Object location, List<TargetColumn> columns, Sink sink)
      throws SQLException, IOException, ServerError {
    String source =
        "read_parquet('" + file.toString().replace("'", "''") + "', hive_partitioning = false)";
    List<String> expressions = new ArrayList<>();
    try (Statement statement = duckdb.createStatement()) {
      try (ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
        while (found.next()) {
          expressions.add(expression(found, expressions.size(), columns, location));
        }
      }
      if (expressions.size() != columns.size()) {
        throw ServerError.internal(
            "Spectrum Scan Error",
            15007,
            "Unmatched number of columns between table and file. Table columns: %d, Data columns: %d, File name: %s"
                .formatted(columns.size(), expressions.size(), location));
      }
      try (ResultSet rows =
          statement.executeQuery("SELECT " + String.join(", ", expressions) + " FROM " + source)) {
        return send(rows, columns.size(), sink);
      }
    }
  }

  private static String expression(
      ResultSet found, int place, List<TargetColumn> columns, S3Object location)
      throws SQLException, ServerError {
    String type = found.getString("column_type");
    if (place < columns.size() && !columns.get(place).takes(type)) {
      throw ServerError.internal(
          "Spectrum Scan Error",
          15007,
          "File '%s' has an incompatible Parquet schema for column '%s'. Column type: %s, Parquet schema: %s %s"
              .formatted(
                  location,
                  columns.get(place).name(),
                  columns.get(place).parquetType(),
                  type,
                  found.getString("column_name")));
    }
    String name = "\"" + found.getString("column_name").replace("\"", "\"\"") + "\"";
    return type.endsWith("WITH TIME ZONE")
        ? "CAST(" + name + " AT TIME ZONE 'UTC' AS VARCHAR)"
        : "CAST(" + name + " AS VARCHAR)";
  }

  private static long send(ResultSet rows, int columns, Sink sink)
      throws SQLException, IOException {
    StringBuilder chunk = new StringBuilder();
    long count = 0;
    for (; rows.next(); count++) {
      for (int column = 1; column <= columns; column++) {
        field(chunk, rows.getString(column));
        chunk.append(column < columns ? '\t' : '\n');
      }
      if (chunk.length() >= CHUNK) {
        sink.accept(chunk.toString().getBytes(StandardCharsets.UTF_8));
        chunk.setLength(0);
      }
    }
    if (!chunk.isEmpty()) {
      sink.accept(chunk.toString().getBytes(StandardCharsets.UTF_8));
    }
    return count;
  }

  private static void field(StringBuilder to, @Nullable String value) {
    if (value == null) {
      to.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> to.append("\\\\");
        case '\t' -> to.append("\\t");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        default -> to.append(c);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
