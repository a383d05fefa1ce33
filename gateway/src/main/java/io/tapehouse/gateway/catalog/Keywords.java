package io.tapehouse.gateway.catalog;

import java.util.Set;

/** Keywords by where they stand in a query, in upper case. */
final class Keywords {

  /** An operand follows them, so that a parenthesis behind them is no call. */
  static final Set<String> BEFORE_OPERAND =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "AS",
          "BETWEEN",
          "BY",
          "CASE",
          "DISTINCT",
          "ELSE",
          "FROM",
          "HAVING",
          "ILIKE",
          "IN",
          "IS",
          "JOIN",
          "LIKE",
          "LIMIT",
          "NOT",
          "OFFSET",
          "ON",
          "OR",
          "SELECT",
          "SIMILAR",
          "SOME",
          "THEN",
          "TO",
          "UNION",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "LATERAL",
          "EXISTS",
          "RETURNING",
          "ESCAPE",
          "ZONE",
          "OVER",
          "FILTER",
          "EXCEPT",
          "INTERSECT",
          "ONLY");

  /** They end a select list. */
  static final Set<String> AFTER_ITEMS =
      Set.of(
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "WINDOW",
          "FETCH",
          "FOR",
          "INTO",
          "QUALIFY");

  /** They end the list of relations. */
  static final Set<String> AFTER_FROM =
      Set.of(
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "WINDOW",
          "FETCH",
          "FOR",
          "SELECT",
          "QUALIFY");

  /** They follow a relation without an alias. */
  static final Set<String> AFTER_SOURCE =
      Set.of(
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "WINDOW",
          "FETCH",
          "FOR",
          "JOIN",
          "LEFT",
          "RIGHT",
          "FULL",
          "INNER",
          "CROSS",
          "NATURAL",
          "ON",
          "USING",
          "WITH",
          "TABLESAMPLE");

  /** They end an operand and are no alias. */
  static final Set<String> CONSTANTS =
      Set.of("NULL", "TRUE", "FALSE", "END", "UNKNOWN", "NOTNULL", "ISNULL");

  /** What follows them is no alias, though a name. */
  static final Set<String> OPERATORS =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "AT",
          "BETWEEN",
          "CASE",
          "COLLATE",
          "DISTINCT",
          "ELSE",
          "FROM",
          "ILIKE",
          "IN",
          "INTERVAL",
          "IS",
          "LIKE",
          "NOT",
          "OR",
          "SIMILAR",
          "SOME",
          "THEN",
          "TIME",
          "TO",
          "WHEN",
          "ZONE",
          "ESCAPE",
          "DATE",
          "TIMESTAMP");

  /** Functions without parentheses that tell of the session. */
  static final Set<String> SESSION =
      Set.of(
          "CURRENT_USER",
          "SESSION_USER",
          "USER",
          "CURRENT_ROLE",
          "CURRENT_CATALOG",
          "CURRENT_SCHEMA");

  /** A statement with one of them at its beginning, or at that of a part, changes something. */
  static final Set<String> CHANGING =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "COPY", "CALL", "INTO");

  private Keywords() {}
}
