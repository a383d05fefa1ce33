package io.tapehouse.gateway.catalog;

import io.tapehouse.gateway.catalog.Sources.Source;
import io.tapehouse.sql.dialect.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final Set<String> COMPARED_WITH_LISTS = Set.of("ANY", "ALL", "SOME");

  /** Functions of one value that clients put into FROM, where PostgreSQL takes any function. */
  private static final Set<String> SINGLE =
      Set.of(
          "string_to_array",
          "regexp_split_to_array",
          "parse_ident",
          "current_schemas",
          "current_schema",
          "current_database",
          "current_setting",
          "current_user",
          "session_user",
          "set_config",
          "version",
          "pg_backend_pid");

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
    rewriter.sessionWords();
    RegisteredNames.rewrite(words, relations);
    rewriter.tableNumbers();
    rewriter.functions();
    rewriter.arrays();
    rewriter.vectors();
    rewriter.subscripts();
    rewriter.sources();
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

  /** As calls, since the engine takes a bare word for a column of that name first. */
  private void sessionWords() {
    for (int i = 0; i < words.size(); i++) {
      if (words.isSessionWord(i)) {
        words.insert(i + 1, "()");
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
    for (int i = 0; i < words.size(); i++) {
      if (!words.isNamed(i, "tableoid") || words.is(i - 1, "AS")) {
        continue;
      }
      boolean qualified = words.isSymbol(i - 1, ".");
      Long number = relationOf(qualified ? words.name(i - 2) : "", i);
      if (number != null) {
        words.replace(qualified ? i - 2 : i, i + 1, Long.toString(number));
      }
    }
  }

  /**
   * The first relation with an alias behind a place, where FROM follows the items, or before it.
   */
  private @Nullable Long relationOf(String alias, int place) {
    List<Source> sources =
        Sources.of(words).stream()
            .filter(source -> alias.isEmpty() || alias.equals(aliasOf(source)))
            .filter(source -> relations.containsKey(words.name(source.last())))
            .toList();
    return Stream.concat(
            sources.stream().filter(source -> source.first() > place), sources.stream())
        .map(source -> relations.get(words.name(source.last())))
        .findFirst()
        .orElse(null);
  }

  /** The name under which a query knows a source. */
  private String aliasOf(Source source) {
    int end = source.function() ? words.closing(source.last() + 1) : source.last();
    int alias = words.is(end + 1, "AS") ? end + 2 : end + 1;
    return words.isName(alias) && !words.isAny(alias, Keywords.AFTER_SOURCE)
        ? words.name(alias)
        : words.name(source.last());
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
      if (system || database || (information && typeOrFunction)) {
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
      boolean compared = words.isSymbol(i - 1, "(") && words.isAny(i - 2, COMPARED_WITH_LISTS);
      if (compared && words.is(i, "ARRAY") && words.isSymbol(i + 1, "(")) {
        // The engine compares with the rows of a query, not with a list made of them.
        words.remove(words.closing(i + 1), words.closing(i + 1) + 1);
        words.remove(i, i + 2);
      }
      if (words.isKind(i, Kind.STRING) && (compared || isCastToArray(i))) {
        String text = words.get(i).text();
        if (text.startsWith("'{") && text.endsWith("}'")) {
          words.replace(i, i + 1, list(text.substring(2, text.length() - 2)));
        }
      }
      if (words.isKind(i, Kind.PARAMETER) && compared && !words.isSymbol(i + 1, "::")) {
        // Without a type it comes as text in braces.
        String text = "CAST(%s AS VARCHAR)".formatted(words.get(i).text());
        words.replace(i, i + 1, "CAST(translate(%s, '{}\"', '[]') AS VARCHAR[])".formatted(text));
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

  /** Functions in FROM, from the last one on, so that what is put in moves none of them. */
  private void sources() {
    List<Source> all = new ArrayList<>(Sources.of(words));
    Collections.reverse(all);
    for (Source source : all) {
      int open = source.last() + 1;
      if (!source.function()) {
        continue;
      }
      if (SINGLE.contains(words.name(source.last()))) {
        single(source);
      } else if (words.isNamed(source.last(), "unnest") && arguments(open).size() > 1) {
        // FROM unnest(a, b) AS t(x, y) walks over lists side by side.
        String items =
            arguments(open).stream()
                .map(list -> "unnest(" + list + ")")
                .collect(Collectors.joining(", "));
        lateral(source, "(SELECT " + items + ")");
      }
    }
  }

  /** A row with one column, which is named like the row. */
  private void single(Source source) {
    int close = words.closing(source.last() + 1);
    String alias = aliasOf(source);
    int end = words.is(close + 1, "AS") ? close + 2 : close + 1;
    boolean named = words.isNamed(end, alias) && words.isName(end);
    if (!named) {
      words.insert(close + 1, "AS \"%s\"(\"%s\")".formatted(alias, alias));
    } else if (!words.isSymbol(end + 1, "(")) {
      words.insert(end + 1, "(\"%s\")".formatted(alias));
    }
    lateral(source, "(SELECT " + words.text(source.first(), close + 1) + ")");
  }

  private void lateral(Source source, String query) {
    boolean lateral = words.is(source.first() - 1, "LATERAL");
    words.replace(
        source.first(), words.closing(source.last() + 1) + 1, (lateral ? "" : "LATERAL ") + query);
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
