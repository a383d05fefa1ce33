package io.tapehouse.gateway.catalog;

import io.tapehouse.sql.dialect.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A query of PostgreSQL's catalogue in the words of the engine: what macros cannot do, since it is
 * syntax. Its semantics are those of <a
 * href="https://www.postgresql.org/docs/15/sql-expressions.html">value expressions</a>.
 */
final class CatalogRewriter {

  /** Columns of pg_index and pg_proc that PostgreSQL counts from 0. */
  private static final Set<String> VECTORS =
      Set.of("indkey", "indclass", "indcollation", "indoption", "proargtypes");

  private static final Set<String> VECTOR_FUNCTIONS = Set.of("array_lower", "array_upper");

  private final Words words;
  private final Map<String, Long> relations;

  private CatalogRewriter(Words words, Map<String, Long> relations) {
    this.words = words;
    this.relations = relations;
  }

  /**
   * The query for the engine.
   *
   * @param words the query; it is used up
   * @param relations the relations of pg_catalog with their numbers
   */
  static String rewrite(Words words, Map<String, Long> relations) {
    CatalogRewriter rewriter = new CatalogRewriter(words, relations);
    rewriter.operators();
    rewriter.collations();
    rewriter.schemas();
    ItemNames.add(words);
    RegisteredNames.rewrite(words, relations);
    rewriter.functions();
    rewriter.tableNumbers();
    rewriter.arrays();
    rewriter.vectors();
    rewriter.subscripts();
    rewriter.parallelLists();
    return words.text();
  }

  /** {@code a OPERATOR(pg_catalog.~) b} is {@code a ~ b}. */
  private void operators() {
    for (int i = 0; i + 3 < words.size(); i++) {
      if (words.is(i, "OPERATOR") && words.isSymbol(i + 1, "(")) {
        int close = words.closing(i + 1);
        words.replace(i, close + 1, words.get(close - 1).text());
      }
    }
  }

  /** There is one order of text, by code point. */
  private void collations() {
    for (int i = 0; i < words.size(); i++) {
      if (words.is(i, "COLLATE") && !words.is(i - 1, "AS") && !words.isSymbol(i - 1, ".")) {
        words.remove(i, words.isSymbol(i + 2, ".") ? i + 4 : i + 2);
        i--;
      }
    }
  }

  private void functions() {
    for (int i = 0; i < words.size(); i++) {
      if (!words.isSymbol(i + 1, "(")) {
        continue;
      }
      if (words.isNamed(i, "json_build_object")) {
        words.replace(i, words.closing(i + 1) + 1, json(arguments(i + 1)));
      } else if (words.isNamed(i, "pg_get_late_binding_view_cols")) {
        withoutTypes(words.closing(i + 1) + 1);
      }
    }
  }

