-- title: Candles of an index by day, week or month
-- about: Of the exchange's own daily open, high, low and close. A week or month has the days of it that are loaded.
-- parameter: index text = TAIEX: name of the index
-- parameter: scale text(day|week|month) = week: how long a candle is; weeks begin on Monday
-- parameter: from date optional: the first day; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- column: first_date: the first trading date of the candle
-- column: last_date: the last trading date of the candle
-- column: price_open: first value, points
-- column: price_high: highest
-- column: price_low: lowest
-- column: price_close: last
-- column: days: trading dates in it
WITH day AS (
    SELECT CASE CAST(:scale AS VARCHAR(5)) WHEN 'week' THEN CAST(date_trunc('week', d.trading_date) AS DATE)
            WHEN 'month' THEN CAST(date_trunc('month', d.trading_date) AS DATE) ELSE d.trading_date END AS candle,
        d.trading_date, d.price_open, d.price_high, d.price_low, d.price_close
    FROM index_daily d
    JOIN index i ON i.id = d.index_id
    WHERE i.name = CAST(:index AS VARCHAR(100))
        AND (CAST(:from AS DATE) IS NULL OR d.trading_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR d.trading_date <= CAST(:to AS DATE))),
placed AS (
    SELECT candle, trading_date, price_open, price_high, price_low, price_close,
        row_number() OVER (PARTITION BY candle ORDER BY trading_date) AS from_first,
        row_number() OVER (PARTITION BY candle ORDER BY trading_date DESC) AS from_last
    FROM day)
SELECT min(trading_date) AS first_date, max(trading_date) AS last_date,
    max(CASE WHEN from_first = 1 THEN price_open END) AS price_open, max(price_high) AS price_high,
    min(price_low) AS price_low, max(CASE WHEN from_last = 1 THEN price_close END) AS price_close, count(*) AS days
FROM placed
GROUP BY candle
ORDER BY candle
