package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.TableDdl;
import io.tapehouse.sql.migration.SqlScript;
import io.tapehouse.store.lake.Lake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The migrated schema is the dictionary's, column by column. */
class DuckDbSchemaTest extends WarehouseTestBase {

  @Override
  Warehouse open(Path home, Lake from, Clock clock) {
    return MigratedDuckDb.open(home, from, clock);
  }

  @Test
  void hasTheTablesOfTheDictionary() {
    assertThat(
            rows(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_type = 'BASE TABLE' AND table_name <> 'schema_migration'"""))
        .containsExactlyInAnyOrderElementsOf(
            Dictionary.load().warehouseTables().stream().map(Table::name).toList());
  }

  @Test
  void hasTheColumnsOfTheDictionary() {
    for (Table table : Dictionary.load().warehouseTables()) {
      List<String> columns =
          rows(
              """
              SELECT column_name || ' ' || data_type || CASE is_nullable WHEN 'YES' THEN '' ELSE ' NOT NULL' END
              FROM information_schema.columns WHERE table_name = '%s' ORDER BY ordinal_position"""
                  .formatted(table.name()));
      // One column of text: CSV quotes those with a comma in the type.
      assertThat(columns.stream().map(line -> line.replace("\"", "")))
          .as(table.name())
          .containsExactlyElementsOf(
              table.columns().stream()
                  .map(
                      column ->
                          column.name()
                              + " "
                              + duckDbType(column.type())
                              + (column.nullable() ? "" : " NOT NULL"))
                  .toList());
    }
  }

  /** DuckDB forgets the lengths of texts, Redshift does not: they are held in the text itself. */
  @Test
  void writesTheTypesOfTheDictionary() {
    String migrations = MigrationScripts.text();
    for (Table table : Dictionary.load().warehouseTables()) {
      String start = "CREATE TABLE " + table.name() + " (";
      String body = migrations.substring(migrations.lastIndexOf(start) + start.length());
      body = body.substring(0, body.indexOf(");"));
      for (Table.Column column : table.columns()) {
        assertThat(body)
            .as(table.name())
            .contains(
                "\n    "
                    + column.name()
                    + " "
                    + column.type()
                    + (column.nullable() ? "" : " NOT NULL"));
      }
    }
  }

  @Test
  void declaredTablesAreCreatedAsTheDictionaryWritesThem() {
    String migration =
        SqlScript.read("migrations/V007__taiwan.sql").text()
            + SqlScript.read("migrations/V010__flows.sql").text();
    Dictionary dictionary = Dictionary.load();
    for (String table :
        List.of(
            "stock_valuation",
            "stock_shareholding",
            "put_call_ratio",
            "stock_institutional",
            "market_institutional",
            "stock_margin",
            "market_margin")) {
      assertThat(migration)
          .contains(
              String.join("\n", TableDdl.lines(dictionary.warehouseTable(table).orElseThrow())));
    }
    String derivatives = SqlScript.read("migrations/V009__taiwan_derivatives.sql").text();
    for (String table :
        List.of(
            "derivative_detail_daily",
            "derivative_spread_daily",
            "derivative_position",
            "derivative_large_trader")) {
      assertThat(derivatives)
          .contains(
              String.join("\n", TableDdl.lines(dictionary.warehouseTable(table).orElseThrow())));
    }
  }

  private static String duckDbType(String type) {
    if (type.startsWith("VARCHAR")) {
      return "VARCHAR";
    }
    return type.replace("NUMERIC", "DECIMAL").replace("DOUBLE PRECISION", "DOUBLE");
  }
}
