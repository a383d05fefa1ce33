-- title: The holders of a stock on a day, largest first: its CCASS page
-- about: Each row is a holder whom the page names; non-consenting investors are in the total and in no row.
-- about: Where the day was not loaded, it is the last loaded one before; trading_date says which.
-- about: Shares are as the page has them: no corporate action matters on one day.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: date date optional: the day; the last loaded one by default
-- column: trading_date: the loaded day that is shown
-- column: position: 1 for the largest; equal ones by the id
-- column: participant_code: id in CCASS; empty for consenting investors
-- column: participant_name: the newest name
-- column: kind: broker, custodian, clearing, pledgee, other, consenting or unnumbered
-- column: shareholding: shares
-- column: percent_of_issued: 100 x shareholding / issued shares of that day's page; empty where it has none
-- column: percent_of_ccass: 100 x shareholding / all shares in CCASS on that day, non-consenting investors included
-- column: cumulative_percent_of_issued: the same of this holder and all larger ones
-- column: cumulative_percent_of_ccass: the same of this holder and all larger ones
WITH page AS (
    SELECT s.stock_code, s.trading_date, s.issued_shares, s.total_shareholding
    FROM ccass_summary s
    WHERE s.stock_code = CAST(:stock AS VARCHAR(5))
        AND s.trading_date = (SELECT max(l.trading_date) FROM ccass_summary l
            WHERE l.stock_code = CAST(:stock AS VARCHAR(5))
                AND (CAST(:date AS DATE) IS NULL OR l.trading_date <= CAST(:date AS DATE)))),
holder AS (
    SELECT g.trading_date, h.participant_id, h.shareholding,
        CASE WHEN g.issued_shares > 0 THEN g.issued_shares END AS issued,
        CASE WHEN g.total_shareholding > 0 THEN g.total_shareholding END AS ccass,
        row_number() OVER (ORDER BY h.shareholding DESC, h.participant_id) AS position,
        sum(h.shareholding) OVER (ORDER BY h.shareholding DESC, h.participant_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
    FROM page g
    JOIN ccass_holding h ON h.stock_code = g.stock_code AND h.valid_from <= g.trading_date
        AND (h.valid_to IS NULL OR h.valid_to > g.trading_date)
    WHERE h.stock_code = CAST(:stock AS VARCHAR(5)))
SELECT h.trading_date, h.position, p.code AS participant_code, p.name AS participant_name, p.kind, h.shareholding,
    CAST(round(CAST(100 * h.shareholding AS NUMERIC(28,8)) / h.issued, 4) AS NUMERIC(18,4)) AS percent_of_issued,
    CAST(round(CAST(100 * h.shareholding AS NUMERIC(28,8)) / h.ccass, 4) AS NUMERIC(18,4)) AS percent_of_ccass,
    CAST(round(CAST(100 * h.so_far AS NUMERIC(28,8)) / h.issued, 4) AS NUMERIC(18,4)) AS cumulative_percent_of_issued,
    CAST(round(CAST(100 * h.so_far AS NUMERIC(28,8)) / h.ccass, 4) AS NUMERIC(18,4)) AS cumulative_percent_of_ccass
FROM holder h
JOIN ccass_participant p ON p.id = h.participant_id
ORDER BY h.position
