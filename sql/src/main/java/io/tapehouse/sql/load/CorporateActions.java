package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * {@code stock_corporate_action} of Taiwan, from {@code corporate_action_listing}. Lists overlap:
 * an event is as the newest list has it, that is the one filed under the latest date, and one that
 * a newer list of the same dataset lacks, though its range covers the day, was withdrawn. So the
 * table follows from the lists that are loaded, in whatever order they came. Of a list without any
 * event nothing is kept, so it withdraws none.
 *
 * <p>What TWSE's lists lack, cash beside rights and numbers of shares, is taken from its pages with
 * details, {@code corporate_action_detail}: of several of an event from the newest. A page of an
 * ex-rights day bears its date; one of a reduction the first day without trading, and belongs to
 * the first reduction of the stock behind it.
 */
final class CorporateActions {

  /** The table of the lists, whose rows belong to loads. */
  static final String LISTING = "corporate_action_listing";

  /** The table of the pages with details, whose rows belong to loads. */
  static final String DETAIL = "corporate_action_detail";

  /** Trading resumes within weeks. */
  private static final int LONGEST_HALT = 120;

  private final Session session;

  CorporateActions(Session session) {
    this.session = session;
  }

  /**
   * Remembers whose events may change by pages with details: all of the stock, which are few. Call
   * it while the rows that are replaced are there.
   */
  void stageTouchedByDetails() {
    session.temporary(
        "stage_touched_action",
        """
        AS SELECT DISTINCT c.exchange_code, c.stock_code, c.trading_date
        FROM (SELECT s.exchange_code, s.stock_code
            FROM stage_%1$s s
            JOIN stage_accepted a ON a.load_no = s.load_no AND a.table_name = '%1$s'
            UNION SELECT d.exchange_code, d.stock_code
            FROM %1$s d
            JOIN load_ledger b ON b.load_id = d.load_id
            JOIN stage_load l ON l.dataset = b.dataset AND l.partition_date = b.partition_date
            JOIN stage_accepted a ON a.load_no = l.load_no AND a.table_name = '%1$s') t
        JOIN %2$s c ON c.exchange_code = t.exchange_code AND c.stock_code = t.stock_code"""
            .formatted(DETAIL, LISTING));
  }

  /** Remembers whose events may change; call it while the rows that are replaced are there. */
  void stageTouched() {
    stageRanges();
    session.temporary(
        "stage_touched_action",
        """
        AS SELECT DISTINCT exchange_code, stock_code, trading_date
        FROM (SELECT s.exchange_code, s.stock_code, s.trading_date
            FROM stage_%1$s s
            JOIN stage_accepted a ON a.load_no = s.load_no AND a.table_name = '%1$s'
            UNION ALL SELECT c.exchange_code, c.stock_code, c.trading_date
            FROM %1$s c
            JOIN load_ledger b ON b.load_id = c.load_id
            JOIN stage_load l ON l.dataset = b.dataset AND l.partition_date = b.partition_date
            JOIN stage_accepted a ON a.load_no = l.load_no AND a.table_name = '%1$s'
            UNION ALL SELECT c.exchange_code, c.stock_code, c.trading_date
            FROM %1$s c
            JOIN load_ledger b ON b.load_id = c.load_id
            JOIN stage_list_range r ON r.dataset = b.dataset AND c.trading_date BETWEEN r.range_from AND r.range_to) t"""
            .formatted(LISTING));
  }

  /**
   * The ranges in which lists may withdraw events, or did: those that come, and that they replace.
   */
  private void stageRanges() {
    session.temporary(
        "stage_list_range",
        """
        AS SELECT DISTINCT l.dataset, s.range_from, s.range_to
        FROM stage_%1$s s
        JOIN stage_accepted a ON a.load_no = s.load_no AND a.table_name = '%1$s'
        JOIN stage_load l ON l.load_no = s.load_no
        UNION SELECT b.dataset, c.range_from, c.range_to
        FROM %1$s c
        JOIN load_ledger b ON b.load_id = c.load_id
        JOIN stage_load l ON l.dataset = b.dataset AND l.partition_date = b.partition_date
        JOIN stage_accepted a ON a.load_no = l.load_no AND a.table_name = '%1$s'"""
            .formatted(LISTING));
  }

