-- title: How many lots of a contract were traded at which price
-- about: Made of one-minute bars: the lots of a minute count at its mean price, weighted by lots, rounded down to the
--     step. So a level is exact to about the range of a minute.
-- about: The value area has the levels with the most volume that together hold 70 %.
-- parameter: contract text required: the contract, TX/202412; or a product and a label, TX/M
-- parameter: step decimal>=0.0001 = 10: points of a level
-- parameter: session text(all|day|night) = all: which sessions
-- parameter: from date optional: the first trading date; the last loaded one of the contract alone by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: price: the lower end of the level
-- column: volume: lots
-- column: percent_of_volume: of all lots
-- column: position: 1 for the level with the most lots, the point of control
-- column: in_value_area: whether the level is in the value area
-- column: minutes: minutes that count there
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
    SELECT h.trading_date, h.price_vwap, h.volume
    FROM chosen x
    JOIN derivative_detail_history h ON h.derivative_detail_id = x.id
        AND (x.only_on IS NULL OR x.only_on = h.trading_date)
    WHERE h.scale = 1 AND (CAST(:session AS VARCHAR(5)) = 'all' OR h.session = CAST(:session AS VARCHAR(5)))
        AND (CAST(:to AS DATE) IS NULL OR h.trading_date <= CAST(:to AS DATE))),
first_day AS (
    SELECT coalesce(CAST(:from AS DATE), max(trading_date)) AS starts FROM bar),
placed AS (
    SELECT floor(CAST(b.price_vwap AS DOUBLE PRECISION) / CAST(:step AS DOUBLE PRECISION)) AS place, b.volume
    FROM bar b
    JOIN first_day f ON b.trading_date >= f.starts),
level AS (
    SELECT place, sum(volume) AS volume, count(*) AS minutes
    FROM placed
    GROUP BY place),
ranked AS (
    SELECT place, volume, minutes, row_number() OVER (ORDER BY volume DESC, place) AS position,
        sum(volume) OVER (ORDER BY volume DESC, place ROWS UNBOUNDED PRECEDING) AS so_far,
        sum(volume) OVER () AS whole
    FROM level)
SELECT CAST(place * CAST(:step AS DOUBLE PRECISION) AS NUMERIC(18,6)) AS price, CAST(volume AS BIGINT) AS volume,
    CAST(100 * CAST(volume AS DOUBLE PRECISION) / nullif(whole, 0) AS NUMERIC(18,4)) AS percent_of_volume, position,
    so_far - volume < 0.7 * whole AS in_value_area, minutes
FROM ranked
ORDER BY place
