package io.tapehouse.gateway.catalog;

import io.tapehouse.sql.dialect.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the items of select lists the names that PostgreSQL gives them: a call that of its
 * function, a cast that of what is cast. Clients read columns by these names, and queries name
 * those of their sub-queries.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/15/queries-select-lists.html#QUERIES-COLUMN-LABELS">
 *     column labels</a>
 */
final class ItemNames {

  private static final String UNNAMED = "?column?";

  /** Names that PostgreSQL keeps of types that SQL calls otherwise. */
  private static final Map<String, String> TYPES =
      Map.of(
          "int",
          "int4",
          "integer",
          "int4",
          "bigint",
          "int8",
          "smallint",
          "int2",
          "boolean",
          "bool",
          "decimal",
          "numeric",
          "real",
          "float4",
          "character",
          "bpchar");

  private static final Set<String> AFTER_CALL = Set.of("OVER", "FILTER", "WITHIN");

  private final Words words;

  private ItemNames(Words words) {
    this.words = words;
  }

  static void add(Words words) {
    ItemNames names = new ItemNames(words);
    // From the end, so that what is put in moves nothing that is still to be looked at.
    for (int i = words.size() - 1; i >= 0; i--) {
      if (words.is(i, "SELECT")) {
        names.list(i, names.depth(i) == 0);
      }
    }
  }

  private int depth(int index) {
    int depth = 0;
    for (int i = 0; i < index; i++) {
      depth += words.step(i);
    }
    return depth;
  }

  private void list(int select, boolean outermost) {
    List<int[]> items = items(select);
    for (int i = items.size() - 1; i >= 0; i--) {
      int from = items.get(i)[0];
      int to = items.get(i)[1];
      if (from >= to || isColumn(from, to)) {
        continue;
      }
      if (hasAlias(from, to)) {
        quoteAlias(to - 1);
        continue;
      }
      String name = name(from, to);
      if (name != null) {
        words.insert(to, "AS \"" + name + "\"");
      } else if (outermost) {
        words.insert(to, "AS \"" + UNNAMED + "\"");
      }
    }
  }

  /**
   * PostgreSQL folds an alias to lower case, and takes any word behind AS, such as {@code collate};
   * the engine does neither.
   */
  private void quoteAlias(int alias) {
    if (words.isKind(alias, Kind.WORD)) {
      words.replace(alias, alias + 1, '"' + words.name(alias) + '"');
    }
  }

  /** Beginnings and ends of the items behind a SELECT. */
  private List<int[]> items(int select) {
    int from = select + 1;
    if (words.is(from, "ALL") || words.is(from, "DISTINCT")) {
      from++;
      if (words.is(from, "ON") && words.isSymbol(from + 1, "(")) {
        from = words.closing(from + 1) + 1;
      }
    }
    List<int[]> items = new ArrayList<>();
    int depth = 0;
    int i = from;
    for (; i < words.size(); i++) {
      depth += words.step(i);
      boolean ends =
          depth == 0
              && words.isAny(i, Keywords.AFTER_ITEMS)
              && !(words.is(i, "FROM") && words.is(i - 1, "DISTINCT"));
      if (depth < 0 || ends) {
        break;
      }
      if (depth == 0 && words.isSymbol(i, ",")) {
        items.add(new int[] {from, i});
        from = i + 1;
      }
    }
    items.add(new int[] {from, i});
    return items;
  }

  /** Columns keep their names, and a star stands for those of its table. */
  private boolean isColumn(int from, int to) {
    if (words.isSymbol(to - 1, "*") && (to - from == 1 || words.isSymbol(to - 2, "."))) {
      return true;
    }
    return chainEnd(from) == to
        && !words.isAny(from, Keywords.CONSTANTS)
        && !words.isSessionWord(from)
        && words.isName(from);
  }

  private boolean hasAlias(int from, int to) {
    int last = to - 1;
    if (last == from || !words.isName(last) || words.isAny(last, Keywords.CONSTANTS)) {
      return false;
    }
    int before = last - 1;
    boolean operand =
        (words.isName(before) && !words.isAny(before, Keywords.OPERATORS))
            || words.isKind(before, Kind.STRING)
            || words.isKind(before, Kind.NUMBER)
            || words.isKind(before, Kind.PARAMETER)
            || words.isSymbol(before, ")")
            || words.isSymbol(before, "]");
    // The second word of a type: double precision.
    boolean type = words.isSymbol(before - 1, "::") && typeEnd(before) > last;
    return operand && !type;
  }

