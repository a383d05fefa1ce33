package io.tapehouse.sql;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules of Redshift that no parser knows, held against what was sent, in its order. Each names its
 * page of AWS's Database Developer Guide.
 */
final class RedshiftRules {

  private static final String GUIDE = "https://docs.aws.amazon.com/redshift/latest/dg/";

  private static final int LONGEST_STATEMENT = 16 << 20;

  /** Primary keys that the program proves itself: see KeyProof. */
  private static final Set<String> PROVED =
      Set.of(
          "exchange",
          "index",
          "index_name",
          "derivative",
          "derivative_detail",
          "derivative_spread",
          "ccass_participant",
          "partition_fence");

  /** Words that must not stand in a statement, and the page of the rule. */
  private static final List<Forbidden> FORBIDDEN =
      List.of(
          new Forbidden(
              "a function of PostgreSQL that Redshift lacks",
              "c_unsupported-postgresql-functions.html",
              "\\b(string_agg|array_agg|every|xmlagg|corr|covar_pop|covar_samp|regr_\\w+|clock_timestamp"
                  + "|justify_\\w+|pg_sleep|transaction_timestamp|div|setseed|width_bucket|generate_series"
                  + "|generate_subscripts|bit_length|overlay|convert_from|convert_to|encode|format|quote_nullable"
                  + "|regexp_matches|regexp_split_to_array|regexp_split_to_table)\\s*\\("),
          new Forbidden(
              "IS DISTINCT FROM",
              "c_unsupported-postgresql-functions.html",
              "\\bis\\s+(not\\s+)?distinct\\s+from\\b"),
          new Forbidden(
              "what Redshift left out of PostgreSQL",
              "c_unsupported-postgresql-features.html",
              "\\)\\s*filter\\s*\\(|\\bdistinct\\s+on\\b|\\bon\\s+conflict\\b|\\breturning\\b|\\blateral\\b"
                  + "|\\bfor\\s+update\\b|\\bsavepoint\\b|\\bcreate\\s+(unique\\s+)?index\\s+\\w+\\s+on\\b"
                  + "|\\bcreate\\s+sequence\\b"),
          new Forbidden(
              "a word of DuckDB",
              "c_SQL_commands.html",
              "\\b(read_parquet|arg_min|arg_max|any_value|list_agg|median_disc|hugeint|quantile_cont)\\b"
                  + "|\\bor\\s+replace\\s+temp|\\b(order|group)\\s+by\\s+all\\b|//"),
          new Forbidden(
              "a function of the leader node alone",
              "c_SQL_functions_leader_node_only.html",
              "\\b(current_schemas?|has_\\w+_privilege|age|now|isfinite|ascii|get_bit|get_byte|set_bit|set_byte"
                  + "|to_ascii)\\s*\\(|\\b(current_time|current_timestamp|localtime|localtimestamp)\\b"),
          new Forbidden(
              "an aggregate over a window with an order and without a frame",
              "r_Window_function_synopsis.html",
              "\\b(sum|avg|count|min|max|first_value|last_value|nth_value)\\s*\\([^()]*\\)\\s*over\\s*"
                  + "\\((?![^()]*\\brows\\b)[^()]*order\\s+by"),
          new Forbidden(
              "a key of another table, which nothing proves",
              "t_Defining_constraints.html",
              "\\breferences\\b|\\bforeign\\s+key\\b|\\bunique\\s*\\("),
          new Forbidden(
              "a column of VARCHAR without a length: 256 bytes",
              "r_Character_types.html",
              "^create\\s+(temp\\s+)?table[^(]*\\((?!\\s*select).*\\bvarchar(?!\\s*\\()"),
          new Forbidden(
              "what ends a transaction by itself", "r_TRUNCATE.html", "^(truncate|vacuum)\\b"),
          new Forbidden(
              "a subquery that skips a query block",
              "r_correlated_subqueries.html",
              "exists\\s*\\([^()]*exists\\s*\\("));

  private static final Pattern COPY =
      Pattern.compile(
          "COPY copy_(\\w+) FROM 's3://[^']+' IAM_ROLE 'arn:[^']+' FORMAT AS PARQUET MANIFEST");

  private static final Pattern MERGE =
      Pattern.compile(
          "MERGE INTO (\\w+) USING (\\w+)( \\w+)?\\s+ON ((?!\\bAND\\s+WHEN).)*?"
              + "\\s+WHEN MATCHED THEN UPDATE SET ((?!WHEN).)*"
              + "\\s+WHEN NOT MATCHED THEN INSERT \\([\\w, ]+\\)\\s+VALUES \\([\\w., ]+\\)",
          Pattern.DOTALL);

  private static final Pattern CREATE =
      Pattern.compile(
          "CREATE (TEMP )?TABLE (IF NOT EXISTS )?(?<name>\\w+) \\(\\s*(?<body>.*?)\\s*\\)(?<tail> DISTSTYLE.*)?",
          Pattern.DOTALL);

