package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * Stages the rows of CCASS pages, which are by far the most of a batch. Pages and participants have
 * numbers that hold for the batch alone: sorting and joining numbers takes half the time that their
 * texts would.
 *
 * <ul>
 *   <li>{@code stage_ccass_page}: a stock of a load, and its number;
 *   <li>{@code stage_ccass_holder}: a participant that a load or the warehouse names, and its
 *       number;
 *   <li>{@code stage_ccass_row}: a shareholding; the number of a holder whom the load does not name
 *       is NULL;
 *   <li>{@code stage_ccass_percent}: a printed percentage that the view would not compute.
 * </ul>
 */
final class CcassRows {

  /**
   * What the view ccass_shareholding computes, of {@code r} and its summary {@code s}: cut off
   * after two decimals, in whole numbers, so that all engines do the same.
   */
  private static final String COMPUTED =
      """
      CASE WHEN s.percent_published AND s.issued_shares > 0
          THEN CAST(CAST(round((10000 * r.shareholding - MOD(10000 * r.shareholding, s.issued_shares)) / s.issued_shares)
              AS NUMERIC(16,0)) * 0.01 AS NUMERIC(18,2)) END""";

  private final Session session;
  private final LakeFiles lake;

  CcassRows(Loading loading) {
    this.session = loading.session();
    this.lake = loading.lake();
  }

  /** Call it when the summaries and the names are staged. */
  void stage() {
    number();
    session.temporary(
        "stage_ccass_row",
        """
        AS SELECT f.load_no, g.page_no, n.holder_no, p.shareholding, p."percent"
        FROM %s
        JOIN stage_ccass_page g ON g.load_no = f.load_no AND g.stock_code = p.stock_code
        LEFT JOIN stage_ccass_named n ON n.load_no = f.load_no AND n.participant_id = p.participant_id"""
            .formatted(lake.rows("ccass_row")));
    lake.staged("ccass_row", "stage_ccass_row");
    session.temporary(
        "stage_ccass_percent",
        """
        AS SELECT c.load_no, c.stock_code, c.trading_date, n.participant_id, c."percent"
        FROM (SELECT r.load_no, s.stock_code, s.trading_date, r.holder_no, r."percent", %s AS computed
            FROM stage_ccass_row r
            JOIN stage_ccass_page g ON g.page_no = r.page_no
            JOIN stage_ccass_summary s ON s.load_no = g.load_no AND s.stock_code = g.stock_code) c
        JOIN stage_ccass_holder n ON n.holder_no = c.holder_no
        WHERE c."percent" <> c.computed OR c."percent" IS NULL AND c.computed IS NOT NULL
            OR c."percent" IS NOT NULL AND c.computed IS NULL"""
            .formatted(COMPUTED.strip()));
  }

  private void number() {
    session.temporary(
        "stage_ccass_page",
        """
        AS SELECT CAST(row_number() OVER (ORDER BY stock_code, load_no) AS INTEGER) AS page_no, load_no, stock_code
        FROM (SELECT DISTINCT load_no, stock_code FROM stage_ccass_summary) s""");
    session.temporary(
        "stage_ccass_holder",
        """
        AS SELECT CAST(row_number() OVER (ORDER BY participant_id) AS INTEGER) AS holder_no, participant_id
        FROM (SELECT participant_id FROM stage_ccass_participant_name
            UNION SELECT id FROM ccass_participant) n""");
    session.temporary(
        "stage_ccass_named",
        """
        AS SELECT DISTINCT n.load_no, n.participant_id, h.holder_no
        FROM stage_ccass_participant_name n
        JOIN stage_ccass_holder h ON h.participant_id = n.participant_id""");
  }
}
