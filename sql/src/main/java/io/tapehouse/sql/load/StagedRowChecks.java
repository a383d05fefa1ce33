package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Session;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks of staged rows that need nothing beside them: {@code unique_key}, {@code partition_date},
 * {@code ohlc_order} and {@code scales_agree}, for the tables whose dictionary entry names them.
 * One statement looks at all days of a batch.
 */
final class StagedRowChecks {

  private final Session session;
  private final Dictionary dictionary;
  private final FoundRows found;

  StagedRowChecks(Session session, Dictionary dictionary) {
    this.session = session;
    this.dictionary = dictionary;
    this.found = new FoundRows(session);
  }

  void evaluate(Fact fact) {
    Table table = dictionary.warehouseTable(fact.table()).orElseThrow();
    if (table.checks().contains("unique_key")) {
      uniqueKey(fact, table);
    }
    if (table.checks().contains("partition_date")) {
      // The replacement of a partition looks for its rows between these dates alone.
      badRows(
          fact,
          table,
          "partition_date",
          "trading dates of the partition",
          "s.trading_date NOT BETWEEN l.partition_date AND l.last_date");
    }
    if (table.checks().contains("ohlc_order")) {
      badRows(fact, table, "ohlc_order", "low <= open, close, mean, vwap <= high", disorder(table));
    }
    if (table.checks().contains("scales_agree")) {
      scalesAgree(fact);
    }
  }

  private static String disorder(Table table) {
    String between =
        Stream.of("price_open", "price_close", "price_mean", "price_vwap")
            .filter(name -> table.column(name).isPresent())
            .map(name -> "s." + name)
            .collect(Collectors.joining(", "));
    return "s.price_low > least(%1$s) OR s.price_high < greatest(%1$s)".formatted(between);
  }

  private void uniqueKey(Fact fact, Table table) {
    String key =
        table.key().stream()
            .map(column -> Identifier.of(column.name()))
            .collect(Collectors.joining(", "));
    found.record(
        fact.table(),
        "unique_key",
        "each key once",
        """
        SELECT s.load_no, count(*) AS wrong, min(%s) AS example
        FROM (SELECT load_no, %s FROM %s GROUP BY load_no, %s HAVING count(*) > 1) s%s
        GROUP BY s.load_no"""
            .formatted(keyText(fact, table), key, fact.staged(), key, fact.numbered()));
  }

  private void badRows(Fact fact, Table table, String check, String expected, String wrong) {
    found.record(
        fact.table(),
        check,
        expected,
        """
        SELECT s.load_no, count(*) AS wrong, min(%s) AS example
        FROM %s s
        JOIN stage_load l ON l.load_no = s.load_no%s
        WHERE %s
        GROUP BY s.load_no"""
            .formatted(keyText(fact, table), fact.staged(), fact.numbered(), wrong));
  }

  /** The key of {@code s} in words, with the dimension's name for its number. */
  private static String keyText(Fact fact, Table table) {
    return table.key().stream()
        .map(column -> keyText(fact, column.name()))
        .collect(Collectors.joining(" || ' ' || "));
  }

  private static String keyText(Fact fact, String column) {
    return fact.surrogate(column)
        .map(surrogate -> surrogate.numbers() + ".name")
        .orElse("CAST(s." + Identifier.of(column) + " AS VARCHAR)");
  }

  private void scalesAgree(Fact fact) {
    String measure = fact.extra().contains("prints") ? "prints" : "volume";
    session.execute(
        """
        INSERT INTO stage_check
        SELECT p.load_no, p.table_name, 'scales_agree', l.dataset, 'blocking',
            CASE WHEN w.scales IS NULL THEN 'not_evaluated'
                WHEN w.scales = %4$d AND w.known = %4$d AND w.least = w.most THEN 'passed' ELSE 'failed' END,
            'the same %1$s on the scales %5$s',
            coalesce(w.totals, 'no bars')
        FROM stage_part p
        JOIN stage_load l ON l.load_no = p.load_no
        LEFT JOIN (SELECT load_no, count(*) AS scales, count(CASE WHEN scale IN (%5$s) THEN 1 END) AS known,
                min(total) AS least, max(total) AS most, %6$s AS totals
            FROM (SELECT load_no, scale, sum(%1$s) AS total FROM %2$s GROUP BY load_no, scale) t
            GROUP BY load_no) w ON w.load_no = p.load_no
        WHERE p.table_name = '%3$s'"""
            .formatted(
                measure,
                fact.staged(),
                fact.table(),
                Scales.count(),
                Scales.names(),
                Scales.listed("scale", "CAST(total AS VARCHAR)")));
  }
}
