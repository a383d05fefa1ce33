package io.tapehouse.sql.dialect;

import java.util.Optional;
import java.util.Set;

/**
 * Redshift's SQL as DuckDB takes it: what settings of the connection and the macros of {@code
 * functions.sql} cannot do. Works by tokens, in one pass over the statement, so that strings,
 * comments and quoted names stay as they are; what is not understood stays for the engine to take
 * or to refuse. What works and what differs is in {@code docs/sql-compatibility.md}. Pure; safe for
 * use by many threads.
 */
public final class RedshiftDialect {

  /** The name of the database by which clients connect, which stands before the schema. */
  private static final String DATABASE = "tapehouse";

  private static final String SCHEMA = "public";

  private static final Set<String> SET_OPERATORS = Set.of("union", "intersect", "except", "minus");

  private final Statement sql;
  private final SqlEdits edits;
  private final boolean typed;

  private RedshiftDialect(String text, boolean typed) {
    this.sql = new Statement(text);
    this.edits = new SqlEdits(text);
    this.typed = typed;
  }

  /** The text of a query for DuckDB. The same text comes back when nothing is to be done. */
  public static String toDuckDb(String sql) {
    return rewrite(sql).sql();
  }

  /** The same, with the places from which its parts came, for positions in errors. */
  public static RewrittenSql rewrite(String sql) {
    return new RedshiftDialect(sql, true).rewritten();
  }

  /**
   * The same, but SUM, AVG and TRUNC keep DuckDB's own types: for a query of which {@link
   * #isUndecided} is true.
   */
  public static RewrittenSql rewriteUntyped(String sql) {
    return new RedshiftDialect(sql, false).rewritten();
  }

  /**
   * Whether the engine could not choose the macro that gives a result Redshift's type, as it cannot
   * where an argument has no type yet or is a column that there is not.
   *
   * @param message the engine's words
   */
  public static boolean isUndecided(String message) {
    return message.contains("Macro redshift_") && message.contains("multiple overloads");
  }

  private RewrittenSql rewritten() {
    CallRules calls = new CallRules(sql, edits, typed);
    ResultNames names = new ResultNames(sql, edits);
    boolean schema = isSchema();
    // From the right, so that what is put at one place stands in the order of the nesting.
    for (int place = sql.size() - 1; place >= 0; place--) {
      SqlToken token = sql.at(place);
      if (!token.isName() || sql.at(place - 1).isSymbol(".")) {
        continue;
      }
      if (schema && sql.at(place + 1).isSymbol(".")) {
        schema(place);
      } else if (token.kind() == SqlToken.Kind.WORD) {
        Call.at(sql, place).ifPresent(calls::rewrite);
        word(place, token);
      }
    }
    for (int place = sql.size() - 1; place >= 0; place--) {
      if (sql.is(place, "select") && !sql.at(place - 1).isSymbol(".")) {
        select(place, names);
      }
    }
    return edits.rewritten();
  }

  private void word(int place, SqlToken token) {
    if (token.is("sysdate") && !sql.at(place + 1).isSymbol(".") && !sql.is(place - 1, "as")) {
      edits.replace(token, "redshift_sysdate()");
    } else if (token.is("minus")
        && (sql.is(place + 1, "select") || sql.at(place + 1, "(", "select"))) {
      edits.replace(token, "EXCEPT");
    } else if (token.is("similar") && sql.is(place + 1, "to")) {
      SqlToken pattern = sql.at(place + 2);
      pattern
          .value()
          .ifPresent(
              text ->
                  edits.replace(
                      pattern, "'" + SimilarPattern.expression(text).replace("'", "''") + "'"));
    }
  }

  /** Whether {@code public} can be nothing but the schema: no table or column is called so. */
  private boolean isSchema() {
    boolean found = false;
    for (int place = 0; place < sql.size(); place++) {
      if (sql.at(place).isName() && sql.at(place).name().equals(SCHEMA)) {
        if (!sql.at(place + 1).isSymbol(".")) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  /** {@code public.x} and {@code tapehouse.public.x}. */
  private void schema(int place) {
    String name = sql.at(place).name();
    if (name.equals(SCHEMA)) {
      edits.replace(sql.at(place), "main");
    } else if (name.equals(DATABASE)
        && sql.at(place + 2).isName()
        && sql.at(place + 2).name().equals(SCHEMA)
        && sql.at(place + 3).isSymbol(".")) {
      edits.replace(sql.at(place).start(), sql.at(place + 2).end(), "main");
    }
  }

  private void select(int select, ResultNames names) {
    int list = select + 1;
    if (sql.is(list, "distinct") || sql.is(list, "all")) {
      list = sql.at(list + 1, "on", "(") ? sql.skip(list + 2) : list + 1;
    }
    Optional<String> limit = top(list);
    if (limit.isPresent()) {
      int count = list + 1;
      list = sql.skip(count);
      edits.replace(sql.at(count - 1).start(), sql.at(list - 1).end(), "");
    }
    names.name(list);
    limit.ifPresent(count -> limit(select, count));
  }

  /** The number after TOP. */
  private Optional<String> top(int place) {
    SqlToken count = sql.at(place + 1);
    boolean top =
        sql.is(place, "top")
            && (count.kind() == SqlToken.Kind.NUMBER
                || count.kind() == SqlToken.Kind.PARAMETER
                || count.isSymbol("("));
    return top ? Optional.of(sql.text(place + 1, sql.skip(place + 1))) : Optional.empty();
  }

  private void limit(int select, String count) {
    int end = select + 1;
    while (end < sql.size()
        && sql.open(end) < 0
        && !sql.at(end).isSymbol(";")
        && !sql.isAny(end, SET_OPERATORS)) {
      end = sql.skip(end);
    }
    boolean operand =
        sql.isAny(end, SET_OPERATORS)
            || sql.isAny(select - 1, SET_OPERATORS)
            || (sql.is(select - 1, "all") && sql.isAny(select - 2, SET_OPERATORS));
    int after = sql.at(end - 1).end();
    edits.insert(after, " LIMIT " + count + (operand ? ")" : ""));
    if (operand) {
      edits.insert(sql.at(select).start(), "(");
    }
  }
}
