-- title: The largest holders of a stock as of the end, on every loaded day of a range
-- about: The holders are the largest on the last loaded day up to the end, as many as asked for; equal ones by their
--     id.
-- about: Only loaded days are days: of a day without a page nothing is known, so it has no row, and no zero.
-- about: 0 says that the page of that day does not name the holder.
-- about: Denominators: issued shares, and all shares in CCASS, each by the summary of the row's own day.
-- about: shareholding is as the page has it; adjusted_shareholding is in shares of the last day, by the corporate
--     actions that are known, rounded to whole shares.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: from date optional: the first day; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- parameter: top integer>=1 = 10: how many holders
-- column: trading_date: a loaded day
-- column: position: of the holder on the last day, 1 for the largest
-- column: participant_code: id in CCASS; empty for consenting investors
-- column: participant_name: the newest name
-- column: shareholding: shares, as the page has them
-- column: percent_of_issued: of the issued shares of that day's page; empty where it has none
-- column: percent_of_ccass: of all shares in CCASS on that day, non-consenting investors included
-- column: adjusted_shareholding: in shares of the last day
-- column: adjustment_factor: how many shares of the last day one of that day is
-- column: known_corporate_actions: splits, consolidations and bonus issues known in the range; 0 says that none is
--     known, not that there was none
WITH span AS (
    SELECT min(CASE WHEN CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE)
            THEN trading_date END) AS first_day,
        max(trading_date) AS last_day
    FROM ccass_summary
    WHERE stock_code = CAST(:stock AS VARCHAR(5))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
held AS (
    SELECT participant_id, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_until, shareholding
    FROM ccass_holding
    WHERE stock_code = CAST(:stock AS VARCHAR(5))),
largest AS (
    SELECT participant_id, position
    FROM (SELECT h.participant_id, row_number() OVER (ORDER BY h.shareholding DESC, h.participant_id) AS position
        FROM held h
        JOIN span x ON h.valid_from <= x.last_day AND h.valid_until > x.last_day) r
    WHERE position <= CAST(:top AS BIGINT)),
action AS (
    SELECT a.trading_date, a.new_shares, a.old_shares
    FROM stock_corporate_action a
    JOIN span x ON a.trading_date > x.first_day AND a.trading_date <= x.last_day
    WHERE a.exchange_code = 'HKEX' AND a.stock_code = CAST(:stock AS VARCHAR(5))),
known AS (
    SELECT count(*) AS actions FROM action),
day AS (
    SELECT s.trading_date, nullif(s.issued_shares, 0) AS issued, nullif(s.total_shareholding, 0) AS ccass
    FROM ccass_summary s
    JOIN span x ON s.trading_date >= x.first_day AND s.trading_date <= x.last_day
    WHERE s.stock_code = CAST(:stock AS VARCHAR(5))),
priced AS (
    SELECT d.trading_date, d.issued, d.ccass,
        coalesce(round(exp(sum(ln(CAST(a.new_shares AS DOUBLE PRECISION))))), 1) AS new_shares,
        coalesce(round(exp(sum(ln(CAST(a.old_shares AS DOUBLE PRECISION))))), 1) AS old_shares
    FROM day d
    LEFT JOIN action a ON a.trading_date > d.trading_date
    GROUP BY d.trading_date, d.issued, d.ccass),
followed AS (
    SELECT h.participant_id, h.valid_from, h.valid_until, h.shareholding
    FROM held h
    JOIN largest t ON t.participant_id = h.participant_id),
point AS (
    SELECT d.trading_date, t.position, t.participant_id, d.issued, d.ccass, d.new_shares, d.old_shares,
        coalesce(h.shareholding, 0) AS shareholding
    FROM priced d
    CROSS JOIN largest t
    LEFT JOIN followed h ON h.participant_id = t.participant_id AND h.valid_from <= d.trading_date
        AND h.valid_until > d.trading_date)
SELECT i.trading_date, i.position, p.code AS participant_code, p.name AS participant_name, i.shareholding,
    CAST(floor(1000000 * CAST(i.shareholding AS DOUBLE PRECISION) / i.issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS percent_of_issued,
    CAST(floor(1000000 * CAST(i.shareholding AS DOUBLE PRECISION) / i.ccass + 0.5) / 10000 AS NUMERIC(18,4))
        AS percent_of_ccass,
    CAST(floor(CAST(i.shareholding AS DOUBLE PRECISION) * i.new_shares / i.old_shares + 0.5) AS BIGINT)
        AS adjusted_shareholding,
    CAST(i.new_shares / i.old_shares AS NUMERIC(18,8)) AS adjustment_factor, k.actions AS known_corporate_actions
FROM point i
JOIN ccass_participant p ON p.id = i.participant_id
CROSS JOIN known k
ORDER BY i.trading_date, i.position
