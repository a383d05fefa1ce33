package io.tapehouse.sql.redshift;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Proves the keys of the tables that have one, and what else is unique in them, before a
 * transaction is committed. Redshift does not enforce keys, but its planner leaves out a DISTINCT
 * or a join where a key permits it: a key that does not hold gives wrong answers. The keys of facts
 * are not declared; checks of each load prove them for the rows of the load.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/t_Defining_constraints.html">table
 *     constraints</a>
 */
final class KeyProof {

  /** All small: some ten thousand options a year are the most, and some thousand participants. */
  private static final List<String> TABLES =
      List.of(
          "exchange",
          "index",
          "index_name",
          "derivative",
          "derivative_detail",
          "derivative_spread",
          "ccass_participant",
          "partition_fence");

  private final String query;

  KeyProof(Dictionary dictionary) {
    List<String> parts = new ArrayList<>();
    for (String name : TABLES) {
      Table table = dictionary.warehouseTable(name).orElseThrow();
      parts.add(repeated(name, table.key().stream().map(Table.Column::name).toList()));
      table.unique().forEach(columns -> parts.add(repeated(name, columns)));
    }
    query = String.join("\nUNION ALL ", parts);
  }

  /** The tables whose keys are proved; the migrations declare no others. */
  static List<String> tables() {
    return TABLES;
  }

  /**
   * Looks at what the transaction would leave.
   *
   * @throws WarehouseException when a key stands there twice: a defect of Tapehouse or of a user
   *     who wrote beside it
   */
  void verify(Session session) {
    List<String> repeated =
        session.list(query, row -> row.getString(1) + ": " + row.getLong(2) + " keys");
    if (!repeated.isEmpty()) {
      throw new WarehouseException(
          "expected each key once, found some more than once in " + String.join(", ", repeated));
    }
  }

  private static String repeated(String table, List<String> columns) {
    String key = columns.stream().map(Identifier::of).collect(Collectors.joining(", "));
    return "SELECT %s AS place, count(*) AS keys FROM (SELECT %s FROM %s GROUP BY %s HAVING count(*) > 1) k HAVING count(*) > 0"
        .formatted(
            Literal.of(table + " (" + String.join(", ", columns) + ")"),
            key,
            Identifier.of(table),
            key);
  }
}
