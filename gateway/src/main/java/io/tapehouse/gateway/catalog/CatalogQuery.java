package io.tapehouse.gateway.catalog;

import io.tapehouse.sql.dialect.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides by a statement's words whether the catalogue answers it: when it reads a relation of the
 * catalogue, or reads nothing and asks for something of the session. Safe for use by many threads.
 */
final class CatalogQuery {

  static final String SYSTEM = "pg_catalog";
  static final String INFORMATION = "information_schema";

  /** Beginnings of names of functions that PostgreSQL has for its catalogue alone. */
  private static final Set<String> SYSTEM_FUNCTIONS =
      Set.of(
          "pg_",
          "_pg_",
          "has_",
          "current_",
          "to_reg",
          "inet_",
          "txid_",
          "set_config",
          "obj_desc",
          "col_desc",
          "shobj_desc",
          "format_type",
          "version",
          "getdatabase",
          "quote_ident",
          "parse_ident",
          "row_security",
          "session_user",
          "acl");

  private static final Set<String> SESSION_WORDS =
      Set.of(
          "CURRENT_USER",
          "SESSION_USER",
          "USER",
          "CURRENT_ROLE",
          "CURRENT_CATALOG",
          "CURRENT_SCHEMA");

  private static final Set<String> FROM_IN_CALLS =
      Set.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY");

  private static final Set<String> BEFORE_RELATION = Set.of("LATERAL", "ONLY");

  private final Map<String, Long> relations;
  private final Set<String> functions;

  /**
   * @param relations the relations of pg_catalog with their numbers
   * @param macros names of the catalogue's functions
   */
  CatalogQuery(Map<String, Long> relations, Set<String> macros) {
    this.relations = Map.copyOf(relations);
    this.functions =
        macros.stream()
            .filter(name -> SYSTEM_FUNCTIONS.stream().anyMatch(name::startsWith))
            .collect(Collectors.toUnmodifiableSet());
  }

  Optional<String> translate(String sql) {
    Words words = Words.of(sql);
    if (words.is(0, "SHOW")) {
      return ShowCommand.translate(words);
    }
    boolean query =
        words.is(0, "SELECT")
            || words.is(0, "WITH")
            || words.is(0, "VALUES")
            || words.isSymbol(0, "(");
    if (!query || changes(words) || !asksCatalogue(words)) {
      return Optional.empty();
    }
    return Optional.of(CatalogRewriter.rewrite(words, relations));
  }

  /** The engine takes INSERT behind WITH; so nothing of the kind comes to it. */
  private static boolean changes(Words words) {
    int depth = 0;
    for (int i = 0; i < words.size(); i++) {
      depth += words.step(i);
      boolean begins = depth == 0 || words.isSymbol(i - 1, "(");
      if (begins && words.isAny(i, Keywords.CHANGING) && !words.isSymbol(i - 1, ".")) {
        return true;
      }
    }
    return false;
  }

  private boolean asksCatalogue(Words words) {
    Sources sources = sources(words);
    return sources.catalogue || !sources.other && asksSession(words);
  }

  /** Which relations stand in the FROM clauses. */
  private static final class Sources {
    private boolean catalogue;
    private boolean other;
  }

  /** What is known at one depth of brackets. */
  private static final class Level {
    private boolean select;
    private boolean from;
    private boolean expects;
    private final boolean call;

    Level(boolean call) {
      this.call = call;
    }
  }

  private Sources sources(Words words) {
    Sources found = new Sources();
    Set<String> common = commonTables(words);
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level(false));
    for (int i = 0; i < words.size(); i++) {
      Level level = levels.element();
      if (words.step(i) > 0) {
        Level inner = new Level(words.isAny(i - 1, FROM_IN_CALLS));
        inner.expects = level.expects;
        inner.from = level.expects;
        level.expects = false;
        levels.push(inner);
      } else if (words.step(i) < 0) {
        if (levels.size() > 1) {
          levels.pop();
        }
      } else if (words.is(i, "FROM") && !words.is(i - 1, "DISTINCT") && !level.call
          || words.is(i, "JOIN")) {
        level.from = true;
        level.expects = true;
      } else if (words.isSymbol(i, ",") && level.from) {
        level.expects = true;
      } else if (words.isAny(i, Keywords.AFTER_FROM)) {
        level.from = false;
        level.expects = false;
      } else if (level.expects && words.isName(i) && !words.isAny(i, BEFORE_RELATION)) {
        level.expects = false;
        i = relation(words, i, common, found);
      }
    }
    return found;
  }

  /** Looks at the relation or function at a place; returns the place of its last name. */
  private int relation(Words words, int first, Set<String> common, Sources found) {
    int last = first;
    while (words.isSymbol(last + 1, ".") && words.isName(last + 2)) {
      last += 2;
    }
    String schema = last > first ? words.name(last - 2) : "";
    if (words.isSymbol(last + 1, "(")) {
      found.catalogue |= functions.contains(words.name(last));
    } else if (schema.isEmpty() && common.contains(words.name(last))) {
      return last;
    } else if (schema.equals(INFORMATION)
        || (schema.isEmpty() || schema.equals(SYSTEM)) && relations.containsKey(words.name(last))
        || schema.equals(SYSTEM)) {
      found.catalogue = true;
    } else {
      found.other = true;
    }
    return last;
  }

  /** Names that WITH gives to queries: {@code name AS (} and {@code name (columns) AS (}. */
  private static Set<String> commonTables(Words words) {
    Set<String> names = new HashSet<>();
    boolean with = false;
    for (int i = 0; i < words.size(); i++) {
      with |= words.is(i, "WITH");
      boolean query =
          words.isSymbol(i + 1, "(") || words.is(i + 1, "MATERIALIZED") || words.is(i + 1, "NOT");
      if (with && words.is(i, "AS") && query) {
        names.add(words.name(words.isSymbol(i - 1, ")") ? words.opening(i - 1) - 1 : i - 1));
      }
    }
    return names;
  }

  private boolean asksSession(Words words) {
    for (int i = 0; i < words.size(); i++) {
      boolean qualified = words.isSymbol(i - 1, ".");
      boolean session =
          words.isNamed(i, SYSTEM) && words.isSymbol(i + 1, ".")
              || words.isSymbol(i + 1, "(")
                  && functions.contains(words.name(i))
                  && (!qualified || words.isNamed(i - 2, SYSTEM))
              || words.isAny(i, SESSION_WORDS)
                  && !qualified
                  && !words.is(i - 1, "AS")
                  && !words.isSymbol(i + 1, ".")
              || words.isSymbol(i, "::")
                  && words.isKind(i + 1, Kind.WORD)
                  && RegisteredNames.TYPES.contains(words.name(i + 1));
      if (session) {
        return true;
      }
    }
    return false;
  }
}
