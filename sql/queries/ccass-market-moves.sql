-- title: Who moved at least so many percent of any stock's issued shares, on a day or over a range
-- about: Each stock is compared between its last loaded day up to from and its last loaded day up to the end; both
--     are shown. Give only the end for one day.
-- about: A stock that was first loaded after from cannot tell who moved, and one without a page since from neither:
--     they are left out, and their holders are no entries. So are stocks without issued shares.
-- about: Denominator: issued shares by the stock's page of the last day.
-- about: Shares before a known split, consolidation or bonus issue are given in shares of the last day, rounded to
--     whole ones.
-- parameter: from date optional: the day to compare with; the last day with any page before the end by default
-- parameter: to date optional: the last day; the last day with any page by default
-- parameter: threshold decimal>=0 = 0.5: percent of issued shares that a move has at least, in either direction
-- column: stock_code: the stock
-- column: stock_name: as the page of the last day says
-- column: since_day: the loaded day of the stock that is compared with
-- column: until_day: the stock's last loaded day up to the end
-- column: participant_code: id in CCASS; empty for consenting investors
-- column: participant_name: the newest name
-- column: adjusted_shares_before: on the first of the two days, in shares of the last
-- column: shares_after: on the last day
-- column: change: shares_after less adjusted_shares_before
-- column: change_percent_of_issued: of the issued shares of the last day
-- column: entered: whether the holder had none on the first of the two days
-- column: exited: whether the holder has none on the last day
-- column: known_corporate_actions: splits, consolidations and bonus issues known between the two days; 0 says that
--     none is known, not that there was none
WITH ending AS (
    SELECT max(trading_date) AS to_day FROM ccass_summary
    WHERE CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE)),
asked AS (
    SELECT e.to_day, coalesce(CAST(:from AS DATE), max(s.trading_date)) AS from_day
    FROM ending e
    JOIN ccass_summary s ON s.trading_date < e.to_day
    GROUP BY e.to_day),
page AS (
    SELECT s.stock_code, max(CASE WHEN s.trading_date <= q.from_day THEN s.trading_date END) AS first_day,
        max(s.trading_date) AS last_day
    FROM ccass_summary s
    JOIN asked q ON s.trading_date <= q.to_day
    GROUP BY s.stock_code),
stock AS (
    SELECT s.stock_code, s.stock_name, g.first_day, g.last_day, s.issued_shares AS issued
    FROM page g
    JOIN ccass_summary s ON s.stock_code = g.stock_code AND s.trading_date = g.last_day
    WHERE g.first_day < g.last_day AND s.issued_shares > 0),
factor AS (
    SELECT k.stock_code, coalesce(round(exp(sum(ln(CAST(a.new_shares AS DOUBLE PRECISION))))), 1) AS new_shares,
        coalesce(round(exp(sum(ln(CAST(a.old_shares AS DOUBLE PRECISION))))), 1) AS old_shares, count(*) AS actions
    FROM stock k
    JOIN stock_corporate_action a ON a.exchange_code = 'HKEX' AND a.stock_code = k.stock_code
        AND a.trading_date > k.first_day AND a.trading_date <= k.last_day
    GROUP BY k.stock_code),
both_days AS (
    SELECT k.stock_code, k.stock_name, k.first_day, k.last_day, k.issued, coalesce(f.new_shares, 1) AS new_shares,
        coalesce(f.old_shares, 1) AS old_shares, coalesce(f.actions, 0) AS actions
    FROM stock k
    LEFT JOIN factor f ON f.stock_code = k.stock_code),
holder AS (
    SELECT h.stock_code, h.participant_id,
        CAST(sum(CASE WHEN h.valid_from <= k.first_day
            THEN CAST(floor(CAST(h.shareholding AS DOUBLE PRECISION) * k.new_shares / k.old_shares + 0.5) AS BIGINT)
                ELSE 0 END) AS BIGINT) AS shares_before,
        CAST(sum(CASE WHEN coalesce(h.valid_to, DATE '9999-12-31') > k.last_day THEN h.shareholding ELSE 0 END)
            AS BIGINT)
            AS shares_after
    FROM ccass_holding h
    JOIN both_days k ON k.stock_code = h.stock_code
    WHERE h.valid_from <= k.last_day AND coalesce(h.valid_to, DATE '9999-12-31') > k.first_day
        AND (h.valid_from <= k.first_day OR coalesce(h.valid_to, DATE '9999-12-31') > k.last_day)
        AND (h.valid_from > k.first_day OR coalesce(h.valid_to, DATE '9999-12-31') <= k.last_day OR k.actions > 0)
    GROUP BY h.stock_code, h.participant_id),
mover AS (
    SELECT stock_code, participant_id, shares_before, shares_after, shares_after - shares_before AS change
    FROM holder
    WHERE shares_after <> shares_before)
SELECT k.stock_code, k.stock_name, k.first_day AS since_day, k.last_day AS until_day, p.code AS participant_code,
    p.name AS participant_name, h.shares_before AS adjusted_shares_before, h.shares_after,
    h.change,
    CAST(floor(1000000 * CAST(h.change AS DOUBLE PRECISION) / k.issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS change_percent_of_issued,
    h.shares_before = 0 AS entered, h.shares_after = 0 AS exited, k.actions AS known_corporate_actions
FROM mover h
JOIN both_days k ON k.stock_code = h.stock_code
JOIN ccass_participant p ON p.id = h.participant_id
WHERE 100 * abs(h.change) >= CAST(:threshold AS NUMERIC(18,6)) * k.issued
ORDER BY k.stock_code, h.change DESC, h.participant_id
