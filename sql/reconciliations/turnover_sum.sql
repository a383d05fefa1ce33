-- title: Turnover of the market, and the sum over its securities
-- about: The table of quotes leaves out warrants (its title: 不含權證、牛熊證), so the market without them is the sum: to the share and
--     to the trade. In money it is more by what TWSE's note below the market's table says: amounts in foreign currencies are added at
--     the rate of 15:30, and the quotes have them as traded. A K, M, S or C at the sixth place of a fund's code marks such a currency
--     (note of T86); none of those is worth 40 TWD or more.
-- of: market_daily
-- with: stock_daily
-- severity: warning
-- expected: total less warrants = sum over stock_daily
WITH market AS (
    SELECT c.load_id, m.exchange_code, m.trading_date,
        CAST(sum(CASE m.category WHEN 'total' THEN m.volume ELSE -m.volume END) AS BIGINT) AS volume,
        CAST(sum(CASE m.category WHEN 'total' THEN m.trades ELSE -m.trades END) AS BIGINT) AS trades,
        CAST(sum(CASE m.category WHEN 'total' THEN m.value ELSE -m.value END) AS BIGINT) AS value
    FROM stage_compared_load c
    JOIN market_daily m ON m.load_id = c.load_id AND m.trading_date = c.partition_date
    WHERE m.category IN ('total', 'warrant')
    GROUP BY c.load_id, m.exchange_code, m.trading_date
    HAVING count(*) = 2),
stock AS (
    SELECT s.exchange_code, s.trading_date, CAST(sum(s.volume) AS BIGINT) AS volume,
        CAST(sum(s.trades) AS BIGINT) AS trades, CAST(sum(s.value) AS BIGINT) AS value,
        CAST(sum(CASE WHEN length(s.stock_code) = 6 AND right(s.stock_code, 1) IN ('K', 'M', 'S', 'C') THEN s.value
            ELSE 0 END) AS BIGINT) AS foreign_value
    FROM (SELECT DISTINCT partition_date FROM stage_compared_load) c
    JOIN stock_daily s ON s.trading_date = c.partition_date
    GROUP BY s.exchange_code, s.trading_date),
both_sides AS (
    SELECT m.load_id, m.volume AS market_volume, m.trades AS market_trades, m.value AS market_value, s.volume, s.trades,
        s.value, s.foreign_value
    FROM market m
    JOIN stock s ON s.exchange_code = m.exchange_code AND s.trading_date = m.trading_date)
SELECT load_id,
    CASE WHEN market_volume <> volume
        THEN 'shares: ' || CAST(market_volume AS VARCHAR) || ', of stocks ' || CAST(volume AS VARCHAR) END AS example
FROM both_sides
UNION ALL
SELECT load_id,
    CASE WHEN market_trades <> trades
        THEN 'trades: ' || CAST(market_trades AS VARCHAR) || ', of stocks ' || CAST(trades AS VARCHAR) END
FROM both_sides
UNION ALL
SELECT load_id,
    CASE WHEN market_value < value OR market_value > value + 40 * foreign_value
        THEN 'TWD: ' || CAST(market_value AS VARCHAR) || ', of stocks ' || CAST(value AS VARCHAR) END
FROM both_sides
