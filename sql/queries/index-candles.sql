-- title: Candles of an index at any number of minutes
-- about: Made of one-minute bars. A candle bears its start on the exchange's clock, counted from midnight: those of
--     60 minutes begin at full hours, the first one of a day at 09:00.
-- about: A candle without a value has no row.
-- parameter: index text = TAIEX: name of the index
-- parameter: minutes integer>=1 = 5: length of a candle
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: trading_date: the trading date
-- column: local_time: start of the candle on the exchange's clock
-- column: datetime: the same in UTC
-- column: price_open: first value, points
-- column: price_high: highest
-- column: price_low: lowest
-- column: price_close: last
-- column: bars: minutes of it that have a value
WITH bar AS (
    SELECT trading_date, session, local_time, datetime, price_open, price_high, price_low, price_close,
        CAST(extract(hour FROM local_time) * 60 + extract(minute FROM local_time) AS INTEGER)
            % CAST(:minutes AS INTEGER) AS minutes_in
    FROM index_candle
    WHERE scale = 1 AND name = CAST(:index AS VARCHAR(100))
        AND (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
placed AS (
    SELECT trading_date, session, dateadd('minute', -minutes_in, local_time) AS starts_local,
        dateadd('minute', -minutes_in, datetime) AS starts, datetime, price_open, price_high, price_low, price_close
    FROM bar),
numbered AS (
    SELECT trading_date, session, starts_local, starts, price_open, price_high, price_low, price_close,
        row_number() OVER (PARTITION BY session, starts ORDER BY datetime) AS from_first,
        row_number() OVER (PARTITION BY session, starts ORDER BY datetime DESC) AS from_last
    FROM placed)
SELECT trading_date, starts_local AS local_time, starts AS datetime,
    max(CASE WHEN from_first = 1 THEN price_open END) AS price_open, max(price_high) AS price_high,
    min(price_low) AS price_low, max(CASE WHEN from_last = 1 THEN price_close END) AS price_close, count(*) AS bars
FROM numbered
GROUP BY trading_date, session, starts_local, starts
ORDER BY starts
