package io.tapehouse.sql.dialect;

import java.util.HashSet;
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
          Map.entry("regexp_replace", "redshift_regexp_replace"));

  /**
   * Functions whose macros differ by the type of their argument; those of aggregates take neither
   * DISTINCT nor FILTER.
   */
  private static final Map<String, String> BY_TYPE =
      Map.of("sum", "redshift_sum", "avg", "redshift_avg", "trunc", "redshift_trunc");

  private static final Set<String> AGGREGATES =
      Set.of(
          "sum",
          "avg",
          "count",
          "min",
          "max",
          "median",
          "stddev",
          "stddev_samp",
          "stddev_pop",
          "variance",
          "var_samp",
          "var_pop",
          "any_value",
          "first_value",
          "last_value",
          "lag",
          "lead");

  private static final Set<String> PADS = Set.of("lpad", "rpad");

  private final Statement sql;
  private final SqlEdits edits;
  private final boolean typed;

  /**
   * @param typed whether results get Redshift's types
   */
  CallRules(Statement sql, SqlEdits edits, boolean typed) {
    this.sql = sql;
    this.edits = edits;
    this.typed = typed && sql.find(0, sql.size(), "pivot") < 0;
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
    } else if (BY_TYPE.containsKey(name)) {
      byType(call);
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

  private void byType(Call call) {
    boolean plain =
        call.arguments() == 1
            && isTypeKnown(call)
            && !sql.is(call.place() + 2, "distinct")
            && !sql.is(call.close() + 1, "filter")
            && sql.find(call.place() + 2, call.close(), "order") < 0;
    if (plain && typed) {
      edits.replace(sql.at(call.place()), BY_TYPE.get(call.name()));
    }
  }

  /**
   * Whether the engine knows the argument's type when it picks a macro: not that of a parameter or
   * an aggregate, as in {@code sum(count(*)) OVER ()}, nor of a column that the same list names.
   */
  private boolean isTypeKnown(Call call) {
    SqlToken first = sql.at(call.from(0));
    if (call.isToken(0) && (first.kind() == SqlToken.Kind.PARAMETER || first.isSymbol("?"))) {
      return false;
    }
    Set<String> named = namedBefore(call);
    for (int place = call.from(0); place < call.close(); place++) {
      boolean called = sql.at(place + 1).isSymbol("(");
      boolean qualified = sql.at(place - 1).isSymbol(".");
      if (called
          ? sql.isAny(place, AGGREGATES)
          : !qualified && sql.at(place).isName() && named.contains(sql.at(place).name())) {
        return false;
      }
    }
    return true;
  }

  /** The names that the SELECT around a call gives before it, and that the call can mean. */
  private Set<String> namedBefore(Call call) {
    Set<String> names = new HashSet<>();
    boolean overRows = call.name().equals("trunc") || sql.is(call.close() + 1, "over");
    int at = call.place() - 1;
    while (at >= 0 && !sql.is(at, "select")) {
      // sum(sum(x)) is nothing without OVER: there a column of the same name is meant.
      if (sql.is(at, "as") && sql.at(at + 1).isName() && (overRows || !hasAggregate(at))) {
        names.add(sql.at(at + 1).name());
      }
      at = sql.open(at) >= 0 ? sql.open(at) - 1 : at - 1;
    }
    return names;
  }

  /** Whether what is named by the AS at {@code as} calls an aggregate. */
  private boolean hasAggregate(int as) {
    int at = as - 1;
    while (at >= 0 && !sql.at(at).isSymbol(",") && !sql.is(at, "select")) {
      int open = sql.open(at);
      for (int place = open < 0 ? at : open - 1; place <= at; place++) {
        if (sql.isAny(place, AGGREGATES) && sql.at(place + 1).isSymbol("(")) {
          return true;
        }
      }
      at = open >= 0 ? open - 1 : at - 1;
    }
    return false;
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
    if (ignored && sql.is(after + 2, "over")) {
      edits.insert(
          sql.at(call.close()).start(),
          " " + sql.at(after).text() + " " + sql.at(after + 1).text());
      edits.replace(sql.at(after).start(), sql.at(after + 1).end(), "");
    }
  }
}
