package io.tapehouse.sql.load;

/**
 * {@code option_sums}: the exchange's puts against calls are the sums over its daily figures of the
 * TAIEX options. Series on their last day, which have no settlement price, are traded but no longer
 * open.
 */
final class PutCallRatioCheck {

  private static final String CHECK = "option_sums";

  private static final String FIGURES =
      """
      CAST(%1$s.put_volume AS VARCHAR) || ' puts and ' || CAST(%1$s.call_volume AS VARCHAR) || ' calls traded, '
          || CAST(%1$s.put_open_interest AS VARCHAR) || ' and ' || CAST(%1$s.call_open_interest AS VARCHAR)
          || ' open'""";

  private PutCallRatioCheck() {}

  /** Reads what the check is evaluated with. */
  static void stage(Loading loading) {
    loading.lake().stage("derivative_detail_daily");
  }

  static void evaluate(Loading loading) {
    loading
        .session()
        .execute(
            """
            INSERT INTO stage_check
            SELECT e.load_no, 'put_call_ratio', '%1$s', e.dataset, 'blocking',
                CASE WHEN s.load_no IS NULL THEN 'not_evaluated'
                    WHEN s.put_volume = r.put_volume AND s.call_volume = r.call_volume
                        AND s.put_open_interest = r.put_open_interest
                        AND s.call_open_interest = r.call_open_interest THEN 'passed'
                    ELSE 'failed' END,
                %2$s,
                coalesce(%3$s, 'no series of TXO in the daily figures')
            FROM %4$s e
            JOIN stage_put_call_ratio r ON r.load_no = e.load_no
            LEFT JOIN (SELECT load_no,
                    CAST(sum(CASE WHEN contract LIKE '%%/P' THEN volume ELSE 0 END) AS BIGINT) AS put_volume,
                    CAST(sum(CASE WHEN contract LIKE '%%/C' THEN volume ELSE 0 END) AS BIGINT) AS call_volume,
                    CAST(sum(CASE WHEN contract LIKE '%%/P' THEN open_lots ELSE 0 END) AS BIGINT) AS put_open_interest,
                    CAST(sum(CASE WHEN contract LIKE '%%/C' THEN open_lots ELSE 0 END) AS BIGINT) AS call_open_interest
                FROM (SELECT load_no, contract, volume,
                        CASE WHEN settlement_price IS NULL THEN 0 ELSE open_interest END AS open_lots
                    FROM stage_lake_derivative_detail_daily WHERE contract LIKE 'TXO/%%') o
                GROUP BY load_no) s ON s.load_no = e.load_no"""
                .formatted(
                    CHECK,
                    FIGURES.formatted("r"),
                    FIGURES.formatted("s"),
                    EvaluatedChecks.loads(CHECK)));
  }
}
