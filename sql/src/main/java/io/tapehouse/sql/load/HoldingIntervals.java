package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDate;
import java.util.List;

/**
 * {@code ccass_holding}: intervals of the days that were loaded of a stock, replaced day by day.
 *
 * <p>An interval is a longest run of such days, one after the other, on which a holder has the same
 * shares. So the table follows from the pages that are loaded, in whatever order they came. To
 * replace days of a stock, only a window of its days is looked at: from the last one before them to
 * the first one behind them. What was known of the window's other days is taken from the old
 * intervals; runs that reach its edges go on in intervals that lie outside of it. In the everyday
 * case, the next day, the window is two days wide.
 */
final class HoldingIntervals {

  /** Stands for no end while ends are compared. */
  private static final String FOREVER = "DATE '9999-12-31'";

  private final Session session;

  HoldingIntervals(Session session) {
    this.session = session;
  }

  /** From where to where intervals may be touched. */
  private record Span(LocalDate first, LocalDate last) {

    /** A condition on intervals {@code name}, in literals: the engine skips row groups by it. */
    String touchedBy(String name) {
      return "(%1$s.valid_to IS NULL OR %1$s.valid_to > %2$s) AND %1$s.valid_from <= %3$s"
          .formatted(name, Literal.of(first), Literal.of(last));
    }
  }

