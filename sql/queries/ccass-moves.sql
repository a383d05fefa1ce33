-- title: A stock's moves, day by day: who changed by at least so many percent of issued shares
-- about: A row is the change of a holder from one loaded day of the stock to the next. Where days between them were
--     not loaded, days_since_previous says so, and on which of them it happened is not known.
-- about: The first loaded day of the stock has nothing before it and so no moves.
-- about: Denominator: issued shares by the page of the row's day. Where it has none, percentages are empty and all
--     moves are listed.
-- about: Shares before a known split, consolidation or bonus issue are given in shares of the row's day, rounded to
--     whole ones.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: from date optional: the first day that may have a move; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- parameter: threshold decimal>=0 = 0.5: percent of issued shares that a move has at least, in either direction
-- column: trading_date: a loaded day
-- column: previous_day: the loaded day before it
-- column: days_since_previous: calendar days between the two; more than 1 over weekends, holidays and gaps
-- column: participant_code: id in CCASS; empty for consenting investors
-- column: participant_name: the newest name
-- column: adjusted_shares_before: on the previous day, in shares of the row's day
-- column: shares_after: on the row's day
-- column: change: shares_after less adjusted_shares_before
-- column: change_percent_of_issued: of the issued shares of the row's day
-- column: entered: whether the holder had none on the previous day
-- column: exited: whether the holder has none on the row's day
-- column: known_corporate_actions: splits, consolidations and bonus issues known since the previous day; 0 says that
--     none is known, not that there was none
WITH loaded AS (
    SELECT trading_date, nullif(issued_shares, 0) AS issued,
        lag(trading_date) OVER (ORDER BY trading_date) AS previous_day
    FROM ccass_summary
    WHERE stock_code = CAST(:stock AS VARCHAR(5))),
day AS (
    SELECT trading_date, issued, previous_day
    FROM loaded
    WHERE previous_day IS NOT NULL AND (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
priced AS (
    SELECT d.trading_date, d.issued, d.previous_day,
        coalesce(round(exp(sum(ln(CAST(a.new_shares AS DOUBLE PRECISION))))), 1) AS new_shares,
        coalesce(round(exp(sum(ln(CAST(a.old_shares AS DOUBLE PRECISION))))), 1) AS old_shares,
        count(a.trading_date) AS actions
    FROM day d
    LEFT JOIN stock_corporate_action a ON a.exchange_code = 'HKEX' AND a.stock_code = CAST(:stock AS VARCHAR(5))
        AND a.trading_date > d.previous_day AND a.trading_date <= d.trading_date
    GROUP BY d.trading_date, d.issued, d.previous_day),
held AS (
    SELECT participant_id, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_until, shareholding
    FROM ccass_holding
    WHERE stock_code = CAST(:stock AS VARCHAR(5))),
part AS (
    SELECT h.participant_id, d.trading_date, CAST(0 AS BIGINT) AS shares_before, h.shareholding AS shares_after
    FROM held h
    JOIN priced d ON d.trading_date = h.valid_from
    UNION ALL
    SELECT h.participant_id, d.trading_date,
        CAST(floor(CAST(h.shareholding AS DOUBLE PRECISION) * d.new_shares / d.old_shares + 0.5) AS BIGINT),
        CAST(0 AS BIGINT)
    FROM held h
    JOIN priced d ON d.trading_date = h.valid_until
    UNION ALL
    SELECT h.participant_id, d.trading_date,
        CAST(floor(CAST(h.shareholding AS DOUBLE PRECISION) * d.new_shares / d.old_shares + 0.5) AS BIGINT),
        h.shareholding
    FROM held h
    JOIN priced d ON d.trading_date > h.valid_from AND d.trading_date < h.valid_until AND d.actions > 0),
whole AS (
    SELECT participant_id, trading_date, CAST(sum(shares_before) AS BIGINT) AS shares_before,
        CAST(sum(shares_after) AS BIGINT) AS shares_after, CAST(sum(shares_after - shares_before) AS BIGINT) AS change
    FROM part
    GROUP BY participant_id, trading_date
    HAVING sum(shares_after) <> sum(shares_before))
SELECT d.trading_date, d.previous_day, d.trading_date - d.previous_day AS days_since_previous, p.code
    AS participant_code,
    p.name AS participant_name, w.shares_before AS adjusted_shares_before, w.shares_after,
    w.change,
    CAST(floor(1000000 * CAST(w.change AS DOUBLE PRECISION) / d.issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS change_percent_of_issued,
    w.shares_before = 0 AS entered, w.shares_after = 0 AS exited, d.actions AS known_corporate_actions
FROM whole w
JOIN priced d ON d.trading_date = w.trading_date
JOIN ccass_participant p ON p.id = w.participant_id
WHERE (d.issued IS NULL OR 100 * abs(w.change) >= CAST(:threshold AS NUMERIC(18,6)) * d.issued)
ORDER BY d.trading_date, w.change DESC, w.participant_id
