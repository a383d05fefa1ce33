package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/** Whether the pages of a day agree with their own summaries, and with the list of stocks. */
final class CcassChecks {

  private final Session session;
  private final FoundRows found;

  CcassChecks(Session session) {
    this.session = session;
    this.found = new FoundRows(session);
  }

  void evaluate() {
    total();
    uniqueKey();
    name();
    sum();
    stockList();
  }

  /** {@code ccass_total}: the categories of a page add up to its total. */
  private void total() {
    found.record(
        "ccass_summary",
        "ccass_total",
        "categories that add up to the total",
        """
        SELECT load_no, count(*) AS wrong, min(stock_code) AS example
        FROM stage_ccass_summary
        WHERE intermediary_shareholding + consenting_shareholding + non_consenting_shareholding <> total_shareholding
            OR intermediary_participants + consenting_participants + non_consenting_participants <> total_participants
        GROUP BY load_no""");
  }

  /** {@code unique_key} of the rows: a holder once a page. */
  private void uniqueKey() {
    found.record(
        CcassFamily.HOLDINGS,
        "unique_key",
        "each holder once a page",
        """
        SELECT g.load_no, count(*) AS wrong, min(g.stock_code || ' ' || n.participant_id) AS example
        FROM (SELECT page_no, holder_no FROM stage_ccass_row GROUP BY page_no, holder_no HAVING count(*) > 1) r
        JOIN stage_ccass_page g ON g.page_no = r.page_no
        JOIN stage_ccass_holder n ON n.holder_no = r.holder_no
        GROUP BY g.load_no""");
  }

  /** {@code ccass_name}: who holds has a name in the same load. */
  private void name() {
    found.record(
        CcassFamily.HOLDINGS,
        "ccass_name",
        "a name of each holder",
        """
        SELECT r.load_no, count(*) AS wrong, min('a holder of ' || g.stock_code) AS example
        FROM stage_ccass_row r
        JOIN stage_ccass_page g ON g.page_no = r.page_no
        WHERE r.holder_no IS NULL
        GROUP BY r.load_no""");
  }

  /** {@code ccass_sum}: the rows of a page are as many, and as much, as in its summary. */
  private void sum() {
    found.record(
        CcassFamily.HOLDINGS,
        "ccass_sum",
        "rows and shares of the summary",
        """
        SELECT s.load_no, count(*) AS wrong, min(s.stock_code || ': ' || CAST(s.holders AS VARCHAR)
            || ' rows with ' || CAST(s.shares AS VARCHAR) || ' shares') AS example
        FROM (SELECT s.load_no, s.stock_code, coalesce(r.holders, 0) AS holders, coalesce(r.shares, 0) AS shares,
                s.intermediary_participants + s.consenting_participants AS expected_holders,
                s.intermediary_shareholding + s.consenting_shareholding AS expected_shares
            FROM stage_ccass_summary s
            JOIN stage_ccass_page g ON g.load_no = s.load_no AND g.stock_code = s.stock_code
            LEFT JOIN (SELECT page_no, count(*) AS holders, sum(shareholding) AS shares
                FROM stage_ccass_row GROUP BY page_no) r ON r.page_no = g.page_no) s
        WHERE s.holders <> s.expected_holders OR s.shares <> s.expected_shares
        GROUP BY s.load_no""");
  }

  /** {@code ccass_stock_list}: the stocks of the day's list have pages; where not, it warns. */
  private void stockList() {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT p.load_no, p.table_name, 'ccass_stock_list', l.dataset, 'warning',
            CASE WHEN k.listed IS NULL THEN 'not_evaluated' WHEN k.missing = 0 THEN 'passed' ELSE 'failed' END,
            'pages of all ' || CAST(k.listed AS VARCHAR) || ' stocks of the list',
            CASE WHEN k.listed IS NULL THEN 'no list of stocks of that day'
                WHEN k.missing = 0 THEN NULL
                ELSE 'none of ' || CAST(k.missing AS VARCHAR) || ', such as ' || k.example END
        FROM stage_part p
        JOIN stage_load l ON l.load_no = p.load_no
        LEFT JOIN (SELECT d.load_no, count(*) AS listed,
                count(CASE WHEN g.stock_code IS NULL THEN 1 END) AS missing,
                min(CASE WHEN g.stock_code IS NULL THEN k.stock_code END) AS example
            FROM ccass_stock_list k
            JOIN stage_load d ON d.partition_date = k.trading_date
            LEFT JOIN stage_ccass_page g ON g.load_no = d.load_no AND g.stock_code = k.stock_code
            GROUP BY d.load_no) k ON k.load_no = p.load_no
        WHERE p.table_name = 'ccass_summary'""");
  }
}