  /** Replaces the days of accepted loads; call it while the summaries are still the old ones. */
  void replaceDays() {
    stageStocks();
    List<Span> spans =
        session.list(
            "SELECT first_day, last_day FROM (SELECT min(first_day) AS first_day, max(last_day) AS last_day"
                + " FROM stage_ccass_stock) k WHERE first_day IS NOT NULL",
            row -> new Span(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)));
    if (spans.isEmpty()) {
      return;
    }
    Span span = spans.get(0);
    stageDays();
    stageOldIntervals(span);
    stageRuns();
    stageChanges();
    apply(span);
  }

  /**
   * The stocks that a replaced day has or had, with the edges of their windows: day_before and
   * day_after, where there are such days.
   */
  private void stageStocks() {
    session.temporary(
        "stage_ccass_touched",
        """
        AS SELECT stock_code, min(trading_date) AS first_day, max(trading_date) AS last_day
        FROM (SELECT g.stock_code, d.trading_date FROM stage_ccass_page g
            JOIN stage_ccass_day d ON d.load_no = g.load_no
            UNION ALL SELECT s.stock_code, s.trading_date FROM ccass_summary s
            JOIN stage_ccass_day d ON d.trading_date = s.trading_date) t
        GROUP BY stock_code""");
    session.temporary(
        "stage_ccass_stock",
        """
        AS SELECT CAST(row_number() OVER (ORDER BY stock_code) AS INTEGER) AS stock_no, stock_code,
            coalesce(day_before, first_day) AS first_day, coalesce(day_after, last_day) AS last_day,
            day_before, day_after
        FROM (SELECT t.stock_code, t.first_day, t.last_day,
                max(CASE WHEN s.trading_date < t.first_day THEN s.trading_date END) AS day_before,
                min(CASE WHEN s.trading_date > t.last_day THEN s.trading_date END) AS day_after
            FROM stage_ccass_touched t
            LEFT JOIN ccass_summary s ON s.stock_code = t.stock_code
            GROUP BY t.stock_code, t.first_day, t.last_day) b""");
  }

  /** The days of each window, numbered; those that stay as they are have no page. */
  private void stageDays() {
    session.temporary(
        "stage_ccass_window",
        """
        AS SELECT w.stock_no, w.page_no, w.trading_date,
            CAST(row_number() OVER (PARTITION BY w.stock_no ORDER BY w.trading_date) AS INTEGER) AS day_no,
            coalesce(lead(w.trading_date) OVER (PARTITION BY w.stock_no ORDER BY w.trading_date), %s) AS next_day
        FROM (SELECT k.stock_no, g.page_no, d.trading_date
            FROM stage_ccass_page g
            JOIN stage_ccass_day d ON d.load_no = g.load_no
            JOIN stage_ccass_stock k ON k.stock_code = g.stock_code
            UNION ALL SELECT k.stock_no, CAST(NULL AS INTEGER) AS page_no, s.trading_date
            FROM ccass_summary s
            JOIN stage_ccass_stock k ON k.stock_code = s.stock_code
                AND s.trading_date BETWEEN k.first_day AND k.last_day
            LEFT JOIN stage_ccass_day d ON d.trading_date = s.trading_date
            WHERE d.trading_date IS NULL) w"""
            .formatted(FOREVER));
  }

  /** The intervals that a window touches. */
  private void stageOldIntervals(Span span) {
    session.temporary(
        "stage_ccass_old",
        """
        AS SELECT k.stock_no, n.holder_no, h.valid_from, coalesce(h.valid_to, %s) AS valid_to, h.shareholding
        FROM ccass_holding h
        JOIN stage_ccass_stock k ON k.stock_code = h.stock_code
            AND (h.valid_to IS NULL OR h.valid_to > k.first_day) AND h.valid_from <= k.last_day
        JOIN stage_ccass_holder n ON n.participant_id = h.participant_id
        WHERE %s"""
            .formatted(FOREVER, span.touchedBy("h")));
  }

  /**
   * The runs of each window. Days of the same shares that follow each other have the same
   * difference between their number and their place among the days of these shares.
   */
  private void stageRuns() {
    session.temporary(
        "stage_ccass_run",
        """
        AS SELECT stock_no, holder_no, min(since) AS valid_from, max(until) AS valid_to, shareholding
        FROM (SELECT stock_no, holder_no, shareholding, since, until,
                day_no - row_number() OVER (PARTITION BY stock_no, holder_no, shareholding ORDER BY day_no) AS run_no
            FROM (SELECT w.stock_no, r.holder_no, r.shareholding, w.day_no, w.trading_date AS since,
                    w.next_day AS until
                FROM stage_ccass_row r
                JOIN stage_ccass_window w ON w.page_no = r.page_no
                UNION ALL SELECT o.stock_no, o.holder_no, o.shareholding, w.day_no,
                    CASE WHEN w.trading_date = k.day_before THEN o.valid_from ELSE w.trading_date END AS since,
                    CASE WHEN w.trading_date = k.day_after THEN o.valid_to ELSE w.next_day END AS until
                FROM stage_ccass_old o
                JOIN stage_ccass_stock k ON k.stock_no = o.stock_no
                JOIN stage_ccass_window w ON w.stock_no = o.stock_no AND w.page_no IS NULL
                    AND w.trading_date >= o.valid_from AND w.trading_date < o.valid_to) p) q
        GROUP BY stock_no, holder_no, shareholding, run_no""");
  }

  /** What differs: intervals with an old end alone are gone, with a new one alone they are new. */
  private void stageChanges() {
    session.temporary(
        "stage_ccass_change",
        """
        AS SELECT k.stock_code, n.participant_id, c.valid_from, c.shareholding, c.old_end, c.new_end
        FROM (SELECT coalesce(o.stock_no, r.stock_no) AS stock_no, coalesce(o.holder_no, r.holder_no) AS holder_no,
                coalesce(o.valid_from, r.valid_from) AS valid_from,
                coalesce(o.shareholding, r.shareholding) AS shareholding,
                o.valid_to AS old_end, r.valid_to AS new_end
            FROM stage_ccass_old o
            FULL JOIN stage_ccass_run r ON r.stock_no = o.stock_no AND r.holder_no = o.holder_no
                AND r.valid_from = o.valid_from AND r.shareholding = o.shareholding
            WHERE o.valid_to IS NULL OR r.valid_to IS NULL OR o.valid_to <> r.valid_to) c
        JOIN stage_ccass_stock k ON k.stock_no = c.stock_no
        JOIN stage_ccass_holder n ON n.holder_no = c.holder_no""");
  }

  private void apply(Span span) {
    String same =
        """
        ccass_holding.stock_code = c.stock_code AND ccass_holding.participant_id = c.participant_id
            AND ccass_holding.valid_from = c.valid_from AND\s"""
            + span.touchedBy("ccass_holding");
    session.execute(
        """
        DELETE FROM ccass_holding USING stage_ccass_change c
        WHERE c.new_end IS NULL AND %s"""
            .formatted(same));
    session.execute(
        """
        UPDATE ccass_holding SET valid_to = NULLIF(c.new_end, %s)
        FROM stage_ccass_change c
        WHERE c.old_end IS NOT NULL AND c.new_end IS NOT NULL AND %s"""
            .formatted(FOREVER, same));
    // In this order, so that a stock's intervals lie together.
    session.execute(
        """
        INSERT INTO ccass_holding (stock_code, participant_id, valid_from, valid_to, shareholding)
        SELECT stock_code, participant_id, valid_from, NULLIF(new_end, %s), shareholding
        FROM stage_ccass_change
        WHERE old_end IS NULL
        ORDER BY stock_code, participant_id, valid_from"""
            .formatted(FOREVER));
  }
}
