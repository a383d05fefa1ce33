-- title: With whom a participant may have exchanged shares between two days, by the rule of halves
-- about: The rule works on changes of the printed percentages, to two decimals: c is the participant's. Of those who
--     changed in the other direction, all with at least half of c are named; and of the smaller ones, from the
--     largest on, as many as together do not exceed c. It names more than ccass-counterparties, which compares
--     shares.
-- about: Denominator: issued shares by each day's own page, cut off after two decimals as HKEX prints them; where a
--     page prints no percentages, the shares of all whom it names. Absent on a loaded day is 0.
-- about: Percentages outlast splits as far as the page's issued shares do; no corporate action is applied.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: from date optional: the day to compare with; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- parameter: participant text required: id in CCASS, such as C00019; for those without one the id of
--     ccass_participant
-- column: since_day: the loaded day that is compared with: the last one up to from, or where there is none the first
--     one
-- column: until_day: the last loaded day up to the end
-- column: participant_change: of the participant who was asked for, in percentage points
-- column: position: 1 for the largest
-- column: counterparty_code: id in CCASS of the other; empty for consenting investors
-- column: counterparty_name: the newest name
-- column: counterparty_change: in percentage points
-- column: at_least_half: whether it is at least half of the participant's; else it is one of the smaller ones
-- column: smaller_ones_together: the smaller ones up to this one, in percentage points; empty for the others
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
before AS (
    SELECT g.participant_id,
        CASE WHEN e.participant_id IS NOT NULL THEN CAST(coalesce(e.percent, 0) AS DOUBLE PRECISION)
            WHEN g.percent_published AND g.issued_shares > 0
                THEN floor(10000 * CAST(g.shareholding AS DOUBLE PRECISION) / g.issued_shares) / 100
            WHEN g.named <> 0 THEN 100 * CAST(g.shareholding AS DOUBLE PRECISION) / g.named ELSE 0 END AS percent_held
    FROM (SELECT s.trading_date, s.issued_shares, s.percent_published, h.participant_id, h.shareholding,
        sum(h.shareholding) OVER () AS named
    FROM span x
    JOIN ccass_summary s ON s.stock_code = CAST(:stock AS VARCHAR(5)) AND s.trading_date = x.first_day
    JOIN held h ON h.valid_from <= s.trading_date AND h.valid_until > s.trading_date) g
    LEFT JOIN ccass_percent e ON e.stock_code = CAST(:stock AS VARCHAR(5)) AND e.trading_date = g.trading_date
        AND e.participant_id = g.participant_id),
after AS (
    SELECT g.participant_id,
        CASE WHEN e.participant_id IS NOT NULL THEN CAST(coalesce(e.percent, 0) AS DOUBLE PRECISION)
            WHEN g.percent_published AND g.issued_shares > 0
                THEN floor(10000 * CAST(g.shareholding AS DOUBLE PRECISION) / g.issued_shares) / 100
            WHEN g.named <> 0 THEN 100 * CAST(g.shareholding AS DOUBLE PRECISION) / g.named ELSE 0 END AS percent_held
    FROM (SELECT s.trading_date, s.issued_shares, s.percent_published, h.participant_id, h.shareholding,
        sum(h.shareholding) OVER () AS named
    FROM span x
    JOIN ccass_summary s ON s.stock_code = CAST(:stock AS VARCHAR(5)) AND s.trading_date = x.last_day
    JOIN held h ON h.valid_from <= s.trading_date AND h.valid_until > s.trading_date) g
    LEFT JOIN ccass_percent e ON e.stock_code = CAST(:stock AS VARCHAR(5)) AND e.trading_date = g.trading_date
        AND e.participant_id = g.participant_id),
change AS (
    SELECT participant_id, CAST(floor(100 * sum(percent_held) + 0.5) AS BIGINT) AS hundredths
    FROM (SELECT participant_id, percent_held FROM after
        UNION ALL
        SELECT participant_id, -percent_held FROM before) b
    GROUP BY participant_id),
other AS (
    SELECT c.hundredths AS asked, o.participant_id, o.hundredths,
        CASE WHEN 2 * abs(o.hundredths) >= abs(c.hundredths) THEN 1 ELSE 0 END AS half
    FROM change c
    JOIN change o ON o.hundredths > 0 AND c.hundredths < 0 OR o.hundredths < 0 AND c.hundredths > 0
    WHERE c.participant_id = CASE WHEN CAST(:participant AS VARCHAR(400)) LIKE 'I-%'
        THEN CAST(:participant AS VARCHAR(400)) ELSE upper(CAST(:participant AS VARCHAR(400))) END),
ordered AS (
    SELECT asked, participant_id, hundredths, half,
        row_number() OVER (ORDER BY abs(hundredths) DESC, participant_id) AS position,
        CAST(sum(CASE WHEN half = 1 THEN 0 ELSE abs(hundredths) END) OVER (ORDER BY abs(hundredths) DESC, participant_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS together
    FROM other)
SELECT x.first_day AS since_day, x.last_day AS until_day, CAST(o.asked * 0.01 AS NUMERIC(18,2)) AS participant_change,
    o.position, p.code AS counterparty_code, p.name AS counterparty_name,
    CAST(o.hundredths * 0.01 AS NUMERIC(18,2)) AS counterparty_change, o.half = 1 AS at_least_half,
    CASE WHEN o.half = 0 THEN CAST(o.together * 0.01 AS NUMERIC(18,2)) END AS smaller_ones_together
FROM ordered o
JOIN ccass_participant p ON p.id = o.participant_id
CROSS JOIN span x
WHERE o.half = 1 OR o.together <= abs(o.asked)
ORDER BY o.position
