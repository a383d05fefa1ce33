package io.tapehouse.sql.load;

import io.tapehouse.sql.jdbc.Session;

/**
 * {@code stock}: what securities are called, from when to when. It follows from the lists of
 * securities and companies that are loaded, each by the date inside, and from the quotes of
 * securities that no list knows, in any order of loading.
 *
 * <p>A security is as a list has it from the date of that list on, until a later list shows it
 * otherwise, or a later one of the same kind no more. That a list lacks it counts only where the
 * list has securities of its type: some pages are of stocks alone. Of two lists of one day that of
 * securities counts. What a list of companies lacks, such as the ISIN, is taken from the list of
 * securities before it, else from the first behind it.
 */
final class Stocks {

  /** The lists of securities, whose rows belong to loads. */
  static final String LISTING = "stock_listing";

  /** The lists of companies, whose rows belong to loads. */
  static final String COMPANIES = "company";

  /** The column of the lake with the name that a security bears in quotes. */
  static final String QUOTED_NAME = "stock_name";

  private static final String CHECK = "known_code";

  private static final String COLUMNS =
      "name, isin, security_type, market, industry, listed_on, source";

  private final Session session;

  Stocks(Session session) {
    this.session = session;
  }

  /**
   * {@code known_code}: a security that was traded is in a list. A list that was not loaded yet
   * changes nothing of the figures, so it is a notice.
   */
  void check() {
    session.execute(
        """
        INSERT INTO stage_check
        SELECT l.load_no, '%1$s', '%2$s', l.dataset, 'notice',
            CASE WHEN r.exchange_code IS NULL THEN 'not_evaluated' WHEN u.unknown = 0 THEN 'passed' ELSE 'failed' END,
            'every code in a list of securities or companies of ' || u.exchange_code,
            CASE WHEN r.exchange_code IS NULL THEN 'no such list is loaded'
                WHEN u.unknown = 0 THEN 'all of them'
                ELSE CAST(u.unknown AS VARCHAR) || ' in none, such as ' || u.example END
        FROM stage_load l
        JOIN (SELECT s.load_no, min(s.exchange_code) AS exchange_code,
                count(CASE WHEN k.stock_code IS NULL THEN 1 END) AS unknown,
                min(CASE WHEN k.stock_code IS NULL THEN s.stock_code END) AS example
            FROM stage_%1$s s
            LEFT JOIN (SELECT DISTINCT exchange_code, stock_code FROM stock WHERE source <> 'quotes') k
                ON k.exchange_code = s.exchange_code AND k.stock_code = s.stock_code
            GROUP BY s.load_no) u ON u.load_no = l.load_no
        LEFT JOIN (SELECT DISTINCT exchange_code FROM stock WHERE source <> 'quotes') r
            ON r.exchange_code = u.exchange_code"""
            .formatted(StockAdjustments.QUOTES, CHECK));
  }

  /**
   * Remembers the securities in lists that are replaced; call it while their rows are there.
   *
   * @param table {@link #LISTING} or {@link #COMPANIES}
   */
  void stageReplaced(String table) {
    session.temporary(
        "stage_replaced_stock",
        """
        AS SELECT DISTINCT c.exchange_code, c.stock_code
        FROM %1$s c
        JOIN load_ledger b ON b.load_id = c.load_id
        JOIN stage_load l ON l.dataset = b.dataset AND l.partition_date = b.partition_date
        JOIN stage_accepted a ON a.load_no = l.load_no AND a.table_name = '%1$s'"""
            .formatted(table));
  }

