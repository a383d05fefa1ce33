package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * The day's futures against TAIFEX's own figures in two other files: the report of volumes by
 * product (B) and the fills of spread orders (C).
 */
final class SpreadChecks {

  private final Session session;

  /** The main file, and the one of fills of spread orders. */
  private final EvaluatedChecks.Compared files;

  private SpreadChecks(Loading loading) {
    this.session = loading.session();
    this.files = EvaluatedChecks.Compared.by(loading.dictionary(), "spread_tick_rows");
  }

  static void evaluate(Loading loading) {
    SpreadChecks checks = new SpreadChecks(loading);
    checks.reportVolume();
    checks.fillRows();
    checks.fillVolume();
  }

  /**
   * {@code spread_report_volume}: a lot of a contract counts twice (B+S), a lot of a spread four
   * times, because it has two legs.
   */
  private void reportVolume() {
    byProduct(
        "spread_report_volume",
        "market_volume",
        """
        SELECT load_no, product_no, sum(2 * volume) AS volume FROM stage_derivative_detail_history
            WHERE scale = 1 GROUP BY load_no, product_no
        UNION ALL
        SELECT load_no, product_no, sum(4 * volume) FROM stage_derivative_spread_history
            WHERE scale = 1 GROUP BY load_no, product_no""",
        "SELECT b.load_no, p.product, sum(b.volume) AS volume FROM (%s) b"
            + " JOIN stage_product p ON p.product_no = b.product_no GROUP BY b.load_no, p.product",
        1);
  }

  /** {@code spread_tick_volume}: of a fill that met an ordinary order, half is the spread's. */
  private void fillVolume() {
    byProduct(
        "spread_tick_volume",
        "spread_volume",
        """
        SELECT load_no, product,
            sum(CASE WHEN spread_against_spread THEN 2 * volume ELSE volume END) AS volume
        FROM stage_lake_spread_print WHERE dataset = '%s' GROUP BY load_no, product"""
            .formatted(files.other()),
        "%s",
        2);
  }

  /**
   * Compares a column of the report with a sum, product by product.
   *
   * @param sums a query of load_no, a product and a volume
   * @param named turns {@code sums} into one of load_no, product, volume
   * @param times how many times the report's figure the sum has to be: avoids halves
   */
  private void byProduct(String check, String reported, String sums, String named, int times) {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT coalesce(r.load_no, s.load_no), 'derivative_detail_history', '%1$s', coalesce(r.product, s.product),
            'blocking',
            CASE WHEN %4$d * coalesce(r.volume, 0) = coalesce(s.volume, 0)
                AND r.product IS NOT NULL THEN 'passed' ELSE 'failed' END,
            coalesce(CAST(r.volume AS VARCHAR), 'a product of the report'),
            CAST(CAST((coalesce(s.volume, 0) - coalesce(s.volume, 0) %% %4$d) / %4$d AS BIGINT) AS VARCHAR)
                || CASE WHEN coalesce(s.volume, 0) %% %4$d = 0 THEN '' ELSE '.5' END
        FROM (SELECT e.load_no, r.product, sum(r.%2$s) AS volume
            FROM %5$s e JOIN stage_lake_spread_report r ON r.load_no = e.load_no
            GROUP BY e.load_no, r.product) r
        FULL JOIN (SELECT s.load_no, s.product, s.volume
            FROM %5$s e JOIN (%3$s) s ON s.load_no = e.load_no) s
          ON s.load_no = r.load_no AND s.product = r.product"""
            .formatted(
                check, reported, named.formatted(sums), times, EvaluatedChecks.loads(check)));
  }

  /**
   * {@code spread_tick_rows}: the starred rows of the fills are the spread rows of the main file,
   * as often as they stand there. Counting each row plus one and minus one is EXCEPT ALL both ways.
   */
  private void fillRows() {
    session.temporary(
        "stage_surplus",
        """
        AS
        SELECT load_no, product, months, printed_at, price,
            CAST(sum(CASE WHEN dataset = '%1$s' THEN 1 ELSE -1 END) AS BIGINT) AS surplus
        FROM stage_lake_spread_print
        WHERE dataset = '%1$s' AND spread_against_spread OR dataset = '%2$s'
        GROUP BY load_no, product, months, printed_at, price, near_price, far_price, volume
        HAVING sum(CASE WHEN dataset = '%1$s' THEN 1 ELSE -1 END) <> 0"""
            .formatted(files.other(), files.loaded()));
    session.execute(
        """
        INSERT INTO stage_check
        SELECT e.load_no, 'derivative_detail_history', 'spread_tick_rows', e.dataset, 'blocking',
            CASE WHEN s.example IS NULL THEN 'passed' ELSE 'failed' END,
            'the same spread rows in both files',
            CASE WHEN s.example IS NULL THEN NULL
                ELSE CAST(s.more AS VARCHAR) || ' only in %1$s, ' || CAST(s.less AS VARCHAR) || ' only in ' || e.dataset
                    || ', such as ' || s.example END
        FROM %2$s e
        LEFT JOIN (SELECT load_no, sum(CASE WHEN surplus > 0 THEN surplus ELSE 0 END) AS more,
                sum(CASE WHEN surplus < 0 THEN -surplus ELSE 0 END) AS less,
                min(product || ' ' || months || ' ' || CAST(printed_at AS VARCHAR) || ' at '
                    || CAST(price AS VARCHAR)) AS example
            FROM stage_surplus GROUP BY load_no) s ON s.load_no = e.load_no"""
            .formatted(files.other(), EvaluatedChecks.loads("spread_tick_rows")));
  }
}
