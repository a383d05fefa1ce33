-- title: Candles of a contract at any number of minutes
-- about: Made of one-minute bars. A candle bears its start on the exchange's clock, counted from midnight, and never
--     holds more than one session: the first one of 60 minutes of a day of TX is 08:00 and begins with the print of
--     08:45.
-- about: A label, as in TX/M, means on each trading date the contract that bears it on that date; prices are as
--     traded, with the gaps between contracts. The query continuous-candles closes them.
-- about: A candle without a trade has no row. The night session before a day's session is of its trading date.
-- parameter: contract text required: the contract, TX/202412 or TXO/202412/22000/C; or a product and a label, TX/M
-- parameter: minutes integer>=1 = 15: length of a candle
-- parameter: session text(all|day|night) = all: which sessions
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: contract: the contract
-- column: trading_date: the trading date
-- column: session: day or night
-- column: local_time: start of the candle on the exchange's clock
-- column: datetime: the same in UTC
-- column: price_open: first trade
-- column: price_high: highest
-- column: price_low: lowest
-- column: price_close: last
-- column: price_vwap: mean of all trades, weighted by lots
-- column: volume: lots
-- column: bars: minutes of it that have a trade
WITH chosen AS (
    SELECT id, CAST(NULL AS DATE) AS only_on
    FROM derivative_detail
    WHERE contract = CAST(:contract AS VARCHAR(40))
    UNION ALL
    SELECT l.derivative_detail_id, l.trading_date
    FROM contract_label l
    JOIN derivative_detail c ON c.id = l.derivative_detail_id
    JOIN derivative d ON d.id = c.derivative_id
    WHERE d.name || '/' || l.label = CAST(:contract AS VARCHAR(40))),
bar AS (
    SELECT c.contract, h.trading_date, h.session, h.datetime,
        convert_timezone('UTC', e.time_zone, h.datetime) AS local_time, h.price_open, h.price_high, h.price_low,
        h.price_close, h.price_vwap, h.volume
    FROM chosen x
    JOIN derivative_detail_history h ON h.derivative_detail_id = x.id
        AND (x.only_on IS NULL OR x.only_on = h.trading_date)
    JOIN derivative_detail c ON c.id = h.derivative_detail_id
    JOIN derivative d ON d.id = c.derivative_id
    JOIN exchange e ON e.code = d.exchange_code
    WHERE h.scale = 1 AND (CAST(:session AS VARCHAR(5)) = 'all' OR h.session = CAST(:session AS VARCHAR(5)))
        AND (CAST(:from AS DATE) IS NULL OR h.trading_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR h.trading_date <= CAST(:to AS DATE))),
timed AS (
    SELECT contract, trading_date, session, datetime, local_time, price_open, price_high, price_low, price_close,
        price_vwap, volume, CAST(extract(hour FROM local_time) * 60 + extract(minute FROM local_time) AS INTEGER)
            % CAST(:minutes AS INTEGER) AS minutes_in
    FROM bar),
placed AS (
    SELECT contract, trading_date, session, datetime, dateadd('minute', -minutes_in, local_time) AS starts_local,
        dateadd('minute', -minutes_in, datetime) AS starts, price_open, price_high, price_low, price_close, price_vwap,
        volume
    FROM timed),
numbered AS (
    SELECT contract, trading_date, session, starts_local, starts, price_open, price_high, price_low, price_close,
        price_vwap, volume,
        row_number() OVER (PARTITION BY contract, trading_date, session, starts ORDER BY datetime) AS from_first,
        row_number() OVER (PARTITION BY contract, trading_date, session, starts ORDER BY datetime DESC) AS from_last
    FROM placed)
SELECT contract, trading_date, session, starts_local AS local_time, starts AS datetime,
    max(CASE WHEN from_first = 1 THEN price_open END) AS price_open, max(price_high) AS price_high,
    min(price_low) AS price_low, max(CASE WHEN from_last = 1 THEN price_close END) AS price_close,
    CAST(sum(CAST(price_vwap AS DOUBLE PRECISION) * volume) / nullif(sum(volume), 0) AS NUMERIC(18,6)) AS price_vwap,
    CAST(sum(volume) AS BIGINT) AS volume, count(*) AS bars
FROM numbered
GROUP BY contract, trading_date, session, starts_local, starts
ORDER BY trading_date, starts, session, contract
