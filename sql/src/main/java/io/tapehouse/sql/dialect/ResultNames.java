package io.tapehouse.sql.dialect;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names for columns of a result that the query gives none: PostgreSQL's, and so Redshift's, are the
 * function, the type of a cast, {@code case}, or {@code ?column?}. DuckDB's are the text of the
 * expression as it parsed it.
 */
final class ResultNames {

  private static final Set<String> END_OF_LIST =
      Set.of(
          "from",
          "into",
          "where",
          "group",
          "having",
          "order",
          "limit",
          "union",
          "intersect",
          "except",
          "minus",
          "qualify",
          "window",
          "offset",
          "fetch",
          "using");

  private static final String NO_NAME = "?column?";

  /** Functions whose column is called otherwise, as AWS's examples show. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "dateadd", "date_add",
          "datediff", "date_diff",
          "date_part", "pgdate_part",
          "datepart", "pgdate_part",
          "extract", "date_part",
          "nvl", "coalesce",
          "isnull", "coalesce",
          "ifnull", "coalesce",
          "nvl2", "case",
          "decode", "case");

  /** Not of Redshift: they make several columns, or a name of their own. */
  private static final Set<String> LEFT_ALONE =
      Set.of("columns", "unnest", "not", "exists", "in", "and", "or", "any", "all", "values");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("int", "int4"),
          Map.entry("integer", "int4"),
          Map.entry("bigint", "int8"),
          Map.entry("smallint", "int2"),
          Map.entry("double", "float8"),
          Map.entry("float", "float8"),
          Map.entry("real", "float4"),
          Map.entry("decimal", "numeric"),
          Map.entry("boolean", "bool"),
          Map.entry("char", "bpchar"),
          Map.entry("character", "varchar"));

  private static final Set<String> OPERATORS_IN_WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "is",
          "like",
          "ilike",
          "similar",
          "to",
          "between",
          "in",
          "then",
          "else",
          "zone",
          "distinct",
          "collate",
          "escape");

  private static final Set<String> CONSTANTS = Set.of("null", "true", "false");

  private final Statement sql;
  private final SqlEdits edits;

  ResultNames(Statement sql, SqlEdits edits) {
    this.sql = sql;
    this.edits = edits;
  }

  /** Names the columns of the list that begins at {@code from}. */
  void name(int from) {
    int item = from;
    int place = from;
    while (place < sql.size()
        && (!sql.isAny(place, END_OF_LIST) || sql.is(place - 1, "within"))
        && !sql.isClosing(place)
        && !sql.isUnclosed(place)
        && !sql.at(place).isSymbol(";")) {
      if (sql.at(place).isSymbol(",")) {
        nameItem(item, place);
        item = place + 1;
      }
      place = sql.skip(place);
    }
    if (!sql.isUnclosed(place)) {
      nameItem(item, place);
    }
  }

  private void nameItem(int from, int to) {
    if (from < to) {
      of(from, to)
          .ifPresent(
              name ->
                  edits.insert(sql.at(to - 1).end(), " AS \"" + name.replace("\"", "\"\"") + '"'));
    }
  }

  /** The name to give; empty where the query gives one, or where it is not clear. */
  private Optional<String> of(int from, int to) {
    SqlToken last = sql.at(to - 1);
    if (sql.is(to - 2, "as") || last.isSymbol("*") || sql.find(from, to, "as") >= 0) {
      return Optional.empty();
    }
    if (isChain(from, to)) {
      return Optional.empty();
    }
    Optional<String> known = figure(from, to);
    if (known.isPresent()) {
      return known;
    }
    boolean closed =
        !last.isName() || sql.isAny(to - 1, CONSTANTS) || !mayBeBeforeName(sql.at(to - 2));
    boolean subquery = sql.close(from) == to - 1 && sql.isAny(from + 1, Set.of("select", "with"));
    return closed && !subquery && !leftAlone(from) ? Optional.of(NO_NAME) : Optional.empty();
  }

  private boolean leftAlone(int from) {
    return sql.isAny(from, LEFT_ALONE)
        || sql.at(from).isSymbol("*")
        || sql.at(from + 2).isSymbol("*")
        || sql.at(from).isSymbol("[")
        || sql.at(from).isSymbol("{");
  }

  /** Whether a name after this token is the column's, not the operator's other side. */
  private static boolean mayBeBeforeName(SqlToken token) {
    boolean operator =
        token.kind() == SqlToken.Kind.OPERATOR
            || token.isSymbol("::")
            || token.isSymbol(".")
            || token.isSymbol(":")
            || (token.kind() == SqlToken.Kind.WORD && OPERATORS_IN_WORDS.contains(token.name()));
    return !operator && !token.text().isEmpty();
  }

  /** The name that PostgreSQL's rules give; empty for operators and what is not understood. */
  private Optional<String> figure(int from, int to) {
    if (sql.is(from, "case") && sql.is(to - 1, "end") && ends(from) == to - 1) {
      return Optional.of(ofCase(from, to));
    }
    int cast = lastCast(from, to);
    if (cast >= 0) {
      return inside(from, cast).or(() -> Optional.of(type(cast + 1)));
    }
    if (sql.at(from + 1).kind() == SqlToken.Kind.STRING
        && to == from + 2
        && sql.isAny(from, Set.of("date", "timestamp", "interval", "time"))) {
      return Optional.of(sql.at(from).name());
    }
    boolean call = sql.at(from).kind() == SqlToken.Kind.WORD && sql.at(from + 1).isSymbol("(");
    if (sql.is(from, "approximate") && sql.at(from + 2).isSymbol("(")) {
      return figure(from + 1, to);
    }
    if (sql.is(from, "sysdate") && to == from + 1) {
      return Optional.of("timestamp");
    }
    int close = sql.close(from + 1);
    if (!call || close < 0 || sql.isAny(from, LEFT_ALONE) || afterCall(close + 1, to) != to) {
      return Optional.empty();
    }
    String name = sql.at(from).name();
    if (name.equals("cast") || name.equals("try_cast")) {
      int as = sql.find(from + 2, close, "as");
      return as < 0 ? Optional.empty() : inside(from + 2, as).or(() -> Optional.of(type(as + 1)));
    }
    if (name.equals("convert")) {
      var commas = sql.commas(from + 1, close);
      return commas.isEmpty()
          ? Optional.empty()
          : inside(commas.get(0) + 1, close).or(() -> Optional.of(type(from + 2)));
    }
    return Optional.of(OTHER_NAMES.getOrDefault(name, name));
  }

  /** The name of what is cast: its own, when it is a column or a call. */
  private Optional<String> inside(int from, int to) {
    if (isChain(from, to) && !sql.isAny(from, CONSTANTS)) {
      return Optional.of(sql.at(to - 1).name());
    }
    return sql.close(from) == to - 1 ? inside(from + 1, to - 1) : figure(from, to);
  }

  private String ofCase(int from, int to) {
    int otherwise = -1;
    int depth = 0;
    for (int place = from + 1; place < to - 1; place = sql.skip(place)) {
      depth += sql.is(place, "case") ? 1 : sql.is(place, "end") ? -1 : 0;
      otherwise = depth == 0 && sql.is(place, "else") ? place : otherwise;
    }
    return otherwise < 0 ? "case" : inside(otherwise + 1, to - 1).orElse("case");
  }

  /** The place of the END of the CASE at {@code from}. */
  private int ends(int from) {
    int depth = 0;
    for (int place = from; place < sql.size(); place = sql.skip(place)) {
      depth += sql.is(place, "case") ? 1 : sql.is(place, "end") ? -1 : 0;
      if (depth == 0) {
        return place;
      }
    }
    return -1;
  }

  /** The place of a {@code ::} after which there is a type and nothing more; else -1. */
  private int lastCast(int from, int to) {
    int cast = -1;
    for (int place = from; place < to; place = sql.skip(place)) {
      cast = sql.at(place).isSymbol("::") ? place : cast;
      // a + b::int is a sum, not a cast.
      if (sql.at(place).kind() == SqlToken.Kind.OPERATOR || sql.isAny(place, OPERATORS_IN_WORDS)) {
        return -1;
      }
    }
    if (cast < 0 || !sql.at(cast + 1).isName()) {
      return -1;
    }
    int end = cast + 2;
    while (sql.isAny(end, Set.of("precision", "varying", "without", "with", "time", "zone"))) {
      end++;
    }
    end = sql.at(end).isSymbol("(") ? sql.skip(end) : end;
    return end == to ? cast : -1;
  }

  private String type(int place) {
    String name = sql.at(place).name();
    return TYPES.getOrDefault(name, name);
  }

  /** The place behind what may follow a call: WITHIN GROUP, FILTER, IGNORE NULLS, OVER. */
  private int afterCall(int from, int to) {
    int place = from;
    while (place < to) {
      if (sql.at(place, "within", "group", "(")) {
        place = sql.skip(place + 2);
      } else if (sql.at(place, "filter", "(") || sql.at(place, "over", "(")) {
        place = sql.skip(place + 1);
      } else if (sql.at(place, "ignore", "nulls") || sql.at(place, "respect", "nulls")) {
        place += 2;
      } else if (sql.is(place, "over") && sql.at(place + 1).isName()) {
        place += 2;
      } else {
        return -1;
      }
    }
    return place;
  }

  /** Whether this is a name with points, and no more. */
  private boolean isChain(int from, int to) {
    for (int place = from; place < to; place++) {
      boolean name = (place - from) % 2 == 0;
      if (name ? !sql.at(place).isName() : !sql.at(place).isSymbol(".")) {
        return false;
      }
    }
    return (to - from) % 2 == 1 && !sql.isAny(from, CONSTANTS) && !sql.is(from, "sysdate");
  }
}
