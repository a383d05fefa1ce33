-- title: Candles of a stock of Taiwan by day, week or month, in prices and shares of its newest loaded day
-- about: Prices are multiplied by the exchange's own reference price over the previous close of each later event:
--     dividends, rights, reductions of capital, changes of par value, splits.
-- about: Volumes follow the events that change the number of shares, and no cash dividends.
-- about: A day without a trade has no prices and is no part of a week's; a stock that moves from TPEx to TWSE goes on.
-- parameter: stock text required: the stock, such as 2330
-- parameter: scale text(day|week|month) = day: how long a candle is; weeks begin on Monday
-- parameter: from date optional: the first day; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- column: first_date: the first trading day of the candle
-- column: last_date: the last trading day of the candle
-- column: price_open: the first price, TWD; empty where nothing was traded
-- column: price_high: the highest price, TWD
-- column: price_low: the lowest price, TWD
-- column: price_close: the last price, TWD
-- column: volume: shares
-- column: days: trading days in it
-- column: factor: by what the prices of the last day were multiplied
WITH day AS (
    SELECT CASE CAST(:scale AS VARCHAR(5)) WHEN 'week' THEN CAST(date_trunc('week', trading_date) AS DATE)
            WHEN 'month' THEN CAST(date_trunc('month', trading_date) AS DATE) ELSE trading_date END AS candle,
        trading_date, price_open, price_high, price_low, price_close, volume, factor
    FROM stock_daily_adjusted
    WHERE stock_code = CAST(:stock AS VARCHAR(16))
        AND (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
placed AS (
    SELECT candle, trading_date, price_open, price_high, price_low, price_close, volume, factor,
        row_number() OVER (PARTITION BY candle ORDER BY CASE WHEN price_open IS NULL THEN 1 ELSE 0 END,
            trading_date) AS from_first,
        row_number() OVER (PARTITION BY candle ORDER BY CASE WHEN price_close IS NULL THEN 1 ELSE 0 END,
            trading_date DESC) AS from_last,
        row_number() OVER (PARTITION BY candle ORDER BY trading_date DESC) AS from_end
    FROM day)
SELECT min(trading_date) AS first_date, max(trading_date) AS last_date,
    max(CASE WHEN from_first = 1 THEN price_open END) AS price_open, max(price_high) AS price_high,
    min(price_low) AS price_low, max(CASE WHEN from_last = 1 THEN price_close END) AS price_close,
    CAST(sum(volume) AS BIGINT) AS volume, count(*) AS days, max(CASE WHEN from_end = 1 THEN factor END) AS factor
FROM placed
GROUP BY candle
ORDER BY candle
