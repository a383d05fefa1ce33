-- title: How much of a stock large holders have, by week, and what changed
-- about: By TDCC's table of holdings by size: over 400 lots are its levels 12 to 15, over 1,000 lots its level 15; a
--     lot is 1,000 shares. Percentages are of the shares of all levels of that week.
-- about: A change is against the loaded week before, in percentage points, and is empty for the first; previous_date
--     is that week, which may be longer ago than seven days.
-- parameter: stock text required: the stock, such as 2330
-- parameter: from date optional: the first week; the first loaded one by default
-- parameter: to date optional: the last week; the last loaded one by default
-- column: trading_date: the last business day of the week
-- column: previous_date: the loaded week before
-- column: holders: all holders
-- column: shares: their shares
-- column: shares_per_holder: shares over holders
-- column: holders_over_400: holders of more than 400 lots
-- column: percent_over_400: their part of the shares
-- column: change_over_400: percentage points
-- column: holders_over_1000: holders of more than 1,000 lots
-- column: percent_over_1000: their part of the shares
-- column: change_over_1000: percentage points
WITH week AS (
    SELECT trading_date, sum(holders) AS holders, sum(shares) AS shares,
        sum(CASE WHEN level >= 12 THEN holders ELSE 0 END) AS holders_over_400,
        100 * CAST(sum(CASE WHEN level >= 12 THEN shares ELSE 0 END) AS DOUBLE PRECISION) / nullif(sum(shares), 0)
            AS percent_over_400,
        sum(CASE WHEN level = 15 THEN holders ELSE 0 END) AS holders_over_1000,
        100 * CAST(sum(CASE WHEN level = 15 THEN shares ELSE 0 END) AS DOUBLE PRECISION) / nullif(sum(shares), 0)
            AS percent_over_1000
    FROM stock_shareholding
    WHERE stock_code = CAST(:stock AS VARCHAR(16)) AND level BETWEEN 1 AND 15
    GROUP BY trading_date),
compared AS (
    SELECT trading_date, holders, shares, holders_over_400, percent_over_400, holders_over_1000, percent_over_1000,
        lag(trading_date) OVER (ORDER BY trading_date) AS previous_date,
        percent_over_400 - lag(percent_over_400) OVER (ORDER BY trading_date) AS change_over_400,
        percent_over_1000 - lag(percent_over_1000) OVER (ORDER BY trading_date) AS change_over_1000
    FROM week)
SELECT trading_date, previous_date, CAST(holders AS BIGINT) AS holders, CAST(shares AS BIGINT) AS shares,
    CAST(CAST(shares AS DOUBLE PRECISION) / nullif(holders, 0) AS NUMERIC(18,2)) AS shares_per_holder,
    CAST(holders_over_400 AS BIGINT) AS holders_over_400, CAST(percent_over_400 AS NUMERIC(18,4)) AS percent_over_400,
    CAST(change_over_400 AS NUMERIC(18,4)) AS change_over_400, CAST(holders_over_1000 AS BIGINT) AS holders_over_1000,
    CAST(percent_over_1000 AS NUMERIC(18,4)) AS percent_over_1000,
    CAST(change_over_1000 AS NUMERIC(18,4)) AS change_over_1000
FROM compared
WHERE (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))
ORDER BY trading_date
