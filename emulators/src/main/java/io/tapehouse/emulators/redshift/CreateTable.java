package io.tapehouse.emulators.redshift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CREATE TABLE without what is physical, and without keys, which Redshift does not enforce. */
final class CreateTable {

  private static final Set<String> STYLES = Set.of("auto", "even", "key", "all");

  private final Sql sql;
  private final Edits edits;
  private final Map<String, ColumnDefinition> columns = new LinkedHashMap<>();
  private final List<String> distKeys = new ArrayList<>();
  private final List<String> sortKeys = new ArrayList<>();
  private String style = "";
  private boolean like;

  private CreateTable(Sql sql, Edits edits) {
    this.sql = sql;
    this.edits = edits;
  }

  /** Leaves a statement alone that creates something else. */
  static void rewrite(Sql sql, Edits edits) throws ServerError {
    int place = 1;
    while (Set.of("local", "temp", "temporary").contains(sql.token(place).text())) {
      place++;
    }
    if (sql.at(place, "table")) {
      int name = sql.at(place + 1, "if not exists") ? place + 4 : place + 1;
      new CreateTable(sql, edits).body(name);
    }
  }

  private void body(int name) throws ServerError {
    int place = name + 1;
    while (sql.at(place, ".")) {
      place += 2;
    }
    ReservedWords.refuseAsName(sql.token(place - 1));
    if (sql.at(place, "(")) {
      elements(place);
      place = sql.close(place) + 1;
    }
    attributes(place);
    check();
  }

  private void elements(int open) throws ServerError {
    int close = sql.close(open);
    List<Integer> keys = new ArrayList<>();
    int start = open + 1;
    for (int place = start; place <= close; place = sql.skip(place)) {
      if (place == close || sql.at(place, ",")) {
        element(start, place, keys);
        start = place + 1;
      }
    }
    for (int key : keys) {
      key(key);
    }
  }

  private void element(int start, int end, List<Integer> keys) throws ServerError {
    if (sql.at(start, "like")) {
      like = true;
      edits.insert(sql.token(end - 1).end(), " INCLUDING CONSTRAINTS");
    } else if (Keys.at(sql, start)) {
      keys.add(start);
      edits.delete(sql.token(start - 1).start(), sql.token(end - 1).end());
    } else if (sql.at(start, "check") || sql.at(start, "exclude")) {
      throw ServerError.unsupported("a CHECK or EXCLUDE constraint");
    } else if (end - start > 1) {
      ColumnDefinition column = new ColumnDefinition(sql, start, end);
      column.rewrite(edits);
      columns.put(column.name(), column);
      if (column.distKey()) {
        distKeys.add(column.name());
      }
      if (column.sortKey()) {
        sortKeys.add(column.name());
      }
    }
  }

  private void key(int element) throws ServerError {
    List<String> named = Keys.columns(sql, element);
    Keys.require(columns.keySet(), named);
    if (sql.at(Keys.start(sql, element), "primary")) {
      for (String name : named) {
        ColumnDefinition column = columns.get(name);
        if (column != null) {
          edits.insert(column.end(), " NOT NULL");
        }
      }
    }
  }

  private void attributes(int from) throws ServerError {
    int place = from;
    int end = attribute(place);
    while (end > place) {
      edits.delete(sql.token(place).start(), sql.token(end - 1).end());
      place = end;
      end = attribute(place);
    }
  }

  /** The place after the attribute here; the same place if there is none that is known. */
  private int attribute(int place) throws ServerError {
    if (sql.at(place, "diststyle") && STYLES.contains(sql.token(place + 1).text())) {
      style = sql.token(place + 1).text();
      return place + 2;
    }
    if (sql.at(place, "distkey (")) {
      distKeys.addAll(Keys.names(sql, place + 1));
      return sql.close(place + 1) + 1;
    }
    int sort = sql.at(place, "compound") || sql.at(place, "interleaved") ? place + 1 : place;
    if (sql.at(sort, "sortkey (")) {
      if (!sortKeys.isEmpty()) {
        throw ServerError.syntax("multiple SORTKEY definitions");
      }
      sortKeys.addAll(Keys.names(sql, sort + 1));
      return sql.close(sort + 1) + 1;
    }
    boolean known =
        sql.at(place, "sortkey auto")
            || sql.at(place, "encode auto")
            || sql.at(place, "backup yes")
            || sql.at(place, "backup no");
    return known ? place + 2 : place;
  }

  private void check() throws ServerError {
    if (distKeys.size() > 1) {
      throw ServerError.syntax("multiple DISTKEY definitions");
    }
    if (distKeys.isEmpty() == style.equals("key") && !style.isEmpty()) {
      throw ServerError.syntax("DISTSTYLE " + style + " does not go with its DISTKEY");
    }
    if (!like && !columns.isEmpty()) {
      Keys.require(columns.keySet(), distKeys);
      Keys.require(columns.keySet(), sortKeys);
    }
  }
}
