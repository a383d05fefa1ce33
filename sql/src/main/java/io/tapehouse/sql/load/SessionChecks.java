package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/** Whether a file of trades is whole, by what it holds of each product in each session. */
final class SessionChecks {

  private SessionChecks() {}

  static void evaluate(Session session) {
    evenVolume(session);
    sessionCoverage(session);
  }

  /** {@code even_volume}: published volumes are whole numbers of lots. */
  private static void evenVolume(Session session) {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT e.load_no, 'derivative_detail_history', 'even_volume', coalesce(p.product, e.dataset), 'blocking',
            CASE WHEN p.product IS NULL THEN 'passed' ELSE 'failed' END,
            'whole lots',
            CASE WHEN p.product IS NULL THEN NULL ELSE CAST(p.uneven AS VARCHAR) || ' uneven volumes' END
        FROM %s e
        LEFT JOIN (SELECT load_no, dataset, product, sum(uneven) AS uneven
            FROM stage_lake_product_session WHERE uneven <> 0
            GROUP BY load_no, dataset, product) p ON p.load_no = e.load_no AND p.dataset = e.dataset"""
            .formatted(EvaluatedChecks.loads("even_volume")));
  }

  /**
   * {@code session_coverage}: TX trades from the first minute to the last; a file without them was
   * posted early.
   */
  private static void sessionCoverage(Session session) {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT e.load_no, 'derivative_detail_history', 'session_coverage', coalesce('TX ' || p.session, 'TX'),
            'blocking',
            CASE WHEN p.session IS NULL THEN 'not_evaluated'
                WHEN p.first_print BETWEEN p.opens_at AND p.opens_at + INTERVAL '2 minutes'
                    AND p.last_print BETWEEN p.closes_at - INTERVAL '2 minutes' AND p.closes_at THEN 'passed'
                ELSE 'failed' END,
            'prints from ' || CAST(p.opens_at AS VARCHAR) || ' to ' || CAST(p.closes_at AS VARCHAR)
                || ' UTC, within two minutes',
            CASE WHEN p.session IS NULL THEN 'no session of TX with known hours'
                WHEN p.first_print IS NULL OR p.last_print IS NULL THEN 'no print'
                ELSE 'from ' || CAST(p.first_print AS VARCHAR) || ' to ' || CAST(p.last_print AS VARCHAR) END
        FROM %s e
        LEFT JOIN (SELECT * FROM stage_lake_product_session
            WHERE product = 'TX' AND opens_at IS NOT NULL AND closes_at IS NOT NULL) p
          ON p.load_no = e.load_no AND p.dataset = e.dataset"""
            .formatted(EvaluatedChecks.loads("session_coverage")));
  }
}
