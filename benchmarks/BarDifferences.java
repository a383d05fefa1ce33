import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lists the one-minute bars in which a home's warehouse and {@code bars.sql} differ over the same files, with the prints
 * that make the difference: by our rule a print exactly at the end of its session belongs to the minute before. Ends
 * with status 1 where moving such prints does not make every bar the same. Arguments: home, pattern of the CSV files.
 * Run from the root, with {@code orchestrator/app/target/lib/*} on the class path.
 */
public final class BarDifferences {

  /** Each contract's bars of the script, made of its own minute bars, as they would be by our rule. */
  private static final String COMPARE =
      """
      CREATE TEMP TABLE ours AS
      SELECT trading_date, product, expire, local_time AS minute, price_open, price_high, price_low, price_close, volume
      FROM warehouse.derivative_candle WHERE scale = 1 AND derivative_type = 'Futures'
      UNION ALL
      SELECT s.trading_date, s.product, n.expire || '/' || f.expire, s.local_time, s.price_open, s.price_high, s.price_low,
          s.price_close, s.volume
      FROM warehouse.spread_candle s
      JOIN warehouse.derivative_detail n ON n.contract = s.near_contract
      JOIN warehouse.derivative_detail f ON f.contract = s.far_contract
      WHERE s.scale = 1;

      CREATE TEMP TABLE theirs AS
      SELECT strptime(trading_day, '%Y_%m_%d')::DATE AS trading_date, product, expire, minute, price_open, price_high,
          price_low, price_close, CAST(volume // CASE WHEN expire LIKE '%/%' THEN 4 ELSE 2 END AS BIGINT) AS volume
      FROM minute_bar;

      CREATE TEMP TABLE difference AS
      SELECT trading_date, product, expire, minute, o.minute IS NULL AS without_ours, t.minute IS NULL AS without_theirs,
          o.price_close AS our_close, t.price_close AS their_close, o.volume AS our_volume, t.volume AS their_volume
      FROM ours o FULL JOIN theirs t USING (trading_date, product, expire, minute)
      WHERE o.minute IS NULL OR t.minute IS NULL OR o.price_open <> t.price_open OR o.price_high <> t.price_high
          OR o.price_low <> t.price_low OR o.price_close <> t.price_close OR o.volume <> t.volume;

      -- The script's bars of the minute in which a session ends, where the bar has no print but at its first second.
      CREATE TEMP TABLE moved AS
      SELECT d.trading_date, d.product, d.expire, d.minute, min(l.line) AS line, count(*) AS prints,
          min(l.time) AS first, max(l.time) AS last, max(h.closes) AS closes
      FROM difference d
      JOIN line l USING (trading_date, product, expire)
      LEFT JOIN hours h ON h.trading_date = d.trading_date AND h.product = d.product AND h.closes = d.minute
      WHERE d.without_ours AND l.time >= d.minute AND l.time < d.minute + INTERVAL 1 MINUTE
      GROUP BY ALL;

      -- Both together, print by print: the bars of the minutes in question with the prints at the end moved.
      CREATE TEMP TABLE made_anew AS
      SELECT l.trading_date, l.product, l.expire,
          date_trunc('minute', CASE WHEN m.minute IS NULL THEN l.time ELSE l.time - INTERVAL 1 SECOND END) AS minute,
          arg_min(l.price, (l.time, l.line)) AS price_open, max(l.price) AS price_high, min(l.price) AS price_low,
          arg_max(l.price, (l.time, l.line)) AS price_close,
          CAST(sum(l.volume) // CASE WHEN l.expire LIKE '%/%' THEN 4 ELSE 2 END AS BIGINT) AS volume
      FROM line l
      LEFT JOIN moved m ON m.trading_date = l.trading_date AND m.product = l.product AND m.expire = l.expire
          AND m.minute = l.time
      GROUP BY 1, 2, 3, 4, l.expire;
      """;

  /** The prints of the contracts and days in question. */
  private static final String LINES =
      """
      CREATE TEMP TABLE line AS
      SELECT p.*
      FROM (
          SELECT strptime(regexp_extract(filename, 'Daily_(\\d{4}_\\d\\d_\\d\\d)', 1), '%%Y_%%m_%%d')::DATE AS trading_date,
              trim(product) AS product, trim(expire) AS expire, strptime(day || time, '%%Y%%m%%d%%H%%M%%S') AS time,
              CAST(price AS DECIMAL(18, 6)) AS price, CAST(volume AS BIGINT) AS volume, row_number() OVER () AS line
          FROM read_csv('%s', header = false, skip = 1, filename = true, encoding = 'latin-1', columns = {
              'day': 'VARCHAR', 'product': 'VARCHAR', 'expire': 'VARCHAR', 'time': 'VARCHAR', 'price': 'VARCHAR',
              'volume': 'VARCHAR', 'near': 'VARCHAR', 'far': 'VARCHAR', 'auction': 'VARCHAR'})) p
      SEMI JOIN difference USING (trading_date, product, expire);
      """;

  /** When sessions end by the dictionary, on Taipei's clock. */
  private static final String HOURS =
      """
      CREATE TEMP TABLE hours AS
      SELECT DISTINCT strptime(regexp_extract(filename, '(\\d{4}-\\d\\d-\\d\\d)', 1), '%%Y-%%m-%%d')::DATE AS trading_date,
          product, closes_at + INTERVAL 8 HOUR AS closes
      FROM read_parquet('%s/lake/product_session/*/*/*/*.parquet', filename = true) WHERE closes_at IS NOT NULL;
      """;

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    String csv = arguments[1];
    String bars = Files.readString(Path.of("benchmarks/bars.sql")).replace("${csv}", csv);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '%s' AS warehouse (READ_ONLY)".formatted(home.resolve("warehouse.duckdb")));
      // Of the script, all up to the bars of one minute.
      execute(statement, bars.substring(0, bars.indexOf("CREATE TABLE bar ")));
      int end = COMPARE.indexOf("-- The script's bars");
      execute(statement, COMPARE.substring(0, end));
      execute(statement, LINES.formatted(csv));
      execute(statement, HOURS.formatted(home));
      execute(statement, COMPARE.substring(end));
      print(
          statement,
          """
          SELECT (SELECT count(*) FROM ours) AS ours, (SELECT count(*) FROM theirs) AS theirs,
              count(*) FILTER (without_ours) AS without_ours, count(*) FILTER (without_theirs) AS without_theirs,
              count(*) FILTER (our_close <> their_close) AS closes, count(*) FILTER (our_volume <> their_volume) AS volumes,
              (SELECT sum(volume) FROM ours) AS our_volume, (SELECT sum(volume) FROM theirs) AS their_volume
          FROM difference
          """);
      print(
          statement,
          """
          SELECT m.trading_date, m.product, m.expire, m.minute AS printed_at, m.prints,
              CASE WHEN m.first < m.last THEN 'later prints too' WHEN m.closes IS NOT NULL THEN 'end of the session'
                  WHEN strftime(m.minute, '%H:%M') = '13:30' THEN 'end of the last day' ELSE 'no end' END AS what,
              d.our_close, d.their_close, d.our_volume, d.their_volume
          FROM moved m
          LEFT JOIN difference d ON d.trading_date = m.trading_date AND d.product = m.product AND d.expire = m.expire
              AND d.minute = m.minute - INTERVAL 1 MINUTE
          ORDER BY ALL
          """);
      try (ResultSet left =
          statement.executeQuery(
              """
              SELECT count(*) FROM difference d
              LEFT JOIN made_anew a USING (trading_date, product, expire, minute)
              LEFT JOIN ours o USING (trading_date, product, expire, minute)
              WHERE (a.minute IS NULL) <> (o.minute IS NULL) OR a.price_open <> o.price_open OR a.price_high <> o.price_high
                  OR a.price_low <> o.price_low OR a.price_close <> o.price_close OR a.volume <> o.volume
              """)) {
        left.next();
        System.out.println(left.getLong(1) + " differences are left when those prints count to the minute before");
        System.exit(left.getLong(1) == 0 ? 0 : 1);
      }
    }
  }

  private static void execute(Statement statement, String script) throws SQLException {
    for (String part : script.split(";\\s*\n")) {
      if (!part.isBlank()) {
        statement.execute(part);
      }
    }
  }

  private static void print(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      StringBuilder line = new StringBuilder();
      for (int i = 1; i <= columns; i++) {
        line.append(rows.getMetaData().getColumnName(i)).append(i < columns ? "\t" : "\n");
      }
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          line.append(rows.getString(i)).append(i < columns ? "\t" : "\n");
        }
      }
      System.out.println(line);
    }
  }
}
