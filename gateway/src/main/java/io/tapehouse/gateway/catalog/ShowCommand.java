package io.tapehouse.gateway.catalog;

import io.tapehouse.sql.jdbc.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Redshift's SHOW commands as queries. Each is made of what it lists, what it lists that of, and
 * patterns: {@code SHOW TABLES FROM SCHEMA db.schema LIKE 'a%'}, or, as its driver asks for all of
 * a database, {@code SHOW TABLES FROM DATABASE db WHERE table_name LIKE 'a%'}. Names are
 * identifiers, strings or parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html">SHOW TABLES</a>
 */
final class ShowCommand {

  /** The columns that narrow a list down, by how far its names go. */
  private static final List<String> PATH = List.of("database_name", "schema_name", "table_name");

  private static final Set<String> LISTED_OF = Set.of("FROM", "ON", "OF");

  private static final Set<String> SCOPES =
      Set.of("DATABASE", "SCHEMA", "TABLE", "PROCEDURE", "FUNCTION");

  private final Words words;
  private final List<String> conditions = new ArrayList<>();
  private int at = 1;

  private ShowCommand(Words words) {
    this.words = words;
  }

  /** The query, or empty for any other SHOW: those of settings are the session's. */
  static Optional<String> translate(Words words) {
    return new ShowCommand(words).query();
  }

  private Optional<String> query() {
    if (takes("DATABASES")) {
      return list("SELECT * FROM svv_redshift_databases", PATH, "database_name", "database_name");
    }
    if (takes("SCHEMAS")) {
      return list("SELECT * FROM shown_schema", PATH, "schema_name", "schema_name");
    }
    if (takes("TABLES")) {
      return list("SELECT * FROM shown_table", PATH, "table_name", "schema_name, table_name");
    }
    if (takes("COLUMNS")) {
      return list(
          "SELECT * FROM shown_column",
          PATH,
          "column_name",
          "schema_name, table_name, ordinal_position");
    }
    if (takes("CONSTRAINTS")) {
      return constraints();
    }
    if (takes("COLUMN") && takes("GRANTS")) {
      return list("SELECT * FROM shown_column_grant", PATH, "column_name", "column_name");
    }
    if (takes("GRANTS")) {
      if (words.is(at, "ON") && words.is(at + 1, "TABLES")) {
        at += 2;
      }
      return list("SELECT * FROM shown_grant", PATH, "table_name", "table_name");
    }
    if (takes("PROCEDURES")) {
      return list("SELECT * FROM shown_procedure", PATH, "procedure_name", "procedure_name");
    }
    if (takes("FUNCTIONS")) {
      return list("SELECT * FROM shown_function", PATH, "function_name", "function_name");
    }
    if (takes("PARAMETERS")) {
      String routine = words.is(at + 1, "FUNCTION") ? "function_name" : "procedure_name";
      List<String> path = List.of("database_name", "schema_name", routine);
      return list("SELECT * FROM shown_parameter", path, "parameter_name", "ordinal_position");
    }
    return Optional.empty();
  }

  private Optional<String> constraints() {
    if (takes("PRIMARY") && takes("KEYS")) {
      return list("SELECT * FROM shown_primary_key", PATH, "column_name", "key_seq");
    }
    if (takes("FOREIGN") && takes("KEYS")) {
      boolean exported = takes("EXPORTED");
      String side = exported ? "pk_" : "fk_";
      List<String> path = PATH.stream().map(column -> side + column).toList();
      return list(
          "SELECT * FROM shown_foreign_key",
          path,
          side + "column_name",
          (exported ? "fk_table_name" : "pk_table_name") + ", fk_name, key_seq");
    }
    return Optional.empty();
  }

  /** Reads the rest of the command; empty when it is not understood to its end. */
  private Optional<String> list(String select, List<String> path, String pattern, String order) {
    if (words.isAny(at, LISTED_OF)) {
      at++;
      scope(path);
    }
    if (takes("DRIVER_TOKEN")) {
      // By it Redshift counts the uses of its drivers.
      at++;
    }
    if (takes("LIKE")) {
      conditions.add(pattern + " LIKE " + value());
    } else if (takes("WHERE")) {
      where();
    }
    String limit = takes("LIMIT") ? " LIMIT " + value() : "";
    if (at < words.size()) {
      return Optional.empty();
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return Optional.of(select + where + " ORDER BY " + order + limit);
  }

  /** Patterns for columns of the list, all of which must fit. */
  private void where() {
    do {
      String column = words.name(at);
      at++;
      if (column.isEmpty() || !takes("LIKE")) {
        // What follows stays, so that the command is refused.
        at--;
        return;
      }
      conditions.add(Identifier.of(column) + " LIKE " + value());
    } while (takes("AND"));
  }

  /** What comes without a word for its kind is a path of the same length. */
  private void scope(List<String> path) {
    boolean schema = words.is(at, "SCHEMA");
    boolean database = words.is(at, "DATABASE");
    if (words.isAny(at, SCOPES)) {
      at++;
    }
    List<String> names = new ArrayList<>();
    names.add(value());
    while (words.isSymbol(at, ".")) {
      at++;
      names.add(value());
    }
    if (words.isSymbol(at, "(")) {
      // The argument types of a function.
      at = words.closing(at) + 1;
    }
    int last = database ? 1 : schema ? 2 : path.size();
    int first = Math.max(0, last - names.size());
    for (int i = 0; i < names.size() && first + i < path.size(); i++) {
      conditions.add(path.get(first + i) + " = " + names.get(i));
    }
  }

  private boolean takes(String word) {
    boolean is = words.is(at, word);
    if (is) {
      at++;
    }
    return is;
  }

  /** A name becomes a string. */
  private String value() {
    if (at >= words.size()) {
      return "NULL";
    }
    String value =
        words.isName(at) ? "'" + words.name(at).replace("'", "''") + "'" : words.get(at).text();
    at++;
    return value;
  }
}
