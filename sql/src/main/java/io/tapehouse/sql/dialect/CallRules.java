package io.tapehouse.sql.dialect;

import java.util.Map;
import java.util.Set;

/** Calls that neither DuckDB nor a macro of {@code functions.sql} takes as Redshift writes them. */
final class CallRules {

  /**
   * Functions that DuckDB knows under the same name with another meaning or another type, and what
   * is called instead. Macros of that name are in {@code functions.sql}.
   */
  private static final Map<String, String> OTHER_FUNCTIONS =
      Map.ofEntries(
          Map.entry("nvl", "coalesce"),
          Map.entry("isnull", "coalesce"),
          Map.entry("octet_length", "strlen"),
          Map.entry("trunc", "redshift_trunc"),
          Map.entry("regexp_replace", "redshift_regexp_replace"));

  /** Aggregates of another type, with macros that take neither DISTINCT nor FILTER. */
  private static final Map<String, String> OTHER_AGGREGATES =
      Map.of("sum", "redshift_sum", "avg", "redshift_avg");

  private static final Set<String> PADS = Set.of("lpad", "rpad");

  private final Statement sql;
  private final SqlEdits edits;
  private final boolean pivots;

  CallRules(Statement sql, SqlEdits edits) {
    this.sql = sql;
    this.edits = edits;
    this.pivots = sql.find(0, sql.size(), "pivot") >= 0;
  }

  /** Rewrites one call. */
  void rewrite(Call call) {
    String name = call.name();
    if (MomentRules.NAMES.contains(name)) {
      new MomentRules(sql, edits).rewrite(call);
    } else if (AggregateRules.NAMES.contains(name)) {
      new AggregateRules(sql, edits).rewrite(call);
    } else if (OTHER_FUNCTIONS.containsKey(name)) {
      edits.replace(sql.at(call.place()), OTHER_FUNCTIONS.get(name));
    } else if (OTHER_AGGREGATES.containsKey(name)) {
      aggregate(call);
    } else if (PADS.contains(name) && call.arguments() == 2) {
      edits.insert(sql.at(call.close()).start(), ", ' '");
    } else if (name.equals("decode") && call.arguments() >= 3) {
      decode(call);
    } else if (name.equals("convert") && call.arguments() == 2) {
      convert(call);
    } else if (name.equals("concat") && call.arguments() == 2) {
      edits.replace(sql.at(call.place()), "redshift_concat");
    } else if (name.equals("json_extract_path_text") && call.arguments() >= 2) {
      json(call);
    }
    nulls(call);
  }

  private void aggregate(Call call) {
    boolean plain =
        call.arguments() == 1
            && !sql.at(call.place() + 2).is("distinct")
            && !sql.at(call.close() + 1).is("filter")
            && sql.find(call.place() + 2, call.close(), "order") < 0;
    if (plain && !pivots) {
      edits.replace(sql.at(call.place()), OTHER_AGGREGATES.get(call.name()));
    }
  }

  /** Rows compare NULL as a value, as DECODE does. */
  private void decode(Call call) {
    edits.replace(sql.at(call.place()), "(CASE row");
    int last = call.arguments() - 1;
    boolean otherwise = last % 2 == 1;
    for (int i = 0; i < call.commas().size(); i++) {
      SqlToken comma = sql.at(call.commas().get(i));
      if (otherwise && i == last - 1) {
        edits.replace(comma, " ELSE");
      } else if (i % 2 == 0) {
        edits.replace(comma, i == 0 ? ") WHEN row(" : " WHEN row(");
      } else {
        edits.replace(comma, ") THEN");
      }
    }
    edits.replace(sql.at(call.close()), " END)");
  }

  private void convert(Call call) {
    int comma = call.commas().get(0);
    String type = sql.text(call.from(0), comma);
    edits.replace(sql.at(call.place()), "CAST");
    edits.replace(sql.at(call.from(0)).start(), sql.at(comma).end(), "");
    edits.insert(sql.at(call.close()).start(), " AS " + type);
  }

  private void json(Call call) {
    edits.replace(sql.at(call.place()), "redshift_json_text");
    edits.replace(sql.at(call.commas().get(0)), ", [");
    edits.insert(sql.at(call.close()).start(), "]");
  }

  /** {@code f(x) IGNORE NULLS OVER}: DuckDB wants it within the parentheses. */
  private void nulls(Call call) {
    int after = call.close() + 1;
    boolean ignored = sql.at(after, "ignore", "nulls") || sql.at(after, "respect", "nulls");
    if (ignored && sql.at(after + 2).is("over")) {
      edits.insert(
          sql.at(call.close()).start(), " " + sql.at(after).text() + " " + sql.at(after + 1).text());
      edits.replace(sql.at(after).start(), sql.at(after + 1).end(), "");
    }
  }
}
