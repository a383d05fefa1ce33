-- title: The night session against the day session of a contract, by trading date
-- about: Made of bars. The night session comes before the day session of its trading date. Changes are within one
--     contract: with a label the previous day's close is that of the contract that bears the label today.
-- parameter: contract text required: the contract, TX/202412; or a product and a label, TX/M
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: trading_date: the trading date
-- column: contract: the contract
-- column: previous_close: last trade of the day session of the loaded trading date before; empty where there is none
-- column: night_open: first trade of the night session
-- column: night_high: highest
-- column: night_low: lowest
-- column: night_close: last trade
-- column: night_volume: lots
-- column: day_open: first trade of the day session
-- column: day_high: highest
-- column: day_low: lowest
-- column: day_close: last trade
-- column: day_volume: lots
-- column: night_change: night_close less previous_close
-- column: gap: day_open less night_close
-- column: day_change: day_close less day_open
-- column: night_volume_percent: lots of the night in percent of both sessions
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
    SELECT h.derivative_detail_id, h.trading_date, h.session, h.price_open, h.price_high, h.price_low, h.price_close,
        h.volume,
        row_number() OVER (PARTITION BY h.derivative_detail_id, h.trading_date, h.session ORDER BY h.datetime)
            AS from_first,
        row_number() OVER (PARTITION BY h.derivative_detail_id, h.trading_date, h.session ORDER BY h.datetime DESC)
            AS from_last
    FROM derivative_detail_history h
    JOIN (SELECT DISTINCT id FROM chosen) x ON x.id = h.derivative_detail_id
    WHERE h.scale = 60 AND (CAST(:to AS DATE) IS NULL OR h.trading_date <= CAST(:to AS DATE))),
traded AS (
    SELECT derivative_detail_id, trading_date,
        max(CASE WHEN session = 'night' AND from_first = 1 THEN price_open END) AS night_open,
        max(CASE WHEN session = 'night' THEN price_high END) AS night_high,
        min(CASE WHEN session = 'night' THEN price_low END) AS night_low,
        max(CASE WHEN session = 'night' AND from_last = 1 THEN price_close END) AS night_close,
        CAST(coalesce(sum(CASE WHEN session = 'night' THEN volume END), 0) AS BIGINT) AS night_volume,
        max(CASE WHEN session = 'day' AND from_first = 1 THEN price_open END) AS day_open,
        max(CASE WHEN session = 'day' THEN price_high END) AS day_high,
        min(CASE WHEN session = 'day' THEN price_low END) AS day_low,
        max(CASE WHEN session = 'day' AND from_last = 1 THEN price_close END) AS day_close,
        CAST(coalesce(sum(CASE WHEN session = 'day' THEN volume END), 0) AS BIGINT) AS day_volume
    FROM bar
    GROUP BY derivative_detail_id, trading_date),
day AS (
    SELECT derivative_detail_id, trading_date, night_open, night_high, night_low, night_close, night_volume, day_open,
        day_high, day_low, day_close, day_volume,
        lag(day_close) OVER (PARTITION BY derivative_detail_id ORDER BY trading_date) AS previous_close
    FROM traded)
SELECT d.trading_date, c.contract, d.previous_close, d.night_open, d.night_high, d.night_low, d.night_close,
    d.night_volume, d.day_open, d.day_high, d.day_low, d.day_close, d.day_volume,
    d.night_close - d.previous_close AS night_change, d.day_open - d.night_close AS gap,
    d.day_close - d.day_open AS day_change,
    CAST(100 * CAST(d.night_volume AS DOUBLE PRECISION) / nullif(d.night_volume + d.day_volume, 0) AS NUMERIC(18,4))
        AS night_volume_percent
FROM chosen x
JOIN day d ON d.derivative_detail_id = x.id AND (x.only_on IS NULL OR x.only_on = d.trading_date)
JOIN derivative_detail c ON c.id = d.derivative_detail_id
WHERE CAST(:from AS DATE) IS NULL OR d.trading_date >= CAST(:from AS DATE)
ORDER BY d.trading_date, c.contract
