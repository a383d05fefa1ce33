package io.tapehouse.sql.dialect;

import java.util.Set;

/** Aggregates with WITHIN GROUP and those that DuckDB calls otherwise. */
final class AggregateRules {

  static final Set<String> NAMES =
      Set.of("listagg", "percentile_cont", "percentile_disc", "ratio_to_report", "count");

  private final Statement sql;
  private final SqlEdits edits;

  AggregateRules(Statement sql, SqlEdits edits) {
    this.sql = sql;
    this.edits = edits;
  }

  void rewrite(Call call) {
    switch (call.name()) {
      case "listagg" -> listagg(call);
      case "ratio_to_report" -> ratio(call);
      case "count" -> count(call);
      default -> percentile(call);
    }
  }

  /** {@code listagg(x, ',') WITHIN GROUP (ORDER BY y)}: the order goes into the parentheses. */
  private void listagg(Call call) {
    SqlToken close = sql.at(call.close());
    String noSeparator = call.arguments() == 1 ? ", ''" : "";
    if (sql.at(call.close() + 1, "within", "group", "(")) {
      int open = call.close() + 3;
      edits.replace(close.start(), sql.at(open).end(), noSeparator + " ");
    } else {
      edits.insert(close.start(), noSeparator);
    }
  }

  private void ratio(Call call) {
    int over = call.close() + 1;
    int end = sql.at(over, "over", "(") ? sql.close(over + 1) : over + 1;
    if (call.arguments() != 1 || !sql.is(over, "over") || end < 0) {
      return;
    }
    String part = RedshiftDialect.toDuckDb(sql.text(call.from(0), call.close()));
    edits.replace(sql.at(call.place()), "(CAST((" + part + ") AS DOUBLE) / nullif(sum");
    edits.insert(sql.at(end).end(), ", 0))");
  }

  /** {@code APPROXIMATE COUNT(DISTINCT x)}. */
  private void count(Call call) {
    SqlToken before = sql.at(call.place() - 1);
    if (before.is("approximate") && sql.is(call.place() + 2, "distinct")) {
      edits.replace(before.start(), sql.at(call.place() + 2).end(), "approx_count_distinct(");
    }
  }

  /** {@code percentile_cont(f) WITHIN GROUP (ORDER BY x)}: the native one takes no OVER. */
  private void percentile(Call call) {
    int order = call.close() + 4;
    if (call.arguments() != 1 || !sql.at(call.close() + 1, "within", "group", "(", "order", "by")) {
      return;
    }
    int close = sql.close(call.close() + 3);
    int end = order + 2;
    while (end < close && !sql.isAny(end, Set.of("asc", "desc", "nulls"))) {
      end = sql.skip(end);
    }
    boolean descending = sql.find(end, close, "desc") >= 0;
    String fraction = sql.text(call.from(0), call.close());
    SqlToken first =
        sql.is(call.place() - 1, "approximate") ? sql.at(call.place() - 1) : sql.at(call.place());
    String function = call.name().equals("percentile_cont") ? "quantile_cont" : "quantile_disc";
    edits.replace(first.start(), sql.at(order + 1).end(), function + "(");
    int from = sql.at(end - 1).end();
    int to = sql.at(close).start();
    edits.replace(from, to, ", " + (descending ? "-" : "") + fraction);
  }
}