  /**
   * Makes the securities anew that accepted lists of securities change: those that they show
   * otherwise than the table has them on the date of the list, in the everyday week a few of
   * thousands; those that an earlier version of the list had changed; and companies, whose other
   * lists may lie between.
   */
  void renewBySecurities() {
    session.temporary(
        "stage_listed",
        """
        AS SELECT c.exchange_code, c.stock_code, c.as_of, c.name, c.industry, c.isin, c.security_type, c.market,
            c.listed_on
        FROM %1$s c
        JOIN stage_accepted a ON a.load_id = c.load_id AND a.table_name = '%1$s'"""
            .formatted(LISTING));
    session.temporary(
        "stage_touched_stock",
        """
        AS SELECT f.exchange_code, f.stock_code
        FROM stage_listed f
        LEFT JOIN stock s ON s.exchange_code = f.exchange_code AND s.stock_code = f.stock_code
            AND s.valid_from <= f.as_of AND (s.valid_to IS NULL OR s.valid_to > f.as_of) AND s.source = 'securities'
        WHERE s.stock_code IS NULL OR s.name <> f.name OR coalesce(s.industry, '') <> coalesce(f.industry, '')
            OR coalesce(s.isin, '') <> coalesce(f.isin, '') OR s.security_type <> f.security_type
            OR coalesce(s.market, '') <> coalesce(f.market, '')
            OR coalesce(s.listed_on, DATE '0001-01-01') <> coalesce(f.listed_on, DATE '0001-01-01')
        UNION
        SELECT s.exchange_code, s.stock_code
        FROM stock s
        JOIN (SELECT DISTINCT exchange_code, as_of, security_type FROM stage_listed) d
            ON d.exchange_code = s.exchange_code AND d.security_type = s.security_type
            AND s.valid_from <= d.as_of AND (s.valid_to IS NULL OR s.valid_to > d.as_of)
        LEFT JOIN stage_listed f ON f.exchange_code = s.exchange_code AND f.stock_code = s.stock_code
            AND f.as_of = d.as_of
        WHERE f.stock_code IS NULL AND s.source <> 'quotes'
        UNION
        SELECT s.exchange_code, s.stock_code
        FROM stock s
        JOIN (SELECT DISTINCT exchange_code, as_of FROM stage_listed) d
            ON d.exchange_code = s.exchange_code AND (d.as_of = s.valid_from OR d.as_of = s.valid_to)
        WHERE s.source <> 'quotes'
        UNION
        SELECT c.exchange_code, c.stock_code
        FROM %s c
        JOIN (SELECT DISTINCT exchange_code FROM stage_listed) d ON d.exchange_code = c.exchange_code
        UNION
        SELECT exchange_code, stock_code FROM stage_replaced_stock"""
            .formatted(COMPANIES));
    renewTouched();
  }

  /** Makes the companies of an exchange anew of which a list was accepted. */
  void renewByCompanies() {
    session.temporary(
        "stage_touched_stock",
        """
        AS SELECT c.exchange_code, c.stock_code
        FROM %1$s c
        JOIN (SELECT DISTINCT c.exchange_code FROM %1$s c
            JOIN stage_accepted a ON a.load_id = c.load_id AND a.table_name = '%1$s') d
            ON d.exchange_code = c.exchange_code
        UNION
        SELECT exchange_code, stock_code FROM stage_replaced_stock"""
            .formatted(COMPANIES));
    renewTouched();
  }

  private void renewTouched() {
    stageShown();
    stageRuns();
    replaceTouched();
    session.execute(
        """
        INSERT INTO stock (exchange_code, stock_code, valid_from, valid_to, name_local, %1$s)
        SELECT exchange_code, stock_code, min(as_of), max(valid_to), min(name), %2$s
        FROM (SELECT r.*, coalesce(sum(r.is_last) OVER (PARTITION BY r.exchange_code, r.stock_code ORDER BY r.as_of
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS run_no
            FROM (SELECT f.*,
                    CASE WHEN f.next_seen IS NULL OR f.next_file < f.next_seen OR f.next_shape <> f.shape
                        THEN 1 ELSE 0 END AS is_last,
                    CASE WHEN f.next_seen IS NULL OR f.next_file < f.next_seen THEN f.next_file
                        WHEN f.next_shape <> f.shape THEN f.next_seen END AS valid_to
                FROM stage_stock_seen f) r) n
        GROUP BY exchange_code, stock_code, run_no"""
            .formatted(COLUMNS, leastOf(COLUMNS)));
    insertQuoted();
  }

  /** Of a run all rows are the same. */
  private static String leastOf(String columns) {
    return "min(" + columns.replace(", ", "), min(") + ")";
  }

