package io.tapehouse.gateway.catalog;

import io.tapehouse.gateway.catalog.Sources.Source;
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
    boolean other = false;
    for (Source source : Sources.of(words)) {
      String name = words.name(source.last());
      if (source.function()) {
        if (functions.contains(name)) {
          return true;
        }
      } else if (source.schema().equals(INFORMATION)
          || source.schema().equals(SYSTEM)
          || (source.schema().isEmpty() && relations.containsKey(name))) {
        return true;
      } else {
        other = true;
      }
    }
    return !other && asksSession(words);
  }

  private boolean asksSession(Words words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.isSessionWord(i) || isSystem(words, i) || isRegisteredName(words, i)) {
        return true;
      }
    }
    return false;
  }

  /** A name with a schema of the catalogue before it, or a call of a function of the catalogue. */
  private boolean isSystem(Words words, int at) {
    if (words.isSymbol(at + 1, ".")) {
      return words.isNamed(at, SYSTEM) || words.isNamed(at, INFORMATION);
    }
    return words.isSymbol(at + 1, "(")
        && functions.contains(words.name(at))
        && !words.isSymbol(at - 1, ".");
  }

  private static boolean isRegisteredName(Words words, int at) {
    return words.isSymbol(at, "::") && RegisteredNames.TYPES.contains(words.name(at + 1));
  }
}
