-- title: Who moved as much as a participant in the other direction, by day and over a range
-- about: A day's row compares moves since the loaded day before; a range's row the whole change between the two days.
--     An equal move is a hint, no proof: CCASS does not say who delivered to whom.
-- about: Only loaded days are days: of a day without a page nothing is known, so it has no row, and no zero.
-- about: Denominator of the percentage: issued shares by the page of the last day. The tolerance is a percentage of
--     the participant's own move.
-- about: Shares before a known split, consolidation or bonus issue are given in shares of the last day, rounded to
--     whole ones.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: from date optional: the day to compare with; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- parameter: participant text required: id in CCASS, such as C00019; for those without one the id of
--     ccass_participant
-- parameter: tolerance decimal>=0 = 5: by how many percent of the participant's move the other may differ
-- column: scope: day, or range for the whole change
-- column: trading_date: the loaded day of the move; of a range the last
-- column: previous_day: the loaded day before it; of a range the day that is compared with
-- column: participant_change: of the participant who was asked for, in shares of the last day
-- column: participant_change_percent_of_issued: of the issued shares of the last day
-- column: counterparty_code: id in CCASS of the other; empty for consenting investors
-- column: counterparty_name: the newest name
-- column: counterparty_change: in shares of the last day
-- column: difference: how much larger the other's move is than the participant's, in shares
-- column: difference_percent_of_change: the same in percent of the participant's move
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
move AS (
    SELECT e.participant_id, e.trading_date, CAST(sum(e.shares) AS BIGINT) AS shares
    FROM (SELECT i.participant_id, i.since AS trading_date, i.shares
        FROM piece i JOIN span x ON i.since > x.first_day AND i.since <= x.last_day
        UNION ALL
        SELECT i.participant_id, i.until, -i.shares
        FROM piece i JOIN span x ON i.until <= x.last_day) e
    GROUP BY e.participant_id, e.trading_date
    HAVING sum(e.shares) <> 0),
change AS (
    SELECT CAST(1 AS INTEGER) AS scope, participant_id, trading_date, shares FROM move
    UNION ALL
    SELECT CAST(2 AS INTEGER), m.participant_id, x.last_day, CAST(sum(m.shares) AS BIGINT)
    FROM move m
    CROSS JOIN span x
    GROUP BY m.participant_id, x.last_day
    HAVING sum(m.shares) <> 0),
previous AS (
    SELECT trading_date, lag(trading_date) OVER (ORDER BY trading_date) AS previous_day
    FROM ccass_summary
    WHERE stock_code = CAST(:stock AS VARCHAR(5))),
pair AS (
    SELECT c.scope, c.trading_date, c.shares AS asked, o.participant_id, o.shares AS other,
        abs(o.shares) - abs(c.shares) AS difference
    FROM change c
    JOIN change o ON o.scope = c.scope AND o.trading_date = c.trading_date
    WHERE c.participant_id = CASE WHEN CAST(:participant AS VARCHAR(400)) LIKE 'I-%'
        THEN CAST(:participant AS VARCHAR(400)) ELSE upper(CAST(:participant AS VARCHAR(400))) END
        AND (o.shares > 0 AND c.shares < 0 OR o.shares < 0 AND c.shares > 0)
        AND 100 * abs(abs(o.shares) - abs(c.shares)) <= CAST(:tolerance AS NUMERIC(18,6)) * abs(c.shares))
SELECT CASE WHEN r.scope = 1 THEN 'day' ELSE 'range' END AS scope, r.trading_date,
    CASE WHEN r.scope = 1 THEN v.previous_day ELSE x.first_day END AS previous_day, r.asked AS participant_change,
    CAST(floor(1000000 * CAST(r.asked AS DOUBLE PRECISION) / e.issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS participant_change_percent_of_issued,
    p.code AS counterparty_code, p.name AS counterparty_name, r.other AS counterparty_change, r.difference,
    CAST(floor(1000000 * CAST(r.difference AS DOUBLE PRECISION) / abs(r.asked) + 0.5) / 10000 AS NUMERIC(18,4))
        AS difference_percent_of_change,
    k.actions AS known_corporate_actions
FROM pair r
JOIN previous v ON v.trading_date = r.trading_date
JOIN ccass_participant p ON p.id = r.participant_id
CROSS JOIN span x
CROSS JOIN ending e
CROSS JOIN known k
ORDER BY r.scope DESC, r.trading_date, abs(r.difference), r.participant_id