  /** Stages what lists have of the touched securities, one row a security and day. */
  private void stageShown() {
    session.temporary(
        "stage_touched_listing",
        """
        AS SELECT c.*
        FROM %s c
        JOIN stage_touched_stock t ON t.exchange_code = c.exchange_code AND t.stock_code = c.stock_code"""
            .formatted(LISTING));
    session.temporary(
        "stage_touched_company",
        """
        AS SELECT c.exchange_code, c.stock_code, c.as_of, c.short_name, c.industry_name, c.listed_on, %2$s AS file_type,
            coalesce(max(CASE WHEN l.as_of <= c.as_of THEN l.as_of END), min(l.as_of)) AS nearest
        FROM %1$s c
        JOIN stage_touched_stock t ON t.exchange_code = c.exchange_code AND t.stock_code = c.stock_code
        LEFT JOIN stage_touched_listing l ON l.exchange_code = c.exchange_code AND l.stock_code = c.stock_code
        GROUP BY c.exchange_code, c.stock_code, c.as_of, c.short_name, c.industry_name, c.listed_on, c.industry"""
            .formatted(COMPANIES, typeOfCompany()));
    session.temporary(
        "stage_stock_shown",
        """
        AS SELECT c.exchange_code, c.stock_code, c.as_of, c.name, c.isin, c.security_type, c.market, c.industry,
            c.listed_on, CAST('securities' AS VARCHAR(10)) AS source, CAST('securities' AS VARCHAR(10)) AS kind,
            c.security_type AS file_type
        FROM stage_touched_listing c
        UNION ALL
        SELECT c.exchange_code, c.stock_code, c.as_of, c.short_name, l.isin, coalesce(l.security_type, c.file_type),
            l.market, c.industry_name, CASE WHEN c.nearest IS NULL THEN c.listed_on ELSE l.listed_on END,
            CASE WHEN c.nearest IS NULL THEN 'companies' ELSE 'securities' END, 'companies', c.file_type
        FROM stage_touched_company c
        LEFT JOIN stage_touched_listing l ON l.exchange_code = c.exchange_code AND l.stock_code = c.stock_code
            AND l.as_of = c.nearest
        WHERE c.nearest IS NULL OR c.nearest <> c.as_of""");
  }

  /** A list of companies has a code for the industry of receipts alone. */
  private static String typeOfCompany() {
    return "CAST(CASE WHEN c.industry = '91' THEN 'depositary_receipt' ELSE 'stock' END AS VARCHAR(64))";
  }

  /** Stages the same with the next list that has it, and the next of the same kind that could. */
  private void stageRuns() {
    session.temporary(
        "stage_stock_file",
        """
        AS SELECT exchange_code, kind, file_type, as_of,
            lead(as_of) OVER (PARTITION BY exchange_code, kind, file_type ORDER BY as_of) AS next_file
        FROM (SELECT DISTINCT exchange_code, CAST('securities' AS VARCHAR(10)) AS kind, security_type AS file_type, as_of
            FROM %1$s
            UNION ALL
            SELECT DISTINCT c.exchange_code, CAST('companies' AS VARCHAR(10)) AS kind, %3$s AS file_type, c.as_of
            FROM %2$s c) d"""
            .formatted(LISTING, COMPANIES, typeOfCompany()));
    session.temporary(
        "stage_stock_seen",
        """
        AS SELECT f.*, d.next_file,
            lead(f.as_of) OVER (PARTITION BY f.exchange_code, f.stock_code ORDER BY f.as_of) AS next_seen,
            lead(f.shape) OVER (PARTITION BY f.exchange_code, f.stock_code ORDER BY f.as_of) AS next_shape
        FROM (SELECT s.*, s.name || '|' || coalesce(s.isin, '') || '|' || s.security_type || '|' || coalesce(s.market, '')
                || '|' || coalesce(s.industry, '') || '|' || coalesce(CAST(s.listed_on AS VARCHAR(10)), '') AS shape
            FROM stage_stock_shown s) f
        JOIN stage_stock_file d ON d.exchange_code = f.exchange_code AND d.kind = f.kind
            AND d.file_type = f.file_type AND d.as_of = f.as_of""");
  }

  private void replaceTouched() {
    session.execute(
        """
        DELETE FROM stock USING stage_touched_stock t
        WHERE stock.exchange_code = t.exchange_code AND stock.stock_code = t.stock_code""");
  }

  /** Remembers the names of accepted quotes, and adds the securities that no list knows. */
  void renewByQuotes() {
    session.temporary(
        "stage_quoted_day",
        """
        AS SELECT DISTINCT s.exchange_code, s.stock_code, s.trading_date, coalesce(s.%2$s, s.stock_code) AS name
        FROM stage_%1$s s
        JOIN stage_accepted a ON a.load_no = s.load_no AND a.table_name = '%1$s'"""
            .formatted(StockAdjustments.QUOTES, QUOTED_NAME));
    withdrawNames();
    session.temporary(
        "stage_quoted",
        """
        AS SELECT exchange_code, stock_code, name, max(trading_date) AS trading_date
        FROM stage_quoted_day
        GROUP BY exchange_code, stock_code, name""");
    session.execute(
        """
        DELETE FROM quoted_stock USING stage_quoted q
        WHERE quoted_stock.exchange_code = q.exchange_code AND quoted_stock.stock_code = q.stock_code
            AND quoted_stock.name = q.name AND quoted_stock.trading_date <= q.trading_date""");
    session.execute(
        """
        INSERT INTO quoted_stock (exchange_code, stock_code, trading_date, name)
        SELECT q.exchange_code, q.stock_code, q.trading_date, q.name
        FROM stage_quoted q
        LEFT JOIN quoted_stock o ON o.exchange_code = q.exchange_code AND o.stock_code = q.stock_code
            AND o.name = q.name
        WHERE o.stock_code IS NULL""");
    // All that quotes alone know: a file that was replaced may have been the only one with a code.
    session.temporary(
        "stage_touched_stock",
        """
        AS SELECT exchange_code, stock_code FROM stock WHERE source = 'quotes'
        UNION
        SELECT q.exchange_code, q.stock_code
        FROM stage_quoted q
        LEFT JOIN stock s ON s.exchange_code = q.exchange_code AND s.stock_code = q.stock_code
        WHERE s.stock_code IS NULL""");
    replaceTouched();
    insertQuoted();
  }

