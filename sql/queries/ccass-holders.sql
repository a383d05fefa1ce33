-- title: The holders of a stock on a day, largest first, with running totals: its CCASS page
-- about: A row is a holder whom the page names; non-consenting investors are in the total and in no row.
-- about: Where the day was not loaded, the last loaded one before it is shown, and trading_date says which.
-- about: Denominators: issued shares, and all shares in CCASS, by the summary of that day's page.
-- about: Shares are as the page has them: on one day corporate actions change nothing.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: date date optional: the day; the last loaded one by default
-- column: trading_date: the loaded day that is shown
-- column: position: 1 for the largest; equal ones by their id
-- column: participant_code: id in CCASS; empty for consenting investors
-- column: participant_name: the newest name
-- column: kind: broker, custodian, clearing, pledgee, other, consenting or unnumbered
-- column: shareholding: shares
-- column: percent_of_issued: of the issued shares of that day's page; empty where it has none
-- column: percent_of_ccass: of all shares in CCASS on that day, non-consenting investors included
-- column: cumulative_percent_of_issued: the same of this holder and all larger ones together
-- column: cumulative_percent_of_ccass: the same of this holder and all larger ones together
WITH page AS (
    SELECT trading_date, nullif(issued_shares, 0) AS issued, nullif(total_shareholding, 0) AS ccass
    FROM ccass_summary
    WHERE stock_code = CAST(:stock AS VARCHAR(5))
        AND trading_date = (SELECT max(trading_date) FROM ccass_summary
            WHERE stock_code = CAST(:stock AS VARCHAR(5))
                AND (CAST(:date AS DATE) IS NULL OR trading_date <= CAST(:date AS DATE)))),
held AS (
    SELECT participant_id, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_until, shareholding
    FROM ccass_holding
    WHERE stock_code = CAST(:stock AS VARCHAR(5))),
holder AS (
    SELECT g.trading_date, g.issued, g.ccass, h.participant_id, h.shareholding,
        row_number() OVER (ORDER BY h.shareholding DESC, h.participant_id) AS position,
        CAST(sum(h.shareholding) OVER (ORDER BY h.shareholding DESC, h.participant_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS so_far
    FROM page g
    JOIN held h ON h.valid_from <= g.trading_date AND h.valid_until > g.trading_date)
SELECT h.trading_date, h.position, p.code AS participant_code, p.name AS participant_name, p.kind, h.shareholding,
    CAST(floor(1000000 * CAST(h.shareholding AS DOUBLE PRECISION) / h.issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS percent_of_issued,
    CAST(floor(1000000 * CAST(h.shareholding AS DOUBLE PRECISION) / h.ccass + 0.5) / 10000 AS NUMERIC(18,4))
        AS percent_of_ccass,
    CAST(floor(1000000 * CAST(h.so_far AS DOUBLE PRECISION) / h.issued + 0.5) / 10000 AS NUMERIC(18,4))
        AS cumulative_percent_of_issued,
    CAST(floor(1000000 * CAST(h.so_far AS DOUBLE PRECISION) / h.ccass + 0.5) / 10000 AS NUMERIC(18,4))
        AS cumulative_percent_of_ccass
FROM holder h
JOIN ccass_participant p ON p.id = h.participant_id
ORDER BY h.position
