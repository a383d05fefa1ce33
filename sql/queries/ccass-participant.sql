-- title: A participant's holdings over all stocks at the end, and their changes since another day
-- about: Each stock is compared between its last loaded day up to from and its last loaded day up to the end; both
--     are shown. Where a stock was first loaded after from, what was held before is not known: the change is empty.
-- about: Denominators: issued shares, and all shares in CCASS, by the stock's page of the last day.
-- about: Shares before a known split, consolidation or bonus issue are given in shares of the last day, rounded to
--     whole ones.
-- parameter: participant text required: id in CCASS, such as C00019; for those without one the id of
--     ccass_participant
-- parameter: from date optional: the day to compare with; each stock's first loaded one by default
-- parameter: to date optional: the last day; each stock's last loaded one by default
-- parameter: min_percent decimal>=0 = 0: only stocks of which at least so many percent of issued shares are held, or
--     changed; with 0 those without issued shares as well
-- column: stock_code: the stock
-- column: stock_name: as the page of the last day says
-- column: since_day: the loaded day of the stock that is compared with; empty where there is none
-- column: until_day: the stock's last loaded day up to the end
-- column: shareholding: on the last day; 0 where the page does not name the participant
-- column: percent_of_issued: of the issued shares of the last day; empty where the page has none
-- column: percent_of_ccass: of all shares in CCASS on the last day
-- column: adjusted_shares_before: on the first of the two days, in shares of the last
-- column: change: shareholding less adjusted_shares_before
-- column: change_percent_of_issued: of the issued shares of the last day
-- column: entered: whether the participant had none on the first of the two days, and has some on the last
-- column: exited: whether the participant had some on the first of the two days, and has none on the last
-- column: known_corporate_actions: splits, consolidations and bonus issues known between the two days; 0 says that
--     none is known, not that there was none
WITH held AS (
    SELECT stock_code, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_until, shareholding
    FROM ccass_holding
    WHERE participant_id = CASE WHEN CAST(:participant AS VARCHAR(400)) LIKE 'I-%'
        THEN CAST(:participant AS VARCHAR(400)) ELSE upper(CAST(:participant AS VARCHAR(400))) END),
page AS (
    SELECT s.stock_code,
        CASE WHEN CAST(:from AS DATE) IS NULL THEN min(s.trading_date)
            ELSE max(CASE WHEN s.trading_date <= CAST(:from AS DATE) THEN s.trading_date END) END AS first_day,
        max(s.trading_date) AS last_day
    FROM ccass_summary s
    WHERE (CAST(:to AS DATE) IS NULL OR s.trading_date <= CAST(:to AS DATE))
        AND s.stock_code IN (SELECT stock_code FROM held)
    GROUP BY s.stock_code),
stock AS (
    SELECT s.stock_code, s.stock_name, g.first_day, g.last_day, nullif(s.issued_shares, 0) AS issued,
        nullif(s.total_shareholding, 0) AS ccass
    FROM page g
    JOIN ccass_summary s ON s.stock_code = g.stock_code AND s.trading_date = g.last_day),
factor AS (
    SELECT k.stock_code, coalesce(round(exp(sum(ln(CAST(a.new_shares AS DOUBLE PRECISION))))), 1) AS new_shares,
        coalesce(round(exp(sum(ln(CAST(a.old_shares AS DOUBLE PRECISION))))), 1) AS old_shares, count(*) AS actions
    FROM stock k
    JOIN stock_corporate_action a ON a.exchange_code = 'HKEX' AND a.stock_code = k.stock_code
        AND a.trading_date > k.first_day AND a.trading_date <= k.last_day
    GROUP BY k.stock_code),
found AS (
    SELECT k.stock_code, k.stock_name, k.first_day, k.last_day, k.issued, k.ccass, coalesce(f.actions, 0) AS actions,
        coalesce(f.new_shares, 1) AS new_shares, coalesce(f.old_shares, 1) AS old_shares,
        CASE WHEN k.first_day IS NOT NULL THEN coalesce(b.shareholding, 0) END AS old_holding,
        coalesce(h.shareholding, 0) AS shares_after
    FROM stock k
    LEFT JOIN factor f ON f.stock_code = k.stock_code
    LEFT JOIN held b ON b.stock_code = k.stock_code AND b.valid_from <= k.first_day AND b.valid_until > k.first_day
    LEFT JOIN held h ON h.stock_code = k.stock_code AND h.valid_from <= k.last_day AND h.valid_until > k.last_day),
position AS (
    SELECT stock_code, stock_name, first_day, last_day, issued, ccass, actions, shares_after,
        CAST(floor(CAST(old_holding AS DOUBLE PRECISION) * new_shares / old_shares + 0.5) AS BIGINT) AS shares_before
    FROM found),
changed AS (
    SELECT stock_code, stock_name, first_day, last_day, issued, ccass, actions, shares_after, shares_before,
        shares_after - shares_before AS change
    FROM position)
SELECT stock_code, stock_name, first_day AS since_day, last_day AS until_day, shares_after AS shareholding,
    CAST(floor(1000000 * CAST(shares_after AS DOUBLE PRECISION) / issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS percent_of_issued,
    CAST(floor(1000000 * CAST(shares_after AS DOUBLE PRECISION) / ccass + 0.5) / 10000 AS NUMERIC(18,4))
        AS percent_of_ccass,
    shares_before AS adjusted_shares_before, change,
    CAST(floor(1000000 * CAST(change AS DOUBLE PRECISION) / issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS change_percent_of_issued,
    shares_before = 0 AND shares_after <> 0 AS entered, shares_before <> 0 AND shares_after = 0 AS exited,
    actions AS known_corporate_actions
FROM changed
WHERE (shares_after <> 0 OR shares_before <> 0)
    AND (CAST(:min_percent AS NUMERIC(18,6)) = 0
        OR 100 * abs(shares_after) >= CAST(:min_percent AS NUMERIC(18,6)) * issued
        OR 100 * abs(change) >= CAST(:min_percent AS NUMERIC(18,6)) * issued)
ORDER BY CASE WHEN issued IS NULL THEN 1 ELSE 0 END, CAST(shares_after AS DOUBLE PRECISION) / issued DESC, stock_code
