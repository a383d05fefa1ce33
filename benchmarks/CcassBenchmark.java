import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.DefaultCairoConfiguration;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.gateway.Gateway;
import io.tapehouse.gateway.GatewaySettings;
import io.tapehouse.gateway.catalog.Catalog;
import io.tapehouse.gateway.startup.Users;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.sql.RowCounts;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.BoundValue;
import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.query.NamedQuery;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Shareholdings of CCASS in Tapehouse, and the same rows in SQLite and QuestDB with the schema and the indexes of the
 * public program that docs/performance.md compares with. Usage: {@code benchmarks/ccass.sh [STOCKS [DAYS [ENGINES]]]};
 * 327 stocks of 247 days are 16.67 million rows.
 *
 * <p>The rows are made up with the proportions of real pages: 18 to 432 holders a stock, a quarter of the rows another
 * from one day to the next, holdings that fall with their rank, some holders that come and go.
 */
public final class CcassBenchmark {

  private static final String DATASET = "hkex.ccass_shareholding";
  private static final int DATES_TOGETHER = 64;
  private static final int QUERIES = 100;
  private static final int CLIENTS = Integer.getInteger("benchmark.clients", 100);

  private final Path folder;
  private final Data data;
  private final List<List<String>> report = new ArrayList<>();

  private CcassBenchmark(Path folder, Data data) {
    this.folder = folder;
    this.data = data;
  }

  public static void main(String[] arguments) throws Exception {
    int stocks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 327;
    int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 247;
    List<String> engines =
        List.of((arguments.length > 2 ? arguments[2] : "tapehouse,gateway,sqlite,questdb").split(","));
    Path folder = Files.createTempDirectory(Path.of(System.getProperty("benchmark.folder", "/tmp")), "tapehouse-ccass-");
    try {
      Data data = Data.make(folder, stocks, days, engines.size() > 1);
      System.out.printf("%,d rows, %,d stocks, %,d days%n", data.rows, stocks, days);
      CcassBenchmark benchmark = new CcassBenchmark(folder, data);
      for (String engine : engines) {
        benchmark.measure(
            switch (engine) {
              case "tapehouse" -> new Tapehouse(folder, data);
              case "gateway" -> new ThroughGateway(folder, data);
              case "sqlite" -> new Sqlite(folder, data);
              case "questdb" -> new QuestDb(folder, data);
              default -> throw new IllegalArgumentException(engine);
            });
      }
      benchmark.print();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    }
  }

  /** What is asked of each engine: the four questions, each about another stock or participant every time. */
  interface Engine extends AutoCloseable {
    String name();

    void load() throws Exception;

    long bytes() throws Exception;

    int trend(String stock, LocalDate from, LocalDate to) throws Exception;

    int finder(String stock, LocalDate from, LocalDate to) throws Exception;

    int concentration(String stock, LocalDate day) throws Exception;

    int participant(String code, LocalDate from, LocalDate to) throws Exception;
  }

  private void measure(Engine engine) throws Exception {
    try (engine) {
      long began = System.nanoTime();
      engine.load();
      double seconds = (System.nanoTime() - began) / 1e9;
      List<String> line = new ArrayList<>(List.of(engine.name(), "%.1f".formatted(seconds)));
      System.out.printf("%s loaded in %.1f s%n", engine.name(), seconds);
      LocalDate first = data.days.get(0);
      LocalDate last = data.days.get(data.days.size() - 1);
      line.add("%,.1f".formatted(engine.bytes() / 1e6));
      line.add(latency(engine.name() + " trend", i -> engine.trend(data.stock(i), first, last)));
      line.add(latency(engine.name() + " finder", i -> engine.finder(data.stock(i), data.day(i), last)));
      line.add(latency(engine.name() + " concentration", i -> engine.concentration(data.stock(i), data.day(i))));
      line.add(
          latency(engine.name() + " participant", i -> engine.participant(data.participant(i), data.day(i), last)));
      report.add(line);
    }
  }

  private interface Question {
    int ask(int number) throws Exception;
  }