  private RedshiftRules() {}

  private record Forbidden(String what, String page, Pattern pattern) {
    Forbidden(String what, String page, String pattern) {
      this(what, page, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
    }
  }

  /** What breaks a rule: which, where it stands, and the statement. */
  static List<String> broken(List<String> sent) {
    List<String> broken = new ArrayList<>();
    Map<String, List<String>> columns = new HashMap<>();
    String before = "";
    for (String sql : sent) {
      String bare = bare(sql);
      Stream.of(
              FORBIDDEN.stream()
                  .filter(rule -> rule.pattern().matcher(bare).find())
                  .map(rule -> rule.what() + " (" + GUIDE + rule.page() + ")")
                  .toList(),
              size(sql),
              created(sql, columns),
              copied(sql, columns),
              merged(sql),
              ordered(before, sql))
          .flatMap(List::stream)
          .forEach(what -> broken.add(what + ": " + sql));
      before = sql;
    }
    return broken;
  }

  /** A statement without the texts in it. */
  private static String bare(String sql) {
    return sql.strip().replaceAll("'[^']*+'", "''");
  }

  private static List<String> size(String sql) {
    List<String> broken = new ArrayList<>();
    if (sql.getBytes(StandardCharsets.UTF_8).length >= LONGEST_STATEMENT) {
      broken.add("a statement of 16 MB or more (" + GUIDE + "c_redshift-sql.html)");
    }
    if (sql.startsWith("INSERT") && bare(sql).split("\\), \\(", -1).length > 1000) {
      broken.add(
          "more rows in one INSERT than we allow ("
              + GUIDE
              + "c_best-practices-multi-row-inserts.html)");
    }
    if (sql.startsWith("SET query_group")
        && sql.length() > "SET query_group TO ''".length() + 320) {
      broken.add("a query group of more than 320 characters (" + GUIDE + "r_query_group.html)");
    }
    return broken;
  }

  private static List<String> created(String sql, Map<String, List<String>> columns) {
    Matcher table = CREATE.matcher(sql.strip());
    if (!table.matches() || table.group("body").startsWith("SELECT")) {
      return List.of();
    }
    List<String> broken = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String element : table.group("body").split(",\\s*(?![^(]*\\))", -1)) {
      String name = element.strip().split("\\s", 2)[0];
      if (name.equals("PRIMARY")) {
        if (!PROVED.contains(table.group("name"))) {
          broken.add(
              "a primary key that nothing proves (" + GUIDE + "t_Defining_constraints.html)");
        }
        continue;
      }
      if (!name.startsWith("\"") && Identifier.isReserved(name)) {
        broken.add(
            "the reserved word " + name + " without quotes (" + GUIDE + "r_pg_keywords.html)");
      }
      names.add(name.replace("\"", "").toLowerCase(Locale.ROOT));
    }
    columns.put(table.group("name"), names);
    if (!sql.contains("CREATE TEMP") && !sql.contains(") DISTSTYLE ")) {
      broken.add("a table without its physical clauses (" + GUIDE + "r_CREATE_TABLE_NEW.html)");
    }
    if (names.size() > 1600) {
      broken.add("more than 1,600 columns (" + GUIDE + "r_CREATE_TABLE_usage.html)");
    }
    return broken;
  }

  /** COPY of Parquet goes by position and takes as many columns as the files have. */
  private static List<String> copied(String sql, Map<String, List<String>> columns) {
    if (!sql.startsWith("COPY")) {
      return List.of();
    }
    String page = " (" + GUIDE + "copy-usage_notes-copy-from-columnar.html)";
    Matcher copy = COPY.matcher(sql);
    if (!copy.matches()) {
      return List.of("a parameter that COPY of Parquet does not take" + page);
    }
    List<String> expected =
        Dictionary.load().lakeTable(copy.group(1)).columns().stream()
            .map(Table.Column::name)
            .toList();
    List<String> found =
        Optional.ofNullable(columns.get("copy_" + copy.group(1))).orElse(List.of());
    return expected.equals(found)
        ? List.of()
        : List.of("COPY into " + found + " of files with " + expected + page);
  }

  private static List<String> merged(String sql) {
    return sql.startsWith("MERGE") && !MERGE.matcher(sql.strip()).matches()
        ? List.of("MERGE in a form that Redshift lacks (" + GUIDE + "r_MERGE.html)")
        : List.of();
  }

  /** The snapshot is taken by the first statement that is no LOCK. */
  private static List<String> ordered(String before, String sql) {
    return before.equals("BEGIN") && !sql.startsWith("LOCK ")
        ? List.of(
            "a transaction that does not begin with LOCK (" + GUIDE + "c_serial_isolation.html)")
        : List.of();
  }
}
