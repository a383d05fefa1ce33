package io.tapehouse.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.operations.Queries;
import io.tapehouse.orchestrator.operations.RemoteOperations;
import io.tapehouse.orchestrator.operations.WarehouseQueries;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code tapehouse sql --query}: the same beside an owner and without one. */
class ControlNamedQueryTest {

  private static final String[] TREND = {
    "--query", "ccass-trend", "-p", "stock=9868", "--parameter", "top=1", "-p", "to=2024-11-05"
  };

  @TempDir private Path folder;

  private Home home;

  /** A stock of two loaded days with one between that was not. */
  @BeforeEach
  void fill() throws SQLException {
    home = new Home(folder);
    try (Warehouse warehouse = open()) {
      warehouse.migrate();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.warehouse());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO ccass_participant VALUES ('C00019', 'C00019', 'custodian', '滙豐 \"HSBC\"', NULL)");
      for (String day : List.of("2024-11-01", "2024-11-05")) {
        statement.execute(
            "INSERT INTO ccass_summary VALUES ('09868', DATE '%s', 'XPENG', 'en', 1000, 300, 1, 0, 0, 0, 0, 300, 1, true, 1)"
                .formatted(day));
      }
      statement.execute(
          "INSERT INTO ccass_holding VALUES ('09868', 'C00019', DATE '2024-11-01', DATE '2024-11-05', 250),"
              + " ('09868', 'C00019', DATE '2024-11-05', NULL, 300)");
    }
  }

  private DuckDbWarehouse open() {
    return DuckDbWarehouse.open(
        home.warehouse(), WarehouseConfig.DEFAULT, new Lake(new FolderObjectStore(home.lake())));
  }

  private Said sql(String... arguments) {
    List<String> all = new ArrayList<>(List.of("sql", "--home", folder.toString()));
    all.addAll(List.of(arguments));
    return Said.tapehouse(all.toArray(String[]::new));
  }

  private Said sqlBesideAnOwner(String... arguments) throws IOException {
    try (OwnedHome owned = OwnedHome.take(home, DataKind.SIMULATED, "a test");
        Warehouse warehouse = open();
        ControlServer server =
            ControlServer.open(
                owned.home(),
                RemoteOperations.handlers(Queries.class, new WarehouseQueries(warehouse)),
                Duration.ZERO)) {
      assertThat(server).isNotNull();
      return sql(arguments);
    }
  }

  @ParameterizedTest
  @EnumSource(ResultFormat.class)
  void theBytesAreTheSame(ResultFormat format) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(TREND));
    arguments.addAll(List.of("--format", format.name().toLowerCase(Locale.ROOT)));
    Said alone = sql(arguments.toArray(String[]::new));
    assertThat(alone.err()).isEmpty();
    assertThat(alone.exit()).isZero();
    assertThat(alone.out()).contains("滙豐", "30.0000");
    assertThat(sqlBesideAnOwner(arguments.toArray(String[]::new))).isEqualTo(alone);
  }

  @Test
  void answersOfLoadedDaysAlone() throws IOException {
    List<String> arguments = new ArrayList<>(List.of(TREND));
    arguments.addAll(List.of("--format", "csv"));
    assertThat(sqlBesideAnOwner(arguments.toArray(String[]::new)).lines())
        .containsExactly(
            "trading_date,position,participant_code,participant_name,shareholding,percent_of_issued,percent_of_ccass,"
                + "adjusted_shareholding,adjustment_factor,known_corporate_actions",
            "2024-11-01,1,C00019,\"滙豐 \"\"HSBC\"\"\",250,25.0000,83.3333,250,1.00000000,0",
            "2024-11-05,1,C00019,\"滙豐 \"\"HSBC\"\"\",300,30.0000,100.0000,300,1.00000000,0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--query ccass-trnd -p stock=1 | no query 'ccass-trnd'; did you mean 'ccass-trend'?",
        "--query balance | no query 'balance'; there are conditions, completeness, ccass-holders,",
        "--describe ccass-holder | no query 'ccass-holder'; did you mean 'ccass-holders'?",
        "--query ccass-trend -p stok=1 | ccass-trend has no parameter 'stok'; did you mean 'stock'?",
        "--query ccass-trend -p colour=1 | ccass-trend has no parameter 'colour'; there are stock, from, to, top",
        "--query ccass-trend | ccass-trend needs stock, a stock code of one to five digits",
        "--query ccass-trend -p stock=1 -p from=5/11/2024 | from: expected a date such as 2024-11-05, found '5/11/2024'",
        "--query ccass-trend -p stock=1 -p top=0 | top: expected a whole number from 1 on, found '0'",
        "--query ccass-trend -p stock=1 -p stock=2 | stock is given twice",
        "--query ccass-trend -p stock | expected a parameter as key=value, found 'stock'",
        "-p stock=1 --queries | --parameter goes with --query NAME alone",
        "--query ccass-trend --queries | do not go together",
        "--query ccass-trend VALUES(1) | do not go together",
        "--json --format csv --queries | --json does not go with --format csv",
      })
  void whatIsWrongIsSaidWithWhatWasMeant(String arguments, String words) throws IOException {
    Said alone = sql(arguments.split(" "));
    assertThat(alone.exit()).isEqualTo(2);
    assertThat(alone.err()).contains(words);
    assertThat(alone.out()).isEmpty();
    assertThat(sqlBesideAnOwner(arguments.split(" "))).isEqualTo(alone);
  }

  @Test
  void whatThereIsIsListedWithoutAWarehouse() {
    Path nowhere = folder.resolve("nowhere");
    Said list = Said.tapehouse("sql", "--home", nowhere.toString(), "--queries");
    assertThat(list.exit()).as(list.err()).isZero();
    assertThat(list.out()).contains(NamedQueries.names());
    Said one = Said.tapehouse("sql", "--home", nowhere.toString(), "--describe", "ccass-trend");
    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(one.out())
        .startsWith("ccass-trend: The largest holders")
        .contains("Denominators", "corporate", "required", "adjustment_factor");
    assertThat(Said.tapehouse("sql", "--describe", "ccass-trend", "--format", "csv").lines().get(4))
        .isEqualTo("parameter,top,integer,10,how many holders");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void anOwnerTakesNoValueOfAnotherType() throws IOException {
    try (OwnedHome owned = OwnedHome.take(home, DataKind.SIMULATED, "a test");
        Warehouse warehouse = open();
        ControlServer server =
            ControlServer.open(
                owned.home(),
                RemoteOperations.handlers(Queries.class, new WarehouseQueries(warehouse)),
                Duration.ZERO);
        ControlClient client = HomeOwner.open(home).orElseThrow()) {
      assertThat(server).isNotNull();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () ->
                  client.stream(
                      "sql",
                      "{\"query\":{\"sql\":\"SELECT :a\",\"values\":{\"a\":{\"type\":\"date\",\"text\":\"x\"}}}}"
                          .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                      new java.io.ByteArrayOutputStream()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a date");
    }
  }
}
