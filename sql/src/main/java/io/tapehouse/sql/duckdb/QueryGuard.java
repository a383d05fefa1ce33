package io.tapehouse.sql.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.sql.RefusedQueryException;
import io.tapehouse.sql.dialect.SqlToken;
import io.tapehouse.sql.dialect.SqlTokens;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * Lets through one statement that reads the warehouse and nothing else. The engine's own parser
 * takes the text apart, so what is judged is what will run. A read-only transaction alone is not
 * enough: a text of several statements can end it and begin another one, even while it is only
 * being prepared; a setting belongs to no transaction; and a query can read files.
 *
 * <p>Of functions in FROM those pass that are known to make rows of their arguments or to describe
 * the engine; of other functions all but those with effects. A table whose name could be a file's
 * is a file to the engine, and is refused.
 */
final class QueryGuard {

  /** Functions in FROM that read no files and run no text as SQL. */
  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "range",
          "generate_series",
          "unnest",
          "repeat",
          "repeat_row",
          "json_each",
          "json_tree",
          "summary",
          "histogram",
          "histogram_values",
          "icu_calendar_names",
          "pg_timezone_names",
          "pragma_show",
          "pragma_table_info",
          "pragma_version",
          "pragma_platform",
          "pragma_collations",
          "pragma_database_size",
          "pragma_storage_info",
          "duckdb_columns",
          "duckdb_constraints",
          "duckdb_databases",
          "duckdb_dependencies",
          "duckdb_functions",
          "duckdb_indexes",
          "duckdb_keywords",
          "duckdb_memory",
          "duckdb_schemas",
          "duckdb_sequences",
          "duckdb_settings",
          "duckdb_tables",
          "duckdb_types",
          "duckdb_views");

  /** Functions with effects, or of which a few bind the engine for long. */
  private static final Set<String> REFUSED_FUNCTIONS =
      Set.of("write_log", "sleep_ms", "nextval", "setval", "currval", "setseed", "getenv");

  /** What begins a statement that reads, but that the engine's parser does not hand over. */
  private static final Pattern EXPLAIN =
      Pattern.compile("explain(\\s+analyze)?\\s", Pattern.CASE_INSENSITIVE);

  private static final Pattern PIVOT =
      Pattern.compile("(from\\s+)?\\(?\\s*(pivot|unpivot)\\b", Pattern.CASE_INSENSITIVE);

  /** Of a statement that is known by its tokens alone: functions that read more than tables. */
  private static final Pattern IN_PIVOT =
      Pattern.compile(
          "read_|parquet|sniff|glob|query|arrow|which_|json_execute|seq_scan|duckdb_|pragma_|test_"
              + "|enable_|disable_|checkpoint|force_|register_|deregister_|create_|destroy_"
              + "|truncate_|write_|sleep_|nextval|setval|getenv");

  private static final Pattern TRAILING = Pattern.compile("[\\s;]+$");

  private static final Pattern FILE_NAME = Pattern.compile(".*[./\\\\:*?\\[].*", Pattern.DOTALL);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Texts that passed: those of prepared and named queries come again and again. */
  private static final int REMEMBERED = 500;

  private final Set<String> passed = remembering();

  private static Set<String> remembering() {
    return Collections.synchronizedSet(
        Collections.newSetFromMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1L;

              @Override
              protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
              }
            }));
  }

  /**
   * Returns when {@code sql} may run.
   *
   * @param files whether it may read files of this machine
   * @throws RefusedQueryException when it may not, or is no SQL; with where, if the parser names it
   */
  void check(DuckDBConnection connection, String sql, boolean files) throws SQLException {
    String key = files ? "files " + sql : sql;
    if (passed.contains(key)) {
      return;
    }
    String text = sql.strip();
    var explain = EXPLAIN.matcher(text);
    String query = explain.lookingAt() ? text.substring(explain.end()) : sql;
    if (PIVOT.matcher(query.strip()).lookingAt()) {
      pivot(query, files);
    } else {
      judge(parse(connection, query), files);
    }
    passed.add(key);
  }

  private static JsonNode parse(DuckDBConnection connection, String sql) throws SQLException {
    try (PreparedStatement parse =
        connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
      parse.setString(1, sql);
      try (ResultSet row = parse.executeQuery()) {
        row.next();
        return JSON.readTree(row.getString(1));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's own JSON cannot be read: " + e.getMessage(), e);
    }
  }

  private static void judge(JsonNode parsed, boolean files) {
    if (parsed.path("error").asBoolean()) {
      if (parsed.path("error_type").asText().equals("parser")) {
        throw RefusedQueryException.syntax(
            parsed.path("error_message").asText(), parsed.path("position").asInt(-1));
      }
      throw RefusedQueryException.readOnly(
          "expected one query that reads (SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE,"
              + " EXPLAIN, PIVOT), found something else");
    }
    int statements = parsed.path("statements").size();
    if (statements != 1) {
      throw RefusedQueryException.readOnly("expected one query, found " + statements);
    }
    if (!files) {
      walk(parsed.path("statements"));
    } else {
      functions(parsed.path("statements"));
    }
  }

  /** Looks at all nodes: a query may stand wherever an expression may. */
  private static void walk(JsonNode node) {
    if (node.isObject()) {
      String type = node.path("type").asText();
      if (type.equals("BASE_TABLE") || type.equals("SHOW_REF")) {
        table(node.path("table_name").asText(), type);
      } else if (type.equals("TABLE_FUNCTION")) {
        tableFunction(node.path("function"));
      }
      function(node);
    }
    node.forEach(QueryGuard::walk);
  }

  private static void functions(JsonNode node) {
    function(node);
    node.forEach(QueryGuard::functions);
  }

  private static void function(JsonNode node) {
    String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
    if (REFUSED_FUNCTIONS.contains(name)) {
      throw RefusedQueryException.notAllowed("the function " + name + " is not for queries");
    }
  }

  private static void table(String name, String type) {
    // A special SHOW has its subject in quotes.
    if (FILE_NAME.matcher(name).matches() && !(type.equals("SHOW_REF") && name.startsWith("\""))) {
      throw RefusedQueryException.notAllowed(
          "queries read the warehouse, not files such as \"%s\" (tapehouse sql --allow-files does)"
              .formatted(name));
    }
  }

  private static void tableFunction(JsonNode function) {
    String name = function.path("function_name").asText().toLowerCase(Locale.ROOT);
    if (!TABLE_FUNCTIONS.contains(name)) {
      throw RefusedQueryException.notAllowed(
          "queries read the warehouse; the function %s in FROM is not for them (tapehouse sql"
                  .formatted(name)
              + " --allow-files runs those that read files)");
    }
  }

  /**
   * A statement that the parser does not hand over; so nothing passes that could name a file, or
   * begin another statement. Where a comment or a string ends is the engine's to say, so a
   * semicolon is refused wherever it stands: preparing a text of two statements carries the first
   * one out.
   */
  private static void pivot(String sql, boolean files) {
    List<SqlToken> tokens = SqlTokens.of(sql);
    if (TRAILING.matcher(sql).replaceFirst("").indexOf(';') >= 0) {
      throw RefusedQueryException.readOnly(
          "expected one query, found a semicolon; PIVOT and UNPIVOT may have none before their end");
    }
    for (int i = 0; i < tokens.size() && !files; i++) {
      SqlToken token = tokens.get(i);
      boolean call = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol("(");
      boolean file = i > 0 && isSource(tokens.get(i - 1)) && token.kind() == SqlToken.Kind.STRING;
      boolean quoted = token.kind() == SqlToken.Kind.QUOTED_NAME;
      boolean named = quoted && FILE_NAME.matcher(token.name()).matches();
      boolean called = call && token.isName() && IN_PIVOT.matcher(token.name()).lookingAt();
      if (file || named || called) {
        throw RefusedQueryException.notAllowed(
            "PIVOT reads the warehouse's tables alone; found " + token.text());
      }
    }
  }

  private static boolean isSource(SqlToken before) {
    return before.is("from")
        || before.is("join")
        || before.is("pivot")
        || before.is("unpivot")
        || before.isSymbol(",");
  }
}