  private static String latency(String name, Question question) throws Exception {
    for (int i = 0; i < 10; i++) {
      question.ask(1000 + i);
    }
    double[] millis = new double[QUERIES];
    long rows = 0;
    for (int i = 0; i < QUERIES; i++) {
      long began = System.nanoTime();
      rows += question.ask(i);
      millis[i] = (System.nanoTime() - began) / 1e6;
    }
    Arrays.sort(millis);
    String text = "%.1f (%.1f)".formatted(millis[QUERIES / 2], millis[QUERIES * 99 / 100]);
    System.out.printf("  %-26s %s ms, %,d rows in %d answers%n", name, text, rows, QUERIES);
    return text;
  }

  private void print() {
    System.out.println("\n| engine | load s | MB on disk | trend ms, median (p99) | finder | concentration | participant |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    report.forEach(line -> System.out.println("| " + String.join(" | ", line) + " |"));
  }

  /** The rows: in the lake for Tapehouse, as arrays for the others, who are not to pay for the reading of Parquet. */
  private static final class Data {
    final List<LocalDate> days = new ArrayList<>();
    final List<String> stocks = new ArrayList<>();
    final List<String> codes = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final List<Long> issued = new ArrayList<>();
    final List<Map<String, Manifest>> manifests = new ArrayList<>();
    long rows;
    short[] day = {};
    short[] stock = {};
    short[] participant = {};
    long[] shares = {};

    static Data make(Path folder, int stocks, int days, boolean arrays) throws Exception {
      Data data = new Data();
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("made.duckdb"));
          Statement sql = duck.createStatement()) {
        sql.execute("SET threads = 2; SET memory_limit = '8GB'; SET preserve_insertion_order = false");
        sql.execute(
            """
            CREATE TABLE stock AS SELECT i AS no, lpad(CAST(i * 7 + 1 AS VARCHAR), 5, '0') AS code,
                18 + CAST(hash(i) %% 415 AS INT) AS holders, CAST(100000000 + hash(i * 31) %% 5000000000 AS BIGINT) AS issued
            FROM range(%d) t(i)"""
                .formatted(stocks));
        sql.execute(
            """
            CREATE TABLE participant AS SELECT i AS no, CASE WHEN i < 7 THEN 'A' || lpad(CAST(i + 1 AS VARCHAR), 5, '0')
                WHEN i < 106 THEN 'C' || lpad(CAST(i * 3 AS VARCHAR), 5, '0')
                ELSE 'B' || lpad(CAST(i + 900 AS VARCHAR), 5, '0') END AS code,
                'PARTICIPANT NUMBER ' || CAST(i AS VARCHAR) || ' SECURITIES (HONG KONG) LTD' AS name
            FROM range(1325) t(i)""");
        sql.execute(
            """
            CREATE TABLE day AS SELECT CAST(row_number() OVER (ORDER BY d) - 1 AS SMALLINT) AS no, CAST(d AS DATE) AS date
            FROM (SELECT d FROM range(DATE '2019-01-02', DATE '2035-01-01', INTERVAL 1 DAY) t(d)
                WHERE dayofweek(d) NOT IN (0, 6) ORDER BY d LIMIT %d)"""
                .formatted(days));
        sql.execute(
            """
            CREATE TABLE holder AS SELECT s.no AS s, (hash(s.no) %% 1325 + k * 7) %% 1325 AS p,
                CAST(s.issued * 0.6 / (1.7 * (k + 1) * ln(s.holders + 2)) AS BIGINT) AS base
            FROM stock s, range(432) h(k) WHERE k < s.holders"""
                .replace("%%", "%"));
        // A stock at a time would be slow, all at once large: a tenth of the stocks at a time, then sorted by day.
        sql.execute("CREATE TABLE made (d SMALLINT, s SMALLINT, p SMALLINT, shares BIGINT)");
        for (int tenth = 0; tenth < 10; tenth++) {
          sql.execute(
              """
              INSERT INTO made SELECT d, s, p, base + base * (CAST(hash(s, p, version) %% 2001 AS INT) - 1000) // 10000 + version
              FROM (SELECT h.s, h.p, h.base, d.no AS d,
                      sum(CASE WHEN d.no = 0 OR hash(h.s, h.p, d.no) %% 4 = 0 THEN 1 ELSE 0 END)
                          OVER (PARTITION BY h.s, h.p ORDER BY d.no) AS version
                  FROM holder h, day d
                  WHERE h.s %% 10 = %d AND NOT (hash(h.s, h.p) %% 20 = 0 AND d.no %% 97 > 60))"""
                  .formatted(tenth));
        }
        sql.execute("CREATE TABLE sorted AS SELECT * FROM made ORDER BY d, s, shares DESC");
        sql.execute("DROP TABLE made");
        data.read(sql, arrays);
        for (int no = 0; no < data.days.size(); no++) {
          data.manifests.add(data.lake(sql, folder, no));
        }
      }
      Files.delete(folder.resolve("made.duckdb"));
      return data;
    }

