import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.gateway.Gateway;
import io.tapehouse.gateway.GatewaySettings;
import io.tapehouse.gateway.catalog.Catalog;
import io.tapehouse.gateway.startup.Users;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * The SQL gateway beside DuckDB in the same process, and beside a PostgreSQL with the same rows and the same driver. Usage:
 * {@code benchmarks/gateway.sh [ROWS]}, which starts PostgreSQL 15 where Debian's is installed.
 */
public final class GatewayBenchmark {

  private static final int SMALL = 500;
  private static final int ROUNDS = 5;

  private static final String COLUMNS =
      "stock_code, trading_date, volume, price_close, trades, datetime";

  private static final String ALL = "SELECT " + COLUMNS + " FROM benchmark_rows";

  private static final String ONE =
      "SELECT " + COLUMNS + " FROM benchmark_rows WHERE trading_date = ? AND stock_code = ?";

  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000_000;
    Path folder = Files.createTempDirectory("tapehouse-gateway");
    try (DuckDbWarehouse warehouse =
            DuckDbWarehouse.open(
                folder.resolve("warehouse.duckdb"),
                WarehouseConfig.DEFAULT,
                new Lake(new FolderObjectStore(folder.resolve("lake"))));
        Catalog catalog = Catalog.open(Dictionary.load());
        Connection inside = warehouse.queryEngine().open()) {
      fill(inside, rows);
      try (Gateway gateway =
          Gateway.open(
              new GatewaySettings(
                  InetAddress.getLoopbackAddress(), 0, Users.anyone(), Optional.empty(), 10, Duration.ZERO, 0),
              warehouse.queryEngine(),
              catalog)) {
        String url = "jdbc:postgresql://127.0.0.1:" + gateway.port() + "/tapehouse";
        latency(inside, url);
        String other = System.getenv("POSTGRES_URL");
        if (other != null) {
          copy(inside, other);
        }
        big(inside, url, other, rows);
      }
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    }
  }

  private static void fill(Connection inside, int rows) throws Exception {
    try (Statement sql = inside.createStatement()) {
      sql.execute(
          """
          CREATE TABLE benchmark_rows AS SELECT lpad(CAST(i %% 1000 AS VARCHAR), 4, '0') AS stock_code,
              DATE '2010-01-01' + CAST(i // 1000 AS INTEGER) AS trading_date, CAST(hash(i) %% 100000000 AS BIGINT) AS volume,
              CAST((hash(i) %% 1000000) / 100.0 AS DECIMAL(18,6)) AS price_close, CAST(i %% 5000 AS INTEGER) AS trades,
              TIMESTAMP '2010-01-01' + to_seconds(i) AS datetime
          FROM range(%d) t(i)"""
              .formatted(rows));
    }
  }

  /** One row by its key: what the way through the gateway adds to a small answer. */
  private static void latency(Connection inside, String url) throws Exception {
    try (PreparedStatement direct = inside.prepareStatement(ONE);
        Connection client = connect(url, true);
        PreparedStatement prepared = client.prepareStatement(ONE);
        Connection plain = connect(url + "?preferQueryMode=simple", false);
        PreparedStatement simple = plain.prepareStatement(ONE)) {
      double[] in = new double[SMALL];
      double[] through = new double[SMALL];
      double[] byText = new double[SMALL];
      for (int i = -100; i < SMALL; i++) {
        double a = ask(direct, i);
        double b = ask(prepared, i);
        double c = ask(simple, i);
        if (i >= 0) {
          in[i] = a;
          through[i] = b;
          byText[i] = c;
        }
      }
      System.out.printf(
          "small answer, median (p99) ms: in process %s, gateway %s, gateway without preparing %s%n",
          text(in), text(through), text(byText));
    }
  }

  private static double ask(PreparedStatement statement, int number) throws Exception {
    long began = System.nanoTime();
    statement.setObject(1, java.time.LocalDate.of(2010, 1, 1).plusDays(Math.floorMod(number * 37, 1000)));
    statement.setString(2, "%04d".formatted(Math.floorMod(number * 91, 1000)));
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("no row " + number);
      }
      row.getString(4);
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private static String text(double[] millis) {
    Arrays.sort(millis);
    return "%.2f (%.2f)".formatted(millis[millis.length / 2], millis[millis.length * 99 / 100]);
  }

  private static Connection connect(String url, boolean binary) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("user", System.getenv().getOrDefault("POSTGRES_USER", "me"));
    properties.setProperty("binaryTransfer", Boolean.toString(binary));
    properties.setProperty("prepareThreshold", binary ? "-1" : "0");
    return DriverManager.getConnection(url, properties);
  }

  private static void copy(Connection inside, String url) throws Exception {
    try (Connection postgres = connect(url, false);
        Statement sql = postgres.createStatement()) {
      sql.execute("DROP TABLE IF EXISTS benchmark_rows");
      sql.execute(
          "CREATE TABLE benchmark_rows (stock_code VARCHAR, trading_date DATE, volume BIGINT, price_close NUMERIC(18,6),"
              + " trades INTEGER, datetime TIMESTAMP)");
      try (Statement from = inside.createStatement();
          ResultSet all = from.executeQuery(ALL)) {
        StringBuilder lines = new StringBuilder();
        while (all.next()) {
          for (int i = 1; i <= 6; i++) {
            lines.append(i == 1 ? "" : "\t").append(all.getString(i));
          }
          lines.append('\n');
          if (lines.length() > 1 << 20) {
            send(postgres, lines);
          }
        }
        send(postgres, lines);
      }
      sql.execute("VACUUM ANALYZE benchmark_rows");
    }
  }

  private static void send(Connection postgres, StringBuilder lines) throws Exception {
    try (Reader reader = new StringReader(lines.toString())) {
      postgres.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY benchmark_rows FROM STDIN", reader);
    }
    lines.setLength(0);
  }

  /** All rows, every value taken; the sides in turn. */
  private static void big(Connection inside, String url, String other, int rows) throws Exception {
    List<String> names = new ArrayList<>(List.of("DuckDB in process", "gateway, text", "gateway, binary"));
    List<String> urls = new ArrayList<>(Arrays.asList(null, url, url));
    if (other != null) {
      names.addAll(List.of("PostgreSQL, text", "PostgreSQL, binary"));
      urls.addAll(List.of(other, other));
    }
    double[][] seconds = new double[names.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int side = 0; side < names.size(); side++) {
        double took;
        if (urls.get(side) == null) {
          took = read(inside, rows);
        } else {
          try (Connection client = connect(urls.get(side), names.get(side).endsWith("binary"))) {
            client.setAutoCommit(false);
            took = read(client, rows);
          }
        }
        if (round >= 0) {
          seconds[side][round] = took;
        }
      }
    }
    for (int side = 0; side < names.size(); side++) {
      Arrays.sort(seconds[side]);
      double median = seconds[side][ROUNDS / 2];
      System.out.printf("%-20s %,d rows in %.2f s, %,.0f rows a second%n", names.get(side), rows, median, rows / median);
    }
  }

  private static double read(Connection connection, int rows) throws Exception {
    long began = System.nanoTime();
    int found = 0;
    try (PreparedStatement statement = connection.prepareStatement(ALL)) {
      statement.setFetchSize(10_000);
      try (ResultSet row = statement.executeQuery()) {
        ResultSetMetaData meta = row.getMetaData();
        int columns = meta.getColumnCount();
        while (row.next()) {
          row.getString(1);
          row.getObject(2);
          row.getLong(3);
          row.getBigDecimal(4);
          row.getInt(5);
          row.getObject(6);
          found++;
        }
        if (columns != 6) {
          throw new IllegalStateException("expected 6 columns, found " + columns);
        }
      }
    }
    if (found != rows) {
      throw new IllegalStateException("expected " + rows + " rows, found " + found);
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
