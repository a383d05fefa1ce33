package io.tapehouse.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.gateway.TestGateway;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metadata that PostgreSQL's and Redshift's JDBC drivers make of the catalogue. */
class DriverMetadataTest {

  private static TestGateway gateway;

  /** A driver by the beginning of its addresses. */
  enum Driver {
    POSTGRESQL,
    REDSHIFT;

    Connection connect() throws SQLException {
      Properties properties = new Properties();
      properties.setProperty("user", "analyst");
      properties.setProperty("password", "any");
      properties.setProperty("ssl", "false");
      return DriverManager.getConnection(
          "jdbc:%s://127.0.0.1:%d/tapehouse"
              .formatted(name().toLowerCase(Locale.ROOT), gateway.port()),
          properties);
    }
  }

  @BeforeAll
  static void open() {
    gateway = TestGateway.open();
  }

  @AfterAll
  static void close() throws Exception {
    gateway.close();
  }

  private static List<String> rows(ResultSet result, String... columns) throws SQLException {
    try (result) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          values.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    }
  }

  @ParameterizedTest
  @EnumSource
  void databasesSchemasAndTables(Driver driver) throws SQLException {
    try (Connection connection = driver.connect()) {
      DatabaseMetaData meta = connection.getMetaData();
      assertThat(connection.getCatalog()).isEqualTo("tapehouse");
      assertThat(connection.getSchema()).isEqualTo("public");
      assertThat(rows(meta.getCatalogs(), "TABLE_CAT")).containsExactly("tapehouse");
      assertThat(rows(meta.getSchemas(), "TABLE_SCHEM"))
          .containsExactly("information_schema", "pg_catalog", "public");
      assertThat(
              rows(
                  meta.getTables(null, "public", "index%", new String[] {"TABLE", "VIEW"}),
                  "TABLE_CAT",
                  "TABLE_SCHEM",
                  "TABLE_NAME",
                  "TABLE_TYPE",
                  "REMARKS"))
          .contains(
              "tapehouse|public|index|TABLE|An index",
              "tapehouse|public|index_candle|VIEW|null",
              "tapehouse|public|index_history|TABLE|A bar of an index");
      // A pattern of a driver that escapes what is no pattern.
      assertThat(rows(meta.getTables(null, "public", "index\\_h%", null), "TABLE_NAME"))
          .contains("index_history")
          .allMatch(name -> name.startsWith("index_history"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void columns(Driver driver) throws SQLException {
    try (Connection connection = driver.connect()) {
      assertThat(
              rows(
                  connection.getMetaData().getColumns(null, "public", "index\\_history", "%"),
                  "ORDINAL_POSITION",
                  "COLUMN_NAME",
                  "DATA_TYPE",
                  "TYPE_NAME",
                  "COLUMN_SIZE",
                  "DECIMAL_DIGITS",
                  "IS_NULLABLE",
                  "REMARKS"))
          .contains(
              "1|index_id|" + Types.INTEGER + "|int4|10|0|NO|the index",
              "4|price_open|"
                  + Types.NUMERIC
                  + "|numeric|18|6|NO|first print, by time and then by line of the file (points)",
              "11|session|" + Types.VARCHAR + "|varchar|5|0|NO|day or night",
              "12|load_id|" + Types.BIGINT + "|int8|19|0|NO|the load that wrote the row")
          .hasSize(12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keys(Driver driver) throws SQLException {
    try (Connection connection = driver.connect()) {
      DatabaseMetaData meta = connection.getMetaData();
      assertThat(
              rows(
                  meta.getPrimaryKeys(null, "public", "index_history"),
                  "COLUMN_NAME",
                  "KEY_SEQ",
                  "PK_NAME"))
          .containsExactlyInAnyOrder(
              "index_id|1|index_history_pkey",
              "scale|2|index_history_pkey",
              "datetime|3|index_history_pkey");
      assertThat(
              rows(
                  meta.getImportedKeys(null, "public", "derivative"),
                  "FKCOLUMN_NAME",
                  "PKTABLE_NAME",
                  "PKCOLUMN_NAME",
                  "FK_NAME"))
          .containsExactly(
              "exchange_code|exchange|code|derivative_exchange_code_fkey",
              "index_id|index|id|derivative_index_id_fkey");
      assertThat(rows(meta.getExportedKeys(null, "public", "derivative"), "FKTABLE_NAME"))
          .containsExactly("derivative_detail", "derivative_position", "derivative_spread");
    }
  }

  @Test
  void indexesAndTypesOfPostgres() throws SQLException {
    try (Connection connection = Driver.POSTGRESQL.connect()) {
      DatabaseMetaData meta = connection.getMetaData();
      assertThat(
              rows(
                  meta.getIndexInfo(null, "public", "index_daily", true, true),
                  "INDEX_NAME",
                  "NON_UNIQUE",
                  "ORDINAL_POSITION",
                  "COLUMN_NAME"))
          .containsExactly("index_daily_pkey|f|1|index_id", "index_daily_pkey|f|2|trading_date");
      assertThat(rows(meta.getTypeInfo(), "TYPE_NAME", "DATA_TYPE"))
          .contains("int4|" + Types.INTEGER, "varchar|" + Types.VARCHAR, "bool|" + Types.BIT);
      assertThat(meta.getSQLKeywords()).contains("analyse").doesNotContain(",select,");
      assertThat(meta.getDatabaseProductVersion()).isEqualTo("15.0");
    }
  }

  @Test
  void listsAsParameters() throws SQLException {
    try (Connection connection = Driver.POSTGRESQL.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT typname FROM pg_type WHERE oid = ANY(?::oid[]) OR typname = ANY(?) ORDER BY oid")) {
      query.setArray(1, connection.createArrayOf("oid", new Long[] {16L, 23L}));
      query.setArray(2, connection.createArrayOf("text", new String[] {"date"}));
      assertThat(rows(query.executeQuery(), "typname")).containsExactly("bool", "int4", "date");
    }
  }

  @Test
  void whoMayReadByRedshift() throws SQLException {
    try (Connection connection = Driver.REDSHIFT.connect()) {
      DatabaseMetaData meta = connection.getMetaData();
      assertThat(rows(meta.getTablePrivileges(null, "public", "index"), "TABLE_NAME", "PRIVILEGE"))
          .containsExactly("index|SELECT");
      assertThat(rows(meta.getProcedures(null, "public", "%"), "PROCEDURE_NAME")).isEmpty();
      assertThat(rows(meta.getFunctions(null, "public", "%"), "FUNCTION_NAME")).isEmpty();
      assertThat(meta.getDatabaseProductVersion()).isEqualTo("8.0.2");
    }
  }
}