  /**
   * Makes the touched events anew.
   *
   * <p>The exchanges tell a ratio of shares where they have one; else it follows from their own
   * formula, reference price = previous close / ratio, when a whole number fits to the cent. A fund
   * whose price rises is consolidated, whatever word the list has or lacks.
   */
  void renew() {
    stageDetails();
    session.execute(
        """
        DELETE FROM stock_corporate_action USING stage_touched_action t
        WHERE stock_corporate_action.exchange_code = t.exchange_code
            AND stock_corporate_action.stock_code = t.stock_code
            AND stock_corporate_action.trading_date = t.trading_date""");
    session.execute(
        """
        INSERT INTO stock_corporate_action (exchange_code, stock_code, trading_date, kind, previous_close,
            reference_price, cash_value, stock_value, old_shares, new_shares, note, load_id)
        SELECT exchange_code, stock_code, trading_date,
            CASE WHEN kind = 'split' AND reference_price > previous_close THEN 'consolidation' ELSE kind END,
            previous_close, coalesce(rights_reference_price, reference_price),
            coalesce(cash_value, CASE WHEN kind = 'dividend' THEN total_value END),
            coalesce(stock_value, CASE WHEN kind = 'rights' THEN total_value
                WHEN kind = 'dividend_and_rights' THEN total_value - cash_value END),
            CASE WHEN kept_per_thousand > 0 OR more_per_thousand > 0 THEN 1000
                WHEN new_per_share > 0 OR becomes IS NOT NULL THEN 1
                WHEN unites IS NOT NULL THEN unites END,
            CASE WHEN kept_per_thousand > 0 THEN kept_per_thousand
                WHEN more_per_thousand > 0 THEN 1000 + more_per_thousand
                WHEN new_per_share > 0 THEN new_per_share
                WHEN becomes IS NOT NULL THEN becomes
                WHEN unites IS NOT NULL THEN 1 END,
            note, load_id
        FROM (SELECT c.exchange_code, c.stock_code, c.trading_date, c.kind, c.previous_close, c.reference_price,
                c.rights_reference_price, c.total_value, coalesce(c.cash_value, d.cash_value) AS cash_value, c.stock_value,
                coalesce(c.kept_per_thousand, d.kept_per_thousand) AS kept_per_thousand, c.new_per_share, c.note, c.load_id,
                coalesce(c.free_per_thousand, d.free_per_thousand, 0)
                    + coalesce(c.paid_per_thousand, d.paid_per_thousand, 0) AS more_per_thousand,
                CASE WHEN abs(c.previous_close - c.reference_price * c.fewer_times) * 100 < c.fewer_times
                    THEN c.fewer_times END AS becomes,
                CASE WHEN abs(c.previous_close * c.more_times - c.reference_price) * 100 < 1
                    THEN c.more_times END AS unites
            FROM (SELECT l.*,
                    CASE WHEN l.kind IN ('split', 'par_value_change') AND l.reference_price < l.previous_close
                        THEN CAST(round(l.previous_close / l.reference_price) AS BIGINT) END AS fewer_times,
                    CASE WHEN l.kind IN ('split', 'par_value_change') AND l.reference_price > l.previous_close
                        THEN CAST(round(l.reference_price / l.previous_close) AS BIGINT) END AS more_times,
                    row_number() OVER (PARTITION BY l.exchange_code, l.stock_code, l.trading_date, l.kind
                        ORDER BY l.listed_on DESC, l.load_id DESC) AS age
                FROM %s l
                JOIN stage_touched_action t ON t.exchange_code = l.exchange_code AND t.stock_code = l.stock_code
                    AND t.trading_date = l.trading_date) c
            LEFT JOIN stage_action_detail d ON d.exchange_code = c.exchange_code AND d.stock_code = c.stock_code
                AND d.trading_date = c.trading_date AND d.kind = c.kind AND d.age = 1
            WHERE c.age = 1) n"""
            .formatted(LISTING));
    withdraw();
  }

