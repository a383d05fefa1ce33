package io.tapehouse.emulators.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keys as CREATE TABLE states them. Redshift notes them and does not enforce them. */
final class Keys {

  private Keys() {}

  /** Where the key itself starts, behind its name if it has one. */
  static int start(Sql sql, int element) {
    return sql.at(element, "constraint") ? element + 2 : element;
  }

  /** Whether this is a key of the table, not a column. */
  static boolean at(Sql sql, int element) {
    int key = start(sql, element);
    return sql.at(key, "primary key (") || sql.at(key, "unique (") || sql.at(key, "foreign key (");
  }

  /** The columns of the key. */
  static List<String> columns(Sql sql, int element) {
    return names(sql, sql.find(start(sql, element), "("));
  }

  /** The names between the parenthesis at {@code open} and its end. */
  static List<String> names(Sql sql, int open) {
    List<String> names = new ArrayList<>();
    int close = sql.close(open);
    for (int place = open + 1; place < close; place++) {
      if (sql.token(place).isName()) {
        names.add(sql.token(place).text());
      }
    }
    return names;
  }

  /** After {@code REFERENCES table [(column)]}. */
  static int afterReference(Sql sql, int place) {
    int end = place + 2;
    while (sql.at(end, ".")) {
      end += 2;
    }
    return sql.at(end, "(") ? sql.close(end) + 1 : end;
  }

  static void require(Set<String> columns, List<String> named) throws ServerError {
    for (String name : named) {
      if (!columns.contains(name)) {
        throw ServerError.of("42703", "column \"" + name + "\" named in key does not exist", "");
      }
    }
  }
}
