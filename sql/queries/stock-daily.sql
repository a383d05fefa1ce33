-- title: What a stock traded each day, as its exchange publishes it
-- about: A row a trading date of the stock, on TWSE or TPEx, the latest last. Prices are not adjusted for dividends and splits.
-- about: Prices are empty on a day without a trade in the session; volume holds odd lots, blocks and trades after the close.
-- parameter: stock text required: the security, such as 2330
-- parameter: from date optional: the first day; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- column: trading_date: the trading date
-- column: exchange_code: the exchange that it was traded on
-- column: price_open: first price, TWD
-- column: price_high: highest
-- column: price_low: lowest
-- column: price_close: last
-- column: price_change: close less the exchange's reference price; empty where they are not comparable
-- column: percent_change: price_change in percent of the reference price
-- column: volume: shares
-- column: value: TWD
-- column: trades: how many trades
-- column: price_average: value over volume, of all trades
SELECT trading_date, exchange_code, price_open, price_high, price_low, price_close, price_change,
    CAST(floor(10000 * CAST(price_change AS DOUBLE PRECISION) / nullif(price_close - price_change, 0) + 0.5) / 100
        AS NUMERIC(18,2)) AS percent_change,
    volume, value, trades,
    CAST(floor(10000 * CAST(value AS DOUBLE PRECISION) / nullif(volume, 0) + 0.5) / 10000 AS NUMERIC(18,4))
        AS price_average
FROM stock_daily
WHERE stock_code = CAST(:stock AS VARCHAR(16))
    AND (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))
ORDER BY trading_date, exchange_code
