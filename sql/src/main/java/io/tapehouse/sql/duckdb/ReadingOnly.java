package io.tapehouse.sql.duckdb;

import io.tapehouse.sql.SqlQueryException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Lets through one statement that reads. A read-only transaction alone does not do it: a text of
 * several statements can end it and begin another one, even while it is only being prepared, and a
 * setting belongs to no transaction.
 */
final class ReadingOnly {

  /** Statements that read, but about which the engine's parser returns nothing. */
  private static final Pattern OTHER_READING =
      Pattern.compile("\\s*(explain|pivot|unpivot)\\s[^;]*;?\\s*", Pattern.CASE_INSENSITIVE);

  /** Texts that passed: those of named queries come again and again, with other values. */
  private static final int REMEMBERED = 100;

  private static final Set<String> PASSED =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  private ReadingOnly() {}

  /** Asks the engine's own parser. A syntax error passes: running it gives the error. */
  static void check(DuckDBConnection connection, String sql) throws SQLException {
    if (PASSED.contains(sql)) {
      return;
    }
    parse(connection, sql);
    PASSED.add(sql);
  }

  private static void parse(DuckDBConnection connection, String sql) throws SQLException {
    try (PreparedStatement parse =
        connection.prepareStatement(
            """
            SELECT json_extract_string(parsed, '$.error_type'),
                coalesce(json_array_length(parsed, '$.statements'), 0)
            FROM (SELECT json_serialize_sql(CAST(? AS VARCHAR)) AS parsed)""")) {
      parse.setString(1, sql);
      try (ResultSet row = parse.executeQuery()) {
        row.next();
        String error = row.getString(1);
        long selects = row.getLong(2);
        boolean passes =
            error == null
                ? selects == 1
                : error.equals("parser") || OTHER_READING.matcher(sql).matches();
        if (!passes) {
          throw new SqlQueryException(
              selects > 1
                  ? "expected one query, found %d".formatted(selects)
                  : "expected one query that reads (SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW,"
                      + " SUMMARIZE, EXPLAIN, PIVOT), found something else");
        }
      }
    }
  }
}