  /** The engine's own function for it has no result type as long as a parameter has no value. */
  private static String json(List<String> arguments) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      members.add("json_member(%s, %s)".formatted(arguments.get(i), arguments.get(i + 1)));
    }
    return "CAST('{' || %s || '}' AS JSON)".formatted(String.join(" || ', ' || ", members));
  }

  /** An alias with a list of columns and types: the engine takes names alone. */
  private void withoutTypes(int alias) {
    int open = words.is(alias, "AS") ? alias + 2 : alias + 1;
    if (words.isName(open - 1) && words.isSymbol(open, "(")) {
      String names =
          arguments(open).stream()
              .map(column -> column.substring(0, (column + " ").indexOf(' ')))
              .collect(Collectors.joining(", "));
      words.replace(open + 1, words.closing(open), names);
    }
  }

  /** {@code c.tableoid} is the number of the relation that {@code c} stands for. */
  private void tableNumbers() {
    for (int i = 2; i < words.size(); i++) {
      if (words.isNamed(i, "tableoid") && words.isSymbol(i - 1, ".")) {
        Long number = relationOf(words.name(i - 2), i);
        if (number != null) {
          words.replace(i - 2, i + 1, Long.toString(number));
          i -= 2;
        }
      }
    }
  }

  /**
   * The first relation with an alias behind a place, where FROM follows the items, or before it.
   */
  private @Nullable Long relationOf(String alias, int place) {
    return IntStream.concat(
            IntStream.range(place, words.size()),
            IntStream.iterate(place - 1, i -> i >= 0, i -> i - 1))
        .filter(
            i ->
                words.isNamed(i + 1, alias) || words.is(i + 1, "AS") && words.isNamed(i + 2, alias))
        .mapToObj(i -> relations.get(words.name(i)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * All that is in pg_catalog is in the engine's own schema; the information schema has another.
   */
  private void schemas() {
    for (int i = 0; i + 2 < words.size(); i++) {
      if (!words.isSymbol(i + 1, ".")) {
        continue;
      }
      boolean system = words.isNamed(i, CatalogQuery.SYSTEM);
      boolean information = words.isNamed(i, CatalogQuery.INFORMATION);
      boolean database =
          words.isNamed(i, Catalog.DATABASE)
              && (words.isNamed(i + 2, CatalogQuery.SYSTEM)
                  || words.isNamed(i + 2, CatalogQuery.INFORMATION));
      boolean typeOrFunction =
          words.isSymbol(i - 1, "::") || words.is(i - 1, "AS") || words.isSymbol(i + 3, "(");
      if (system || database || information && typeOrFunction) {
        words.remove(i, i + 2);
        i--;
      } else if (information) {
        words.replace(i, i + 1, "information_schema_");
      }
    }
  }

  /** {@code '{r,v}'} as an array, behind ANY and ALL and before a cast to an array. */
  private void arrays() {
    for (int i = 0; i < words.size(); i++) {
      boolean compared =
          words.isSymbol(i - 1, "(")
              && (words.is(i - 2, "ANY") || words.is(i - 2, "ALL") || words.is(i - 2, "SOME"));
      if (words.isKind(i, Kind.STRING) && (compared || isCastToArray(i))) {
        String text = words.get(i).text();
        if (text.startsWith("'{") && text.endsWith("}'")) {
          words.replace(i, i + 1, list(text.substring(2, text.length() - 2)));
        }
      }
      // A client's list is a list, or text in braces when it goes as text.
      if (words.isKind(i, Kind.PARAMETER) && (compared || isCastToArray(i))) {
        String parameter = words.get(i).text();
        int end = i + 1;
        String type = "VARCHAR[]";
        if (isCastToArray(i)) {
          end = arrayTypeEnd(i + 1);
          type = words.text(i + 2, end);
        }
        words.replace(
            i,
            end,
            "CAST(translate(CAST(%s AS VARCHAR), '{}\"', '[]') AS %s)".formatted(parameter, type));
        i += 8;
      }
    }
  }

  private boolean isCastToArray(int literal) {
    return words.isSymbol(literal + 1, "::") && arrayTypeEnd(literal + 1) > 0;
  }

  /** Behind the array type that a cast names, or 0 when it names another type. */
  private int arrayTypeEnd(int cast) {
    int at = cast + 1;
    while (words.isName(at)) {
      at++;
    }
    return words.isSymbol(at, "[") && words.isSymbol(at + 1, "]") ? at + 2 : 0;
  }

  /**
   * Elements by commas, quoted ones with backslashes: the text form of an array of one dimension.
   */
  private static String list(String elements) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i < elements.length(); i++) {
      char c = elements.charAt(i);
      if (c == '\\' && i + 1 < elements.length()) {
        i++;
        value.append(elements.charAt(i));
      } else if (c == '"') {
        quoted = !quoted;
        any = true;
      } else if (c == ',' && !quoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    if (any || !elements.isBlank()) {
      values.add(value.toString());
    }
    return values.stream()
        // The statement's quotes around quotes are still doubled.
        .map(text -> "'" + text.strip() + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Vectors begin at 0 where lists begin at 1. */
  private void vectors() {
    for (int i = 0; i < words.size(); i++) {
      if (VECTORS.contains(words.name(i)) && words.isSymbol(i + 1, "[")) {
        words.insert(i + 2, "1 + ");
      } else if (VECTOR_FUNCTIONS.contains(words.name(i)) && isOfVector(i + 1)) {
        words.replace(i, i + 1, words.name(i).replace("array_", "vector_"));
      }
    }
  }

  private boolean isOfVector(int open) {
    int at = open + 1;
    while (words.isSymbol(open, "(") && words.isSymbol(at + 1, ".")) {
      at += 2;
    }
    return words.isSymbol(open, "(") && VECTORS.contains(words.name(at));
  }

  /** {@code generate_subscripts(list, 1)} gives rows, in FROM and among the items. */
  private void subscripts() {
    for (int i = 0; i < words.size(); i++) {
      if (words.isNamed(i, "generate_subscripts") && words.isSymbol(i + 1, "(")) {
        words.insert(words.closing(i + 1), ")");
        words.replace(
            i, i + 1, "unnest(" + (isOfVector(i + 1) ? "vector_subscripts" : "subscripts"));
      }
    }
  }

  /** {@code FROM unnest(a, b) AS t(x, y)} walks over lists side by side. */
  private void parallelLists() {
    for (int i = 1; i < words.size(); i++) {
      boolean source =
          words.isSymbol(i - 1, ",")
              || words.is(i - 1, "FROM")
              || words.is(i - 1, "JOIN")
              || words.is(i - 1, "LATERAL");
      if (source && words.isNamed(i, "unnest") && words.isSymbol(i + 1, "(")) {
        List<String> lists = arguments(i + 1);
        if (lists.size() > 1) {
          String items =
              lists.stream().map(list -> "unnest(" + list + ")").collect(Collectors.joining(", "));
          String lateral = words.is(i - 1, "LATERAL") ? "" : "LATERAL ";
          words.replace(i, words.closing(i + 1) + 1, lateral + "(SELECT " + items + ")");
        }
      }
    }
  }

  private List<String> arguments(int open) {
    List<String> all = new ArrayList<>();
    int close = words.closing(open);
    int from = open + 1;
    int depth = 0;
    for (int i = open + 1; i < close; i++) {
      depth += words.step(i);
      if (depth == 0 && words.isSymbol(i, ",")) {
        all.add(words.text(from, i));
        from = i + 1;
      }
    }
    all.add(words.text(from, close));
    return all;
  }
}