  /** Behind a name with what qualifies it. */
  private int chainEnd(int from) {
    int at = from;
    while (words.isName(at) && words.isSymbol(at + 1, ".") && words.isName(at + 2)) {
      at += 2;
    }
    return words.isName(at) ? at + 1 : from;
  }

  /** The name of an expression, or null when it is more than a call, a cast, a subscript. */
  private @Nullable String name(int from, int to) {
    if (from >= to) {
      return null;
    }
    Operand operand = operand(from, to);
    int at = operand.end;
    String name = operand.name;
    // Casts name what has no name of its own, the last of them most of all.
    boolean weak = name == null || words.is(from, "CASE");
    while (at < to) {
      if (words.isSymbol(at, "::")) {
        String type = words.name(at + 1);
        if (weak) {
          name = TYPES.getOrDefault(type, type);
        }
        at = typeEnd(at + 1);
      } else if (words.isSymbol(at, "[")) {
        at = words.closing(at) + 1;
      } else if (words.isSymbol(at, ".") && words.isName(at + 1)) {
        name = words.name(at + 1);
        at += 2;
      } else if (words.isAny(at, AFTER_CALL)) {
        at = words.is(at, "WITHIN") ? at + 2 : at + 1;
        at = words.isSymbol(at, "(") ? words.closing(at) + 1 : at + 1;
      } else {
        return null;
      }
    }
    return name;
  }

  private record Operand(int end, @Nullable String name) {}

  private Operand operand(int from, int to) {
    if (words.is(from, "CASE")) {
      return new Operand(caseEnd(from), "case");
    }
    if (words.is(from, "ARRAY")
        && (words.isSymbol(from + 1, "[") || words.isSymbol(from + 1, "("))) {
      return new Operand(words.closing(from + 1) + 1, "array");
    }
    if (words.is(from, "CAST") && words.isSymbol(from + 1, "(")) {
      return cast(from);
    }
    if (words.isSymbol(from, "(")) {
      int close = words.closing(from);
      boolean query = words.is(from + 1, "SELECT");
      return new Operand(close + 1, query ? firstItem(from + 1) : name(from + 1, close));
    }
    int end = chainEnd(from);
    if (end > from && words.isSymbol(end, "(")) {
      return new Operand(words.closing(end) + 1, words.name(end - 1));
    }
    if (words.isAny(from, Keywords.CONSTANTS)) {
      return new Operand(from + 1, words.is(from, "NULL") ? null : "bool");
    }
    if (end > from) {
      return new Operand(end, words.name(end - 1));
    }
    boolean literal =
        words.isKind(from, Kind.STRING)
            || words.isKind(from, Kind.NUMBER)
            || words.isKind(from, Kind.PARAMETER);
    return new Operand(literal ? from + 1 : to + 1, null);
  }

  private Operand cast(int from) {
    int close = words.closing(from + 1);
    int as = close - 1;
    int depth = 0;
    while (as > from && !(depth == 0 && words.is(as, "AS"))) {
      depth += words.step(as);
      as--;
    }
    String inner = name(from + 2, as);
    String type = words.name(as + 1);
    return new Operand(close + 1, inner == null ? TYPES.getOrDefault(type, type) : inner);
  }

  /** A sub-query bears the name of its item. */
  private @Nullable String firstItem(int select) {
    int[] item = items(select).get(0);
    if (item[0] < item[1] && hasAlias(item[0], item[1])) {
      return words.name(item[1] - 1);
    }
    return name(item[0], item[1]);
  }

  private int caseEnd(int from) {
    int depth = 0;
    for (int i = from; i < words.size(); i++) {
      if (words.is(i, "CASE")) {
        depth++;
      } else if (words.is(i, "END")) {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return words.size();
  }

  /** Behind a type's name, its modifiers and brackets. */
  private int typeEnd(int from) {
    int at = chainEnd(from);
    if ((words.is(from, "double") && words.is(at, "precision"))
        || (words.is(from, "character") && words.is(at, "varying"))) {
      at++;
    }
    if (words.isSymbol(at, "(")) {
      at = words.closing(at) + 1;
    }
    if ((words.is(at, "with") || words.is(at, "without")) && words.is(at + 1, "time")) {
      at += 3;
    }
    while (words.isSymbol(at, "[") && words.isSymbol(at + 1, "]")) {
      at += 2;
    }
    return at;
  }
}
