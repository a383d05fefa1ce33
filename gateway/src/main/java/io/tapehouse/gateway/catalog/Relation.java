package io.tapehouse.gateway.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table or view of the warehouse as its engine has it.
 *
 * @param name its name
 * @param view whether it is a view
 * @param columns its columns in their order
 * @param primaryKey columns of the key that the engine enforces; empty without one
 * @param definition the query of a view; null of a table
 */
public record Relation(
    String name,
    boolean view,
    List<Column> columns,
    List<String> primaryKey,
    @Nullable String definition) {

  private static final String COLUMNS =
      """
      SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, v.sql,
          CASE WHEN list_contains(k.constraint_column_names, c.column_name)
              THEN list_position(k.constraint_column_names, c.column_name) ELSE 0 END AS key_position
      FROM duckdb_columns() c
      LEFT JOIN duckdb_views() v ON v.view_oid = c.table_oid AND v.database_oid = c.database_oid
      LEFT JOIN duckdb_constraints() k ON k.table_oid = c.table_oid
          AND k.database_oid = c.database_oid AND k.constraint_type = 'PRIMARY KEY'
      WHERE c.database_name = current_database() AND c.schema_name = 'main' AND NOT c.internal
      ORDER BY c.table_name, c.column_index""";

  /** Keeps copies of the lists. */
  public Relation {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /**
   * A column.
   *
   * @param name its name
   * @param type the engine's name of its type, {@code DECIMAL(18,6)}
   * @param nullable whether it may be absent
   */
  public record Column(String name, String type, boolean nullable) {}

  /**
   * The relations of a DuckDB warehouse, in the order of their names.
   *
   * @throws SQLException when the engine does not answer
   */
  public static List<Relation> read(Connection warehouse) throws SQLException {
    Map<String, Reading> relations = new LinkedHashMap<>();
    try (PreparedStatement query = warehouse.prepareStatement(COLUMNS);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String definition = row.getString("sql");
        Reading reading =
            relations.computeIfAbsent(
                row.getString("table_name"), name -> new Reading(name, definition));
        String column = row.getString("column_name");
        reading.columns.add(
            new Column(column, row.getString("data_type"), row.getBoolean("is_nullable")));
        if (row.getInt("key_position") > 0) {
          reading.key.put(row.getInt("key_position"), column);
        }
      }
    }
    return relations.values().stream().map(Reading::relation).toList();
  }

  /** A relation of which not all columns have been read. */
  private static final class Reading {
    private final String name;
    private final @Nullable String definition;
    private final List<Column> columns = new ArrayList<>();
    private final Map<Integer, String> key = new TreeMap<>();

    Reading(String name, @Nullable String definition) {
      this.name = name;
      this.definition = definition;
    }

    Relation relation() {
      return new Relation(name, definition != null, columns, List.copyOf(key.values()), definition);
    }
  }
}
