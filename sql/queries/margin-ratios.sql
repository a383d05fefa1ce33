-- title: Margin loans and short sales of a stock by day, as ratios
-- about: Lots are 1,000 shares. A ratio whose denominator is zero or not published is empty, as the use of a limit
--     where there is none.
-- parameter: stock text required: the stock, such as 2330
-- parameter: from date optional: the first day; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- column: trading_date: the trading date
-- column: exchange_code: the exchange
-- column: price_close: last price, TWD; empty where the quotes are not loaded
-- column: margin_balance: lots on margin
-- column: margin_change: against the balance of the day before as this day has it, lots
-- column: margin_use: margin_balance in percent of what may be on margin
-- column: short_balance: lots sold short
-- column: short_change: against the balance of the day before as this day has it, lots
-- column: short_use: short_balance in percent of what may be sold short
-- column: short_to_margin: short_balance in percent of margin_balance
-- column: margin_buy_percent: bought on margin in percent of all shares traded
-- column: short_sell_percent: sold short in percent of all shares traded
SELECT m.trading_date, m.exchange_code, q.price_close, m.margin_balance,
    m.margin_balance - m.margin_previous AS margin_change,
    CAST(100 * CAST(m.margin_balance AS DOUBLE PRECISION) / nullif(m.margin_limit, 0) AS NUMERIC(18,4)) AS margin_use,
    m.short_balance, m.short_balance - m.short_previous AS short_change,
    CAST(100 * CAST(m.short_balance AS DOUBLE PRECISION) / nullif(m.short_limit, 0) AS NUMERIC(18,4)) AS short_use,
    CAST(100 * CAST(m.short_balance AS DOUBLE PRECISION) / nullif(m.margin_balance, 0) AS NUMERIC(18,4))
        AS short_to_margin,
    CAST(100000 * CAST(m.margin_buy AS DOUBLE PRECISION) / nullif(q.volume, 0) AS NUMERIC(18,4)) AS margin_buy_percent,
    CAST(100000 * CAST(m.short_sell AS DOUBLE PRECISION) / nullif(q.volume, 0) AS NUMERIC(18,4)) AS short_sell_percent
FROM stock_margin m
LEFT JOIN stock_daily q ON q.exchange_code = m.exchange_code AND q.stock_code = m.stock_code
    AND q.trading_date = m.trading_date
WHERE m.stock_code = CAST(:stock AS VARCHAR(16))
    AND (CAST(:from AS DATE) IS NULL OR m.trading_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR m.trading_date <= CAST(:to AS DATE))
ORDER BY m.trading_date, m.exchange_code