    private void read(Statement sql, boolean arrays) throws Exception {
      try (ResultSet row = sql.executeQuery("SELECT code, issued FROM stock ORDER BY no")) {
        while (row.next()) {
          stocks.add(row.getString(1));
          issued.add(row.getLong(2));
        }
      }
      try (ResultSet row = sql.executeQuery("SELECT code, name FROM participant ORDER BY no")) {
        while (row.next()) {
          codes.add(row.getString(1));
          names.add(row.getString(2));
        }
      }
      try (ResultSet row = sql.executeQuery("SELECT date FROM day ORDER BY no")) {
        while (row.next()) {
          days.add(row.getObject(1, LocalDate.class));
        }
      }
      try (ResultSet row = sql.executeQuery("SELECT count(*) FROM sorted")) {
        row.next();
        rows = row.getLong(1);
      }
      if (arrays) {
        int size = Math.toIntExact(rows);
        day = new short[size];
        stock = new short[size];
        participant = new short[size];
        shares = new long[size];
        try (ResultSet row = sql.executeQuery("SELECT d, s, p, shares FROM sorted ORDER BY d, s, shares DESC")) {
          for (int i = 0; row.next(); i++) {
            day[i] = row.getShort(1);
            stock[i] = row.getShort(2);
            participant[i] = row.getShort(3);
            shares[i] = row.getLong(4);
          }
        }
      }
    }

    /** The day as the ETL leaves it in the lake. */
    private Map<String, Manifest> lake(Statement sql, Path folder, int no) throws Exception {
      LocalDate date = days.get(no);
      Map<String, String> tables = new LinkedHashMap<>();
      String rowsOfDay = "(SELECT * FROM sorted WHERE d = " + no + ")";
      tables.put(
          "ccass_row",
          """
          SELECT '%1$s' AS attempt_id, s.code AS stock_code, p.code AS participant_id, r.shares AS shareholding,
              CAST(floor(10000.0 * r.shares / s.issued) / 100 AS DECIMAL(9,2)) AS percent
          FROM %2$s r JOIN stock s ON s.no = r.s JOIN participant p ON p.no = r.p""");
      tables.put(
          "ccass_page",
          """
          SELECT '%1$s' AS attempt_id, s.code AS stock_code, DATE '%3$s' AS trading_date, 'STOCK ' || s.code AS stock_name,
              'en' AS language, s.issued AS issued_shares, CAST(sum(r.shares) AS BIGINT) AS intermediary_shareholding,
              CAST(count(*) AS INT) AS intermediary_participants, CAST(0 AS BIGINT) AS consenting_shareholding,
              0 AS consenting_participants, CAST(0 AS BIGINT) AS non_consenting_shareholding,
              0 AS non_consenting_participants, CAST(sum(r.shares) AS BIGINT) AS total_shareholding,
              CAST(count(*) AS INT) AS total_participants, true AS percent_published
          FROM %2$s r JOIN stock s ON s.no = r.s GROUP BY s.code, s.issued""");
      tables.put(
          "ccass_name",
          """
          SELECT '%1$s' AS attempt_id, p.code AS participant_id, 'en' AS language, p.code AS code,
              CASE left(p.code, 1) WHEN 'A' THEN 'clearing' WHEN 'B' THEN 'broker' ELSE 'custodian' END AS kind, p.name AS name,
              'HONG KONG' AS address
          FROM participant p WHERE p.no IN (SELECT p FROM %2$s q)""");
      Map<String, Manifest> manifests = new HashMap<>();
      for (Map.Entry<String, String> table : tables.entrySet()) {
        String attempt = "attempt-" + no;
        String place = Lake.folder(table.getKey(), DATASET, date, attempt);
        Path file = folder.resolve("lake").resolve(place).resolve("part-0.parquet");
        Files.createDirectories(file.getParent());
        sql.execute(
            "COPY (%s) TO '%s' (FORMAT parquet)".formatted(table.getValue().formatted(attempt, rowsOfDay, date), file));
        long written;
        try (ResultSet row = sql.executeQuery("SELECT count(*) FROM '" + file + "'")) {
          row.next();
          written = row.getLong(1);
        }
        manifests.put(
            table.getKey(),
            new Manifest(
                table.getKey(),
                new Partition(DATASET, date),
                attempt,
                List.of(new Manifest.LakeFile("part-0.parquet", Files.size(file), written))));
      }
      Path none = folder.resolve("lake").resolve(Lake.folder("quarantine", DATASET, date, "attempt-" + no));
      Files.createDirectories(none);
      manifests.put("quarantine", new Manifest("quarantine", new Partition(DATASET, date), "attempt-" + no, List.of()));
      return manifests;
    }

