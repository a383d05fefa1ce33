package io.tapehouse.emulators.redshift;

import java.util.List;
import java.util.Set;

/**
 * What PostgreSQL takes and Redshift refuses (AWS, Database Developer Guide, "Amazon Redshift and
 * PostgreSQL": unsupported features, data types and functions; window functions; MERGE).
 */
final class RedshiftRestrictions {

  /** Wherever these words stand. */
  private static final List<String> PHRASES =
      List.of(
          "distinct on",
          "on conflict",
          "for update",
          "for share",
          "is distinct from",
          "is not distinct from",
          "intersect all",
          "except all",
          "fetch first",
          "fetch next",
          "with ordinality",
          "range between",
          "range unbounded",
          "groups between",
          "groups unbounded",
          "set (",
          "array [",
          ") filter (");

  /** At a statement's start. */
  private static final List<String> STATEMENTS =
      List.of(
          "create index",
          "create unique index",
          "create sequence",
          "create trigger",
          "create type",
          "create domain",
          "create extension",
          "create unlogged",
          "create rule",
          "savepoint",
          "release",
          "rollback to",
          "do",
          "listen",
          "notify",
          "reindex",
          "cluster");

  private static final Set<String> WORDS =
      Set.of("lateral", "returning", "tablesample", "inherits", "current_timestamp");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "string_agg",
          "array_agg",
          "json_agg",
          "jsonb_agg",
          "json_object_agg",
          "xmlagg",
          "every",
          "corr",
          "covar_pop",
          "covar_samp",
          "div",
          "setseed",
          "width_bucket",
          "bit_length",
          "convert_to",
          "generate_series",
          "generate_subscripts",
          "unnest",
          "now",
          "clock_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "pg_sleep",
          "justify_days",
          "justify_hours",
          "justify_interval",
          "make_date",
          "make_timestamp",
          "overlay",
          "format",
          "convert_from",
          "regexp_matches",
          "regexp_split_to_array",
          "regexp_split_to_table",
          "starts_with",
          "concat_ws",
          "gen_random_uuid");

  /** Those that need a frame where they have an order. */
  private static final Set<String> FRAMED =
      Set.of(
          "sum",
          "avg",
          "min",
          "max",
          "count",
          "stddev",
          "stddev_samp",
          "stddev_pop",
          "variance",
          "var_samp",
          "var_pop",
          "bool_and",
          "bool_or",
          "first_value",
          "last_value",
          "nth_value");

  private static final Set<String> NO_CALLS =
      Set.of(
          "over", "in", "exists", "as", "from", "join", "and", "or", "not", "select", "values",
          "using", "on", "group", "where", "when", "then", "else", "any", "all", "union", "by");

  private final Sql sql;

  private RedshiftRestrictions(Sql sql) {
    this.sql = sql;
  }

  static void check(Sql sql) throws ServerError {
    for (String statement : STATEMENTS) {
      if (sql.at(0, statement)) {
        throw ServerError.unsupported(statement.toUpperCase(java.util.Locale.ROOT));
      }
    }
    RedshiftRestrictions refusals = new RedshiftRestrictions(sql);
    for (int place = 0; place < sql.size(); place++) {
      refusals.at(place);
    }
  }

  private void at(int place) throws ServerError {
    for (String phrase : PHRASES) {
      if (sql.at(place, phrase)) {
        throw ServerError.unsupported(phrase.toUpperCase(java.util.Locale.ROOT));
      }
    }
    Token token = sql.token(place);
    if (token.kind() != Token.Kind.WORD || sql.at(place - 1, ".")) {
      return;
    }
    ReservedWords.refuse(sql, place);
    if (WORDS.contains(token.text())) {
      throw ServerError.unsupported(token.text());
    }
    if (token.is("values") && !valuesOfInsert(place)) {
      throw ServerError.unsupported("VALUES other than of an INSERT");
    }
    if (token.is("window") && sql.token(place + 1).isName() && sql.at(place + 2, "as (")) {
      throw ServerError.unsupported("a WINDOW clause");
    }
    if (sql.at(place + 1, "(") && !NO_CALLS.contains(token.text())) {
      call(token.text(), place + 1);
    }
  }

  private boolean valuesOfInsert(int place) {
    boolean inserts = sql.at(0, "insert") || sql.at(0, "merge");
    return (inserts && !sql.at(place - 1, "(")) || sql.at(place - 1, "default");
  }

  private void call(String function, int open) throws ServerError {
    if (FUNCTIONS.contains(function)) {
      throw ServerError.unsupported("function " + function);
    }
    int close = sql.close(open);
    int commas = 0;
    for (int place = open + 1; place < close; place = sql.skip(place)) {
      if (sql.at(place, "order by") && !sql.at(open + 1, "select")) {
        throw ServerError.unsupported("ORDER BY inside of " + function);
      }
      commas += sql.at(place, ",") ? 1 : 0;
    }
    if (function.equals("concat") && commas != 1) {
      throw ServerError.unsupported("concat of other than two values");
    }
    if (FRAMED.contains(function) && sql.at(close + 1, "over (")) {
      frame(function, close + 2);
    }
  }

  private void frame(String function, int open) throws ServerError {
    int close = sql.close(open);
    boolean ordered = false;
    boolean framed = false;
    for (int place = open + 1; place < close; place = sql.skip(place)) {
      ordered |= sql.at(place, "order by");
      framed |= sql.at(place, "rows");
    }
    if (ordered && !framed) {
      throw ServerError.unsupported(
          "the aggregate window function " + function + " with ORDER BY and without a frame");
    }
  }
}
