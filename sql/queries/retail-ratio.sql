-- title: Long less short positions of those who are no institutions, in percent of the open interest of a future
-- about: Each open contract has a long and a short side. What institutions (dealers, investment trusts, foreign
--     investors) do not hold is taken as retail: retail_long = open interest less their long, retail_short = open
--     interest less their short. The ratio is (retail_long - retail_short) / open interest, times 100.
-- about: Open interest is that of all contracts of the product after the day session, weekly ones among them. A
--     contract on its last day, which has no settlement price any more, is no longer open.
-- about: Empty where the open interest or one of the three institutions is not loaded.
-- parameter: product text optional: code of the product; MTX and TMF by default
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: trading_date: the trading date
-- column: product: code of the product
-- column: open_interest: lots
-- column: institutional_long: lots
-- column: institutional_short: lots
-- column: retail_long: lots
-- column: retail_short: lots
-- column: retail_ratio: percent; above 0 they are long
-- column: ratio_change: against the loaded trading date before, percentage points
WITH product AS (
    SELECT id, name
    FROM derivative
    WHERE derivative_type = 'Futures' AND (name = CAST(:product AS VARCHAR(16))
        OR (CAST(:product AS VARCHAR(16)) IS NULL AND name IN ('MTX', 'TMF')))),
held AS (
    SELECT p.name, h.trading_date, CASE WHEN count(*) = 3 THEN sum(h.long_open_interest) END AS long_side,
        CASE WHEN count(*) = 3 THEN sum(h.short_open_interest) END AS short_side
    FROM product p
    JOIN derivative_position h ON h.derivative_id = p.id AND h.option_type = '-'
    WHERE h.investor IN ('dealer', 'trust', 'foreign')
    GROUP BY p.name, h.trading_date),
whole AS (
    SELECT p.name, f.trading_date, sum(f.open_interest) AS open_interest
    FROM product p
    JOIN derivative_detail c ON c.derivative_id = p.id
    JOIN derivative_detail_daily f ON f.derivative_detail_id = c.id
    WHERE f.session = 'day' AND f.settlement_price IS NOT NULL
    GROUP BY p.name, f.trading_date),
figure AS (
    SELECT h.trading_date, h.name, w.open_interest, h.long_side, h.short_side,
        w.open_interest - h.long_side AS retail_long, w.open_interest - h.short_side AS retail_short,
        100 * CAST(h.short_side - h.long_side AS DOUBLE PRECISION) / nullif(w.open_interest, 0) AS ratio
    FROM held h
    LEFT JOIN whole w ON w.name = h.name AND w.trading_date = h.trading_date),
compared AS (
    SELECT trading_date, name, open_interest, long_side, short_side, retail_long, retail_short, ratio,
        ratio - lag(ratio) OVER (PARTITION BY name ORDER BY trading_date) AS change
    FROM figure)
SELECT trading_date, name AS product, CAST(open_interest AS BIGINT) AS open_interest,
    CAST(long_side AS BIGINT) AS institutional_long, CAST(short_side AS BIGINT) AS institutional_short,
    CAST(retail_long AS BIGINT) AS retail_long, CAST(retail_short AS BIGINT) AS retail_short,
    CAST(ratio AS NUMERIC(18,4)) AS retail_ratio, CAST(change AS NUMERIC(18,4)) AS ratio_change
FROM compared
WHERE (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))
ORDER BY trading_date, name