    String stock(int number) {
      return stocks.get(new Random(number).nextInt(stocks.size()));
    }

    String participant(int number) {
      return codes.get(new Random(number).nextInt(codes.size()));
    }

    LocalDate day(int number) {
      return days.get(new Random(-number - 1).nextInt(days.size() - 1));
    }
  }

  /** Tapehouse's loader and its named queries. */
  private static class Tapehouse implements Engine {
    private final Path file;
    final Data data;
    final DuckDbWarehouse warehouse;

    Tapehouse(Path folder, Data data) {
      this(folder, data, "warehouse.duckdb");
    }

    Tapehouse(Path folder, Data data, String name) {
      this.file = folder.resolve(name);
      this.data = data;
      warehouse =
          DuckDbWarehouse.open(file, WarehouseConfig.DEFAULT, new Lake(new FolderObjectStore(folder.resolve("lake"))));
    }

    @Override
    public String name() {
      return "Tapehouse";
    }

    @Override
    public void load() {
      warehouse.migrate();
      for (int from = 0; from < data.days.size(); from += DATES_TOGETHER) {
        loadFrom(from);
      }
    }

    /** Loads the next dates in one transaction, and returns the seconds that it took. */
    double loadFrom(int from) {
        List<DatasetLoad> loads = new ArrayList<>();
        Map<Partition, Long> fences = new HashMap<>();
        for (int no = from; no < Math.min(from + DATES_TOGETHER, data.days.size()); no++) {
          Map<String, Manifest> manifests = data.manifests.get(no);
          long rows = manifests.get("ccass_row").rows();
          long pages = manifests.get("ccass_page").rows();
          loads.add(
              new DatasetLoad(
                  new Partition(DATASET, data.days.get(no)),
                  1,
                  "0".repeat(64),
                  1,
                  "attempt-" + no,
                  1,
                  manifests,
                  List.of(),
                  Map.of(
                      "ccass_holding", new RowCounts(rows, rows, 0), "ccass_summary", new RowCounts(pages, pages, 0)),
                  Map.of()));
          fences.put(new Partition(DATASET, data.days.get(no)), 1L);
        }
        long began = System.nanoTime();
        warehouse.fence(fences);
        LoadReport report = warehouse.load(loads);
        report.datasets().stream()
            .filter(dataset -> dataset.outcome() != LoadReport.Outcome.COMMITTED)
            .findFirst()
            .ifPresent(
                dataset -> {
                  throw new IllegalStateException(dataset.toString());
                });
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("  %d dates in %.1f s%n", loads.size(), seconds);
        return seconds;
    }

    /** With what is not written back yet. */
    @Override
    public long bytes() throws Exception {
      Path log = Path.of(file + ".wal");
      return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
    }

    @Override
    public int trend(String stock, LocalDate from, LocalDate to) throws Exception {
      return ask("ccass-trend", Map.of("stock", stock, "from", from.toString(), "to", to.toString()));
    }

    @Override
    public int finder(String stock, LocalDate from, LocalDate to) throws Exception {
      return ask(
          "ccass-finder",
          Map.of("stock", stock, "from", from.toString(), "to", to.toString(), "threshold", "0.1"));
    }

    @Override
    public int concentration(String stock, LocalDate day) throws Exception {
      return ask("ccass-concentration", Map.of("stock", stock, "from", day.toString(), "to", day.toString()));
    }

    @Override
    public int participant(String code, LocalDate from, LocalDate to) throws Exception {
      return ask("ccass-participant", Map.of("participant", code, "from", from.toString(), "to", to.toString()));
    }

    int ask(String name, Map<String, String> values) throws Exception {
      NamedQuery query = NamedQueries.find(name).orElseThrow();
      StringWriter text = new StringWriter();
      return Math.toIntExact(warehouse.query(query.bind(values), ResultFormat.CSV.to(text)));
    }

    @Override
    public void close() {
      warehouse.close();
    }
  }

  /** The same queries through the SQL gateway by PostgreSQL's driver, prepared once and bound each time. */
  private static final class ThroughGateway extends Tapehouse {
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private Catalog catalog;
    private Gateway gateway;
    private Connection client;

    ThroughGateway(Path folder, Data data) {
      super(folder, data, "served.duckdb");
    }

    @Override
    public String name() {
      return "Tapehouse's gateway";
    }

    /** All dates, of which the last batch while a hundred clients ask, and the one before it alone. */
    @Override
    public void load() {
      warehouse.migrate();
      int batches = (data.days.size() + DATES_TOGETHER - 1) / DATES_TOGETHER;
      double alone = 0;
      for (int batch = 0; batch < batches - 1; batch++) {
        alone = loadFrom(batch * DATES_TOGETHER);
      }
      try {
        catalog = Catalog.open(Dictionary.load());
        gateway =
            Gateway.open(
                new GatewaySettings(
                    InetAddress.getLoopbackAddress(), 0, Users.anyone(), Optional.empty(), 200, Duration.ZERO, 0),
                warehouse.queryEngine(),
                catalog);
        client = connect();
        crowd((batches - 1) * DATES_TOGETHER, alone);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private Connection connect() throws Exception {
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + gateway.port() + "/tapehouse?user=me&prepareThreshold=1");
    }

    private void crowd(int from, double alone) throws Exception {
      LocalDate first = data.days.get(0);
      AtomicBoolean loading = new AtomicBoolean(true);
      List<Double> millis = Collections.synchronizedList(new ArrayList<>());
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Future<?>> all = new ArrayList<>();
      CountDownLatch connected = new CountDownLatch(CLIENTS);
      for (int number = 0; number < CLIENTS; number++) {
        int seed = number;
        all.add(
            clients.submit(
                () -> {
                  Map<String, PreparedStatement> own = new HashMap<>();
                  try (Connection connection = connect()) {
                    connected.countDown();
                    for (int i = seed; loading.get(); i++) {
                      long began = System.nanoTime();
                      String from1 = first.toString();
                      String to = data.day(i).toString();
                      switch (i % 4) {
                        case 0 -> ask(connection, own, "ccass-trend", Map.of("stock", data.stock(i), "from", from1, "to", to));
                        case 1 -> ask(connection, own, "ccass-finder", Map.of("stock", data.stock(i), "from", from1, "to", to));
                        case 2 -> ask(connection, own, "ccass-concentration", Map.of("stock", data.stock(i), "from", to, "to", to));
                        default ->
                            ask(connection, own, "ccass-participant", Map.of("participant", data.participant(i), "from", from1, "to", to));
                      }
                      millis.add((System.nanoTime() - began) / 1e6);
                    }
                  }
                  return null;
                }));
      }
      connected.await();
      double together = loadFrom(from);
      loading.set(false);
      for (Future<?> one : all) {
        one.get();
      }
      clients.shutdown();
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      System.out.printf(
          "  %d clients: %,d answers, median %.0f ms, p99 %.0f ms, no error; %d dates loaded in %.1f s beside them, %d in %.1f s alone%n",
          CLIENTS,
          sorted.length,
          sorted[sorted.length / 2],
          sorted[sorted.length * 99 / 100],
          data.days.size() - from,
          together,
          DATES_TOGETHER,
          alone);
    }

    @Override
    int ask(String name, Map<String, String> values) throws Exception {
      return ask(client, prepared, name, values);
    }

    private static int ask(
        Connection client, Map<String, PreparedStatement> prepared, String name, Map<String, String> values)
        throws Exception {
      BoundQuery query = NamedQueries.find(name).orElseThrow().bind(values);
      PreparedStatement statement = prepared.get(name);
      if (statement == null) {
        statement = client.prepareStatement(query.sql(parameter -> "?"));
        prepared.put(name, statement);
      }
      int place = 1;
      for (BoundValue value : query.inOrder()) {
        value.bind(statement, place++);
      }
      int rows = 0;
      try (ResultSet result = statement.executeQuery()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          for (int i = 1; i <= columns; i++) {
            result.getString(i);
          }
          rows++;
        }
      }
      return rows;
    }

    @Override
    public void close() {
      try {
        client.close();
        gateway.close();
        catalog.close();
      } catch (java.io.IOException | java.sql.SQLException e) {
        throw new IllegalStateException(e);
      }
      super.close();
    }
  }

  /** The compared program's SQLite: columns without types, three indexes, no key. */
  private static final class Sqlite implements Engine {
    private final Path file;
    private final Data data;
    private final Connection connection;

    Sqlite(Path folder, Data data) throws Exception {
      this.file = folder.resolve("ccass.sqlite");
      this.data = data;
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    public String name() {
      return "SQLite";
    }

    @Override
    public void load() throws Exception {
      try (Statement sql = connection.createStatement()) {
        sql.execute(
            """
            CREATE TABLE CCASS (DataDate, StockCode, ParticipantID, ParticipantName, ParticipantAddress, Shareholding,
                FracOfShares)""");
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO CCASS VALUES (?, ?, ?, ?, ?, ?, ?)")) {
          for (int i = 0; i < data.shares.length; i++) {
            insert.setString(1, data.days.get(data.day[i]).toString());
            insert.setString(2, data.stocks.get(data.stock[i]));
            insert.setString(3, data.codes.get(data.participant[i]));
            insert.setString(4, data.names.get(data.participant[i]));
            insert.setString(5, "HONG KONG");
            insert.setLong(6, data.shares[i]);
            insert.setDouble(7, 100.0 * data.shares[i] / data.issued.get(data.stock[i]));
            insert.addBatch();
            if (i % 100_000 == 99_999) {
              insert.executeBatch();
              connection.commit();
            }
          }
          insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        sql.execute("CREATE INDEX index_stock_code ON CCASS (StockCode)");
        sql.execute("CREATE INDEX index_date ON CCASS (DataDate)");
        sql.execute("CREATE INDEX index_stock_code_date ON CCASS (StockCode, DataDate)");
      }
    }

    @Override
    public long bytes() throws Exception {
      return Files.size(file);
    }

    @Override
    public int trend(String stock, LocalDate from, LocalDate to) throws Exception {
      return count(
          """
          SELECT DataDate, ParticipantID, ParticipantName, FracOfShares FROM CCASS
          WHERE StockCode = ? AND DataDate BETWEEN ? AND ? AND ParticipantID IN (SELECT ParticipantID FROM (
              SELECT ParticipantID, rank() OVER (ORDER BY Shareholding DESC) AS r FROM CCASS WHERE StockCode = ?
                  AND DataDate = (SELECT max(DataDate) FROM CCASS WHERE StockCode = ? AND DataDate <= ?)) WHERE r <= 10)""",
          stock,
          from.toString(),
          to.toString(),
          stock,
          stock,
          to.toString());
    }

    @Override
    public int finder(String stock, LocalDate from, LocalDate to) throws Exception {
      String start = side(stock, from);
      String end = side(stock, to);
      return count(
          """
          WITH a AS (%1$s), b AS (%2$s)
          SELECT b.ParticipantID, b.ParticipantName, round(b.FracOfShares - coalesce(a.FracOfShares, 0), 2) AS change
          FROM b LEFT JOIN a ON a.ParticipantID = b.ParticipantID
          WHERE abs(round(b.FracOfShares - coalesce(a.FracOfShares, 0), 2)) >= 0.1
          UNION
          SELECT a.ParticipantID, a.ParticipantName, round(-a.FracOfShares, 2)
          FROM a LEFT JOIN b ON a.ParticipantID = b.ParticipantID
          WHERE b.ParticipantID IS NULL AND a.FracOfShares >= 0.1"""
              .formatted(start, end));
    }

    private static String side(String stock, LocalDate day) {
      return """
          SELECT ParticipantID, ParticipantName, FracOfShares FROM CCASS WHERE StockCode = '%1$s'
              AND DataDate = (SELECT max(DataDate) FROM CCASS WHERE StockCode = '%1$s' AND DataDate <= '%2$s')"""
          .formatted(stock, day);
    }

    @Override
    public int concentration(String stock, LocalDate day) throws Exception {
      return count(
          """
          SELECT sum(CASE WHEN r <= 5 THEN Shareholding END) * 100.0 / sum(Shareholding),
              sum(CASE WHEN r <= 10 THEN Shareholding END) * 100.0 / sum(Shareholding),
              sum(1.0 * Shareholding * Shareholding) / (1.0 * sum(Shareholding) * sum(Shareholding))
          FROM (SELECT Shareholding, row_number() OVER (ORDER BY Shareholding DESC) AS r
              FROM CCASS WHERE StockCode = ? AND DataDate = ?)""",
          stock,
          day.toString());
    }

    @Override
    public int participant(String code, LocalDate from, LocalDate to) throws Exception {
      return count(
          """
          SELECT StockCode, sum(CASE WHEN DataDate = ? THEN Shareholding ELSE 0 END),
              sum(CASE WHEN DataDate = ? THEN Shareholding ELSE 0 END)
          FROM CCASS WHERE DataDate IN (?, ?) AND ParticipantID = ? GROUP BY StockCode""",
          from.toString(),
          to.toString(),
          from.toString(),
          to.toString(),
          code);
    }

    private int count(String sql, String... values) throws Exception {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        for (int i = 0; i < values.length; i++) {
          query.setString(i + 1, values[i]);
        }
        try (ResultSet row = query.executeQuery()) {
          int rows = 0;
          while (row.next()) {
            row.getString(1);
            rows++;
          }
          return rows;
        }
      }
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  /** The compared program's QuestDB: symbols for stock and participant, an index on the stock. */
  private static final class QuestDb implements Engine {
    private final Path folder;
    private final Data data;
    private final CairoEngine engine;
    private final SqlExecutionContextImpl context;

    QuestDb(Path folder, Data data) throws Exception {
      this.folder = folder.resolve("questdb");
      this.data = data;
      Files.createDirectories(this.folder);
      engine = new CairoEngine(new DefaultCairoConfiguration(this.folder.toString()));
      context = new SqlExecutionContextImpl(engine, 1).with(AllowAllSecurityContext.INSTANCE, null);
    }

    @Override
    public String name() {
      return "QuestDB";
    }

    @Override
    public void load() throws Exception {
      engine.execute(
          """
          CREATE TABLE CCASS (DataDate date, StockCode symbol CAPACITY 4096 index, ParticipantID symbol CAPACITY 2048,
              ParticipantName string, ParticipantAddress string, Shareholding long, FracOfShares double)""",
          context);
      try (TableWriter writer = engine.getWriter(engine.verifyTableName("CCASS"), "benchmark")) {
        for (int i = 0; i < data.shares.length; i++) {
          TableWriter.Row row = writer.newRow();
          row.putDate(0, data.days.get(data.day[i]).toEpochDay() * 86_400_000L);
          row.putSym(1, data.stocks.get(data.stock[i]));
          row.putSym(2, data.codes.get(data.participant[i]));
          row.putStr(3, data.names.get(data.participant[i]));
          row.putStr(4, "HONG KONG");
          row.putLong(5, data.shares[i]);
          row.putDouble(6, 100.0 * data.shares[i] / data.issued.get(data.stock[i]));
          row.append();
          if (i % 1_000_000 == 999_999) {
            writer.commit();
          }
        }
        writer.commit();
      }
    }

    @Override
    public long bytes() throws Exception {
      try (Stream<Path> files = Files.walk(folder)) {
        return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      }
    }

    @Override
    public int trend(String stock, LocalDate from, LocalDate to) throws Exception {
      return count(
          """
          SELECT DataDate, ParticipantID, ParticipantName, FracOfShares FROM CCASS
          WHERE StockCode = '%1$s' AND DataDate >= '%2$s' AND DataDate <= '%3$s' AND ParticipantID IN (
              SELECT ParticipantID FROM CCASS WHERE StockCode = '%1$s' AND DataDate = '%3$s'
              ORDER BY Shareholding DESC LIMIT 10)"""
              .formatted(stock, from, to));
    }

    @Override
    public int finder(String stock, LocalDate from, LocalDate to) throws Exception {
      return count(
          """
          WITH a AS (SELECT ParticipantID, FracOfShares FROM CCASS WHERE StockCode = '%1$s' AND DataDate = '%2$s'),
              b AS (SELECT ParticipantID, FracOfShares FROM CCASS WHERE StockCode = '%1$s' AND DataDate = '%3$s')
          SELECT * FROM (SELECT b.ParticipantID, round(b.FracOfShares - coalesce(a.FracOfShares, 0.0), 2) AS change
              FROM b LEFT JOIN a ON a.ParticipantID = b.ParticipantID) WHERE abs(change) >= 0.1
          UNION
          SELECT * FROM (SELECT a.ParticipantID, round(coalesce(b.FracOfShares, 0.0) - a.FracOfShares, 2) AS change
              FROM a LEFT JOIN b ON a.ParticipantID = b.ParticipantID) WHERE abs(change) >= 0.1"""
              .formatted(stock, from, to));
    }

    @Override
    public int concentration(String stock, LocalDate day) throws Exception {
      return count(
          """
          SELECT sum(CASE WHEN r <= 5 THEN Shareholding ELSE 0 END) * 100.0 / sum(Shareholding),
              sum(CASE WHEN r <= 10 THEN Shareholding ELSE 0 END) * 100.0 / sum(Shareholding),
              sum(1.0 * Shareholding * Shareholding) / (1.0 * sum(Shareholding) * sum(Shareholding))
          FROM (SELECT Shareholding, row_number() OVER (ORDER BY Shareholding DESC) AS r
              FROM CCASS WHERE StockCode = '%s' AND DataDate = '%s')"""
              .formatted(stock, day));
    }

    @Override
    public int participant(String code, LocalDate from, LocalDate to) throws Exception {
      return count(
          """
          SELECT StockCode, sum(CASE WHEN DataDate = '%2$s' THEN Shareholding ELSE 0 END),
              sum(CASE WHEN DataDate = '%3$s' THEN Shareholding ELSE 0 END)
          FROM CCASS WHERE (DataDate = '%2$s' OR DataDate = '%3$s') AND ParticipantID = '%1$s' GROUP BY StockCode"""
              .formatted(code, from, to));
    }

    private int count(String sql) throws Exception {
      try (RecordCursorFactory factory = engine.select(sql, context);
          RecordCursor cursor = factory.getCursor(context)) {
        Record record = cursor.getRecord();
        int rows = 0;
        while (cursor.hasNext()) {
          rows += record == null ? 0 : 1;
        }
        return rows;
      }
    }

    @Override
    public void close() {
      context.close();
      engine.close();
    }
  }
}
