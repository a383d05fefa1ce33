-- title: Puts against calls of an option, by day
-- about: Sums over the exchange's daily figures of all series; beside them the ratio that TAIFEX itself publishes,
--     which is of TXO alone. A ratio is puts in percent of calls, and empty where no call was traded or is open.
-- about: A series on its last day, which has no settlement price any more, is traded but no longer open.
-- parameter: product text = TXO: code of the options
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: trading_date: the trading date
-- column: put_volume: puts traded, lots
-- column: call_volume: calls traded, lots
-- column: volume_ratio: put_volume in percent of call_volume
-- column: put_open_interest: puts that are open, lots
-- column: call_open_interest: calls that are open, lots
-- column: open_interest_ratio: put_open_interest in percent of call_open_interest
-- column: published_volume_ratio: TAIFEX's own, percent
-- column: published_open_interest_ratio: TAIFEX's own, percent
WITH summed AS (
    SELECT f.trading_date, sum(CASE WHEN c.option_type = 'P' THEN f.volume ELSE 0 END) AS put_volume,
        sum(CASE WHEN c.option_type = 'C' THEN f.volume ELSE 0 END) AS call_volume,
        sum(CASE WHEN c.option_type = 'P' AND f.settlement_price IS NOT NULL THEN f.open_interest END) AS puts_open,
        sum(CASE WHEN c.option_type = 'C' AND f.settlement_price IS NOT NULL THEN f.open_interest END) AS calls_open
    FROM derivative_detail_daily f
    JOIN derivative_detail c ON c.id = f.derivative_detail_id
    JOIN derivative d ON d.id = c.derivative_id
    WHERE d.name = CAST(:product AS VARCHAR(16)) AND d.derivative_type = 'Options'
    GROUP BY f.trading_date),
published AS (
    SELECT trading_date, volume_ratio, open_interest_ratio
    FROM put_call_ratio
    WHERE CAST(:product AS VARCHAR(16)) = 'TXO'),
day AS (
    SELECT trading_date FROM summed
    UNION
    SELECT trading_date FROM published)
SELECT d.trading_date, CAST(s.put_volume AS BIGINT) AS put_volume, CAST(s.call_volume AS BIGINT) AS call_volume,
    CAST(100 * CAST(s.put_volume AS DOUBLE PRECISION) / nullif(s.call_volume, 0) AS NUMERIC(18,4)) AS volume_ratio,
    CAST(s.puts_open AS BIGINT) AS put_open_interest, CAST(s.calls_open AS BIGINT) AS call_open_interest,
    CAST(100 * CAST(s.puts_open AS DOUBLE PRECISION) / nullif(s.calls_open, 0) AS NUMERIC(18,4))
        AS open_interest_ratio,
    p.volume_ratio AS published_volume_ratio, p.open_interest_ratio AS published_open_interest_ratio
FROM day d
LEFT JOIN summed s ON s.trading_date = d.trading_date
LEFT JOIN published p ON p.trading_date = d.trading_date
WHERE (CAST(:from AS DATE) IS NULL OR d.trading_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR d.trading_date <= CAST(:to AS DATE))
ORDER BY d.trading_date