  /**
   * Takes back the names of days whose quotes were replaced by others that lack the security, or
   * call it otherwise. Such a name is that of the day before, unless another one is.
   */
  private void withdrawNames() {
    session.temporary(
        "stage_withdrawn_name",
        """
        AS SELECT o.exchange_code, o.stock_code, o.trading_date, o.name
        FROM quoted_stock o
        JOIN (SELECT DISTINCT exchange_code, trading_date FROM stage_quoted_day) d
            ON d.exchange_code = o.exchange_code AND d.trading_date = o.trading_date
        LEFT JOIN stage_quoted_day q ON q.exchange_code = o.exchange_code AND q.stock_code = o.stock_code
            AND q.trading_date = o.trading_date AND q.name = o.name
        LEFT JOIN (SELECT DISTINCT exchange_code, stock_code, trading_date FROM stage_quoted_day) c
            ON c.exchange_code = o.exchange_code AND c.stock_code = o.stock_code AND c.trading_date = o.trading_date
        LEFT JOIN %s s ON s.exchange_code = o.exchange_code AND s.stock_code = o.stock_code
            AND s.trading_date = o.trading_date
        WHERE q.stock_code IS NULL AND (c.stock_code IS NOT NULL OR s.stock_code IS NULL)"""
            .formatted(StockAdjustments.QUOTES));
    session.execute(
        """
        DELETE FROM quoted_stock USING stage_withdrawn_name w
        WHERE quoted_stock.exchange_code = w.exchange_code AND quoted_stock.stock_code = w.stock_code
            AND quoted_stock.name = w.name""");
    session.execute(
        """
        INSERT INTO quoted_stock (exchange_code, stock_code, trading_date, name)
        SELECT b.exchange_code, b.stock_code, b.day_before, b.name
        FROM (SELECT w.exchange_code, w.stock_code, w.name, max(s.trading_date) AS day_before
            FROM stage_withdrawn_name w
            JOIN %s s ON s.exchange_code = w.exchange_code AND s.stock_code = w.stock_code
                AND s.trading_date < w.trading_date
            GROUP BY w.exchange_code, w.stock_code, w.name) b
        LEFT JOIN quoted_stock o ON o.exchange_code = b.exchange_code AND o.stock_code = b.stock_code
            AND o.trading_date >= b.day_before
        WHERE o.stock_code IS NULL"""
            .formatted(StockAdjustments.QUOTES));
  }

  /** Adds those of the touched securities that were traded and are in no list. */
  private void insertQuoted() {
    session.execute(
        """
        INSERT INTO stock (exchange_code, stock_code, valid_from, name_local, %2$s)
        SELECT q.exchange_code, q.stock_code, d.first_day, q.name, q.name, NULL, 'unknown', NULL, NULL, NULL, 'quotes'
        FROM (SELECT o.exchange_code, o.stock_code, o.name,
                row_number() OVER (PARTITION BY o.exchange_code, o.stock_code ORDER BY o.trading_date DESC, o.name) AS age
            FROM quoted_stock o
            JOIN stage_touched_stock t ON t.exchange_code = o.exchange_code AND t.stock_code = o.stock_code) q
        JOIN (SELECT exchange_code, stock_code, min(trading_date) AS first_day FROM %1$s
            GROUP BY exchange_code, stock_code) d
            ON d.exchange_code = q.exchange_code AND d.stock_code = q.stock_code
        LEFT JOIN stock s ON s.exchange_code = q.exchange_code AND s.stock_code = q.stock_code
        WHERE q.age = 1 AND s.stock_code IS NULL"""
            .formatted(StockAdjustments.QUOTES, COLUMNS));
  }
}
