package io.tapehouse.sql.redshift;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.LoadReport;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Session;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statistics after a load. Redshift renews them by itself when it is idle, and skips a table of
 * which less than a tenth has changed; so does this: only a load that wrote more than a tenth of a
 * table, as a rebuild does, has it analysed at once, and of it only the columns by which people
 * look for rows.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE.html">ANALYZE</a>
 */
final class Statistics {

  private static final int TENTH = 10;

  private final Dictionary dictionary;

  Statistics(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Looks at what a load wrote; outside its transaction.
   *
   * @throws io.tapehouse.sql.WarehouseException when the engine fails; the load is committed all
   *     the same
   */
  void after(LoadReport report, Session session) {
    Map<String, Long> written = new TreeMap<>();
    report.datasets().stream()
        .flatMap(dataset -> dataset.ledger().stream())
        .filter(row -> row.rowsWritten() > 0)
        .forEach(row -> written.merge(row.table(), row.rowsWritten(), Long::sum));
    if (written.isEmpty()) {
      return;
    }
    Map<String, Long> all = rows(session);
    written.forEach(
        (table, rows) -> {
          if (rows * TENTH > all.getOrDefault(table, 0L)) {
            analyze(session, dictionary.warehouseTable(table).orElseThrow());
          }
        });
  }

  private static Map<String, Long> rows(Session session) {
    return session
        .list(
            """
            SELECT table_name, CAST(sum(rows_written) AS BIGINT) FROM load_ledger
            WHERE status = 'committed' GROUP BY table_name""",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void analyze(Session session, Table table) {
    String columns =
        Stream.concat(
                table.key().stream().map(Table.Column::name), Stream.of("trading_date", "load_id"))
            .distinct()
            .filter(name -> table.column(name).isPresent())
            .map(Identifier::of)
            .collect(Collectors.joining(", "));
    session.execute("ANALYZE %s (%s)".formatted(Identifier.of(table.name()), columns));
  }
}
