-- title: Who moved at least so many percent of a stock's issued shares between two days, and on which day most
-- about: Entries and exits are moves like others: a holder whom a loaded page does not name holds 0 in CCASS.
-- about: Only loaded days are days: of a day without a page nothing is known, so it has no row, and no zero.
-- about: Denominator: issued shares by the page of the last day. Where it has none, percentages are empty and all who
--     moved are listed.
-- about: Shares before a known split, consolidation or bonus issue are given in shares of the last day, rounded to
--     whole ones.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: from date optional: the day to compare with; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- parameter: threshold decimal>=0 = 0.5: percent of issued shares that a move has at least, in either direction
-- column: since_day: the loaded day that is compared with: the last one up to from, or where there is none the first
--     one
-- column: until_day: the last loaded day up to the end
-- column: participant_code: id in CCASS; empty for consenting investors
-- column: participant_name: the newest name
-- column: adjusted_shares_before: on the first of the two days, in shares of the last
-- column: shares_after: on the last day
-- column: change: shares_after less adjusted_shares_before
-- column: change_percent_of_issued: of the issued shares of the last day
-- column: entered: whether the holder had none on the first of the two days
-- column: exited: whether the holder has none on the last day
-- column: largest_move_day: the loaded day with the largest single move since the loaded day before it; the earliest
--     of equal ones
-- column: largest_move: in shares of the last day
-- column: move_days: loaded days with a move
-- column: known_corporate_actions: splits, consolidations and bonus issues known between the two days; 0 says that
--     none is known, not that there was none
WITH span AS (
    SELECT coalesce(max(CASE WHEN trading_date <= CAST(:from AS DATE) THEN trading_date END), min(trading_date))
        AS first_day,
        max(trading_date) AS last_day
    FROM ccass_summary
    WHERE stock_code = CAST(:stock AS VARCHAR(5))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
held AS (
    SELECT participant_id, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_until, shareholding
    FROM ccass_holding
    WHERE stock_code = CAST(:stock AS VARCHAR(5))),
action AS (
    SELECT a.trading_date, a.new_shares, a.old_shares
    FROM stock_corporate_action a
    JOIN span x ON a.trading_date > x.first_day AND a.trading_date <= x.last_day
    WHERE a.exchange_code = 'HKEX' AND a.stock_code = CAST(:stock AS VARCHAR(5))),
known AS (
    SELECT count(*) AS actions FROM action),
ending AS (
    SELECT nullif(s.issued_shares, 0) AS issued
    FROM ccass_summary s
    JOIN span x ON s.trading_date = x.last_day
    WHERE s.stock_code = CAST(:stock AS VARCHAR(5))),
start AS (
    SELECT first_day AS starts FROM span
    UNION
    SELECT min(s.trading_date) AS starts
    FROM action a
    JOIN ccass_summary s ON s.trading_date >= a.trading_date
    WHERE s.stock_code = CAST(:stock AS VARCHAR(5))
    GROUP BY a.trading_date),
stretch AS (
    SELECT starts, coalesce(lead(starts) OVER (ORDER BY starts), DATE '9999-12-31') AS ends FROM start),
segment AS (
    SELECT t.starts, t.ends, coalesce(round(exp(sum(ln(CAST(a.new_shares AS DOUBLE PRECISION))))), 1) AS new_shares,
        coalesce(round(exp(sum(ln(CAST(a.old_shares AS DOUBLE PRECISION))))), 1) AS old_shares
    FROM stretch t
    LEFT JOIN action a ON a.trading_date > t.starts
    GROUP BY t.starts, t.ends),
piece AS (
    SELECT h.participant_id, CASE WHEN h.valid_from > g.starts THEN h.valid_from ELSE g.starts END AS since,
        CASE WHEN h.valid_until < g.ends THEN h.valid_until ELSE g.ends END AS until,
        CAST(floor(CAST(h.shareholding AS DOUBLE PRECISION) * g.new_shares / g.old_shares + 0.5) AS BIGINT) AS shares
    FROM held h
    JOIN segment g ON h.valid_from < g.ends AND h.valid_until > g.starts),
holder AS (
    SELECT i.participant_id,
        CAST(sum(CASE WHEN i.since = x.first_day THEN i.shares ELSE 0 END) AS BIGINT) AS shares_before,
        CAST(sum(CASE WHEN i.since <= x.last_day AND i.until > x.last_day THEN i.shares ELSE 0 END) AS BIGINT)
            AS shares_after
    FROM piece i
    CROSS JOIN span x
    GROUP BY i.participant_id),
mover AS (
    SELECT h.participant_id, h.shares_before, h.shares_after, h.shares_after - h.shares_before AS change, e.issued
    FROM holder h
    CROSS JOIN ending e
    WHERE h.shares_after <> h.shares_before AND (e.issued IS NULL
        OR 100 * abs(h.shares_after - h.shares_before) >= CAST(:threshold AS NUMERIC(18,6)) * e.issued)),
moving AS (
    SELECT i.participant_id, i.since, i.until, i.shares
    FROM piece i
    JOIN mover m ON m.participant_id = i.participant_id),
move AS (
    SELECT e.participant_id, e.trading_date, CAST(sum(e.shares) AS BIGINT) AS shares
    FROM (SELECT i.participant_id, i.since AS trading_date, i.shares
        FROM moving i JOIN span x ON i.since > x.first_day AND i.since <= x.last_day
        UNION ALL
        SELECT i.participant_id, i.until, -i.shares
        FROM moving i JOIN span x ON i.until <= x.last_day) e
    GROUP BY e.participant_id, e.trading_date
    HAVING sum(e.shares) <> 0),
ranked AS (
    SELECT participant_id, trading_date, shares,
        row_number() OVER (PARTITION BY participant_id ORDER BY abs(shares) DESC, trading_date) AS position,
        count(*) OVER (PARTITION BY participant_id) AS move_days
    FROM move)
SELECT x.first_day AS since_day, x.last_day AS until_day, p.code AS participant_code, p.name AS participant_name,
    m.shares_before AS adjusted_shares_before, m.shares_after, m.change,
    CAST(floor(1000000 * CAST(m.change AS DOUBLE PRECISION) / m.issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS change_percent_of_issued,
    m.shares_before = 0 AS entered, m.shares_after = 0 AS exited, r.trading_date AS largest_move_day,
    r.shares AS largest_move, r.move_days, k.actions AS known_corporate_actions
FROM mover m
JOIN ranked r ON r.participant_id = m.participant_id AND r.position = 1
JOIN ccass_participant p ON p.id = m.participant_id
CROSS JOIN span x
CROSS JOIN known k
ORDER BY m.change DESC, m.participant_id
