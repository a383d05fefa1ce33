package io.tapehouse.gateway.catalog;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse's relations as rows of the staging tables, from which {@code fill.sql} makes the
 * catalogue. Numbers follow from the order of the names, so that the same relations always bear the
 * same. A key is shown where something proves it: the engine, or the check of the dictionary that
 * every load of the table must pass. A reference is shown where the key is that it names.
 */
final class RelationRows {

  /** The first number that PostgreSQL gives to a user's objects. */
  private static final int FIRST_RELATION = 16_384;

  private static final int FIRST_INDEX = 32_768;
  private static final int FIRST_KEY = 49_152;
  private static final int FIRST_REFERENCE = 65_536;

  /** The check that proves the key of what a load brings. */
  private static final String UNIQUE_KEY = "unique_key";

  private final Dictionary dictionary;

  RelationRows(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** A relation with its numbers and what the dictionary knows of it. */
  private record Numbered(int position, Relation relation, @Nullable Table table) {

    int oid() {
      return FIRST_RELATION + position;
    }

    int number(String column) {
      for (int i = 0; i < relation.columns().size(); i++) {
        if (relation.columns().get(i).name().equals(column)) {
          return i + 1;
        }
      }
      throw new IllegalArgumentException(relation.name() + " has no column " + column);
    }

    String numbers(List<String> columns) {
      return columns.stream().map(c -> Integer.toString(number(c))).toList().toString();
    }

    Table.@Nullable Column declared(String column) {
      return table == null ? null : table.column(column).orElse(null);
    }

    List<String> key() {
      if (!relation.primaryKey().isEmpty()) {
        return relation.primaryKey();
      }
      boolean proved =
          table != null
              && table.checks().contains(UNIQUE_KEY)
              && table.key().stream().allMatch(column -> has(column.name()));
      return proved ? table.key().stream().map(Table.Column::name).toList() : List.of();
    }

    private boolean has(String column) {
      return relation.columns().stream().anyMatch(c -> c.name().equals(column));
    }
  }

  /** Replaces the rows of the staging tables, in the connection's transaction. */
  void write(DuckDBConnection connection, List<Relation> relations) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM new_relation");
      statement.execute("DELETE FROM new_attribute");
      statement.execute("DELETE FROM new_constraint");
    }
    Map<String, Numbered> all = numbered(relations);
    try (DuckDBAppender rows = connection.createAppender("new_relation")) {
      for (Numbered one : all.values()) {
        relation(rows, one);
      }
    }
    try (DuckDBAppender rows = connection.createAppender("new_attribute")) {
      for (Numbered one : all.values()) {
        attributes(rows, one);
      }
    }
    try (DuckDBAppender rows = connection.createAppender("new_constraint")) {
      for (Numbered one : all.values()) {
        if (!one.key().isEmpty()) {
          primaryKey(rows, one);
        }
      }
      references(rows, all);
    }
  }

  private Map<String, Numbered> numbered(List<Relation> relations) {
    Map<String, Numbered> all = new LinkedHashMap<>();
    relations.stream()
        .sorted(Comparator.comparing(Relation::name))
        .forEach(
            relation ->
                all.put(
                    relation.name(),
                    new Numbered(
                        all.size(),
                        relation,
                        dictionary.warehouseTable(relation.name()).orElse(null))));
    return all;
  }

  private static void relation(DuckDBAppender rows, Numbered one) throws SQLException {
    Table table = one.table();
    rows.beginRow()
        .append((long) one.oid())
        .append(one.relation().name())
        .append(one.relation().view() ? "v" : "r")
        .append(table == null ? null : table.title())
        .append(one.relation().definition());
    if (table == null || table.redshift() == null) {
      rows.appendNull();
    } else {
      rows.append(distStyle(table.redshift().distStyle()));
    }
    rows.endRow();
  }

  /** As {@code pg_class.reldiststyle} of Redshift numbers them. */
  private static short distStyle(String name) {
    return switch (name) {
      case "KEY" -> 1;
      case "ALL" -> 8;
      default -> 0;
    };
  }

  private static void attributes(DuckDBAppender rows, Numbered one) throws SQLException {
    Table table = one.table();
    Table.Redshift layout = table == null ? null : table.redshift();
    List<String> sorted = layout == null || layout.sortKey() == null ? List.of() : layout.sortKey();
    short number = 0;
    for (Relation.Column column : one.relation().columns()) {
      number++;
      Table.Column declared = one.declared(column.name());
      ColumnType type = ColumnType.of(column.type(), declared == null ? null : declared.type());
      rows.beginRow()
          .append((long) one.oid())
          .append(number)
          .append(column.name())
          .append((long) type.oid())
          .append(type.modifier())
          .append(!column.nullable())
          .append(declared == null ? null : comment(declared))
          .append(layout != null && column.name().equals(layout.distKey()))
          .append(sorted.indexOf(column.name()) + 1)
          .endRow();
    }
  }

  private static String comment(Table.Column column) {
    return column.unit() == null
        ? column.meaning()
        : "%s (%s)".formatted(column.meaning(), column.unit());
  }

  private static void primaryKey(DuckDBAppender rows, Numbered one) throws SQLException {
    rows.beginRow()
        .append((long) FIRST_KEY + one.position())
        .append((long) FIRST_INDEX + one.position())
        .append(one.relation().name() + "_pkey")
        .append("p")
        .append((long) one.oid())
        .append(one.numbers(one.key()))
        .appendNull()
        .appendNull()
        .append("PRIMARY KEY (" + String.join(", ", one.key()) + ")")
        .endRow();
  }

  /** References to a key of one column. */
  private static void references(DuckDBAppender rows, Map<String, Numbered> all)
      throws SQLException {
    int next = FIRST_REFERENCE;
    for (Numbered one : all.values()) {
      List<Table.Column> columns = one.table() == null ? List.of() : one.table().columns();
      for (Table.Column column : columns) {
        Optional<Numbered> target =
            Optional.ofNullable(column.references())
                .map(all::get)
                .filter(t -> t.key().size() == 1 && one.has(column.name()));
        if (target.isPresent()) {
          reference(rows, next, one, column.name(), target.get());
          next++;
        }
      }
    }
  }

  private static void reference(
      DuckDBAppender rows, int oid, Numbered one, String column, Numbered target)
      throws SQLException {
    String key = target.key().stream().collect(Collectors.joining(", "));
    rows.beginRow()
        .append((long) oid)
        .append(0L)
        .append("%s_%s_fkey".formatted(one.relation().name(), column))
        .append("f")
        .append((long) one.oid())
        .append(one.numbers(List.of(column)))
        .append((long) target.oid())
        .append(target.numbers(target.key()))
        .append(
            "FOREIGN KEY (%s) REFERENCES %s(%s)".formatted(column, target.relation().name(), key))
        .endRow();
  }
}