  /**
   * What pages have of the touched events, the newest page first. Cash of a reduction is what it
   * gives back and the dividend that comes with it.
   */
  private void stageDetails() {
    session.temporary(
        "stage_action_detail",
        """
        AS SELECT p.exchange_code, p.stock_code, p.trading_date, p.kind, p.cash_value, p.free_per_thousand,
            p.paid_per_thousand, p.kept_per_thousand,
            row_number() OVER (PARTITION BY p.exchange_code, p.stock_code, p.trading_date, p.kind
                ORDER BY p.listed_on DESC, p.page_date DESC, p.load_id DESC) AS age
        FROM (SELECT e.exchange_code, e.stock_code, e.trading_date, e.kind, d.listed_on, d.page_date, d.load_id,
                nullif(coalesce(d.cash_value, 0) + coalesce(d.refund_value, 0), 0) AS cash_value,
                d.free_per_thousand, d.kept_per_thousand,
                CASE WHEN d.event = 'ex_rights' THEN d.paid_per_thousand END AS paid_per_thousand,
                row_number() OVER (PARTITION BY d.exchange_code, d.stock_code, d.event, d.page_date, d.listed_on
                    ORDER BY e.trading_date, e.kind) AS place
            FROM %1$s d
            JOIN (SELECT DISTINCT l.exchange_code, l.stock_code, l.trading_date, l.kind
                FROM %2$s l
                JOIN (SELECT DISTINCT exchange_code, stock_code FROM stage_touched_action) t
                    ON t.exchange_code = l.exchange_code AND t.stock_code = l.stock_code) e
                ON e.exchange_code = d.exchange_code AND e.stock_code = d.stock_code
                AND ((d.event = 'ex_rights' AND e.kind IN ('rights', 'dividend_and_rights')
                        AND e.trading_date = d.page_date)
                    OR (d.event = 'capital_reduction' AND e.kind = 'capital_reduction'
                        AND e.trading_date > d.halted_on AND e.trading_date <= d.halted_on + %3$d))) p
        WHERE p.place = 1"""
            .formatted(DETAIL, LISTING, LONGEST_HALT));
  }

  /** Takes out those events that newer lists of their dataset lack. */
  private void withdraw() {
    session.temporary(
        "stage_event_list",
        """
        AS SELECT DISTINCT c.load_id, c.listed_on, c.range_from, c.range_to, coalesce(b.dataset, l.dataset) AS dataset
        FROM %s c
        LEFT JOIN load_ledger b ON b.load_id = c.load_id
        LEFT JOIN stage_part p ON p.load_id = c.load_id
        LEFT JOIN stage_load l ON l.load_no = p.load_no"""
            .formatted(LISTING));
    session.temporary(
        "stage_withdrawn",
        """
        AS SELECT DISTINCT a.exchange_code, a.stock_code, a.trading_date, a.kind
        FROM stage_touched_action t
        JOIN stock_corporate_action a ON a.exchange_code = t.exchange_code AND a.stock_code = t.stock_code
            AND a.trading_date = t.trading_date
        JOIN stage_event_list o ON o.load_id = a.load_id
        JOIN stage_event_list n ON n.dataset = o.dataset AND n.listed_on > o.listed_on
            AND a.trading_date BETWEEN n.range_from AND n.range_to""");
    session.execute(
        """
        DELETE FROM stock_corporate_action USING stage_withdrawn w
        WHERE stock_corporate_action.exchange_code = w.exchange_code
            AND stock_corporate_action.stock_code = w.stock_code
            AND stock_corporate_action.trading_date = w.trading_date
            AND stock_corporate_action.kind = w.kind""");
  }
}
