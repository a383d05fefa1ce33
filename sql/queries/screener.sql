-- title: Stocks of a day by price, turnover, valuation and institutional investors
-- about: Of both exchanges, each with its last loaded day up to the date. A condition that is not given lets
--     everything pass; one that is given keeps out what has no figure, as a P/E of a company without a profit.
-- about: Warrants and securities without a trade in the session are left out. TPEx numbers its warrants from 700000
--     on, so they are known without a list of securities.
-- parameter: date date optional: the trading date; the last loaded one by default
-- parameter: least_value decimal>=0 = 0: least turnover, TWD
-- parameter: least_change decimal optional: least change, percent
-- parameter: most_change decimal optional: largest change, percent
-- parameter: least_volume_ratio decimal optional: least volume_ratio
-- parameter: most_pe decimal optional: largest P/E
-- parameter: least_yield decimal optional: least dividend yield, percent
-- parameter: least_foreign_net decimal optional: least net of foreign investors, shares
-- column: exchange_code: the exchange
-- column: stock_code: the stock
-- column: name: its name on that day; empty where no list has it
-- column: trading_date: the trading date
-- column: price_close: last price, TWD
-- column: percent_change: against the exchange's reference price; empty where the exchange gives none
-- column: volume: shares
-- column: value: TWD
-- column: volume_ratio: volume over its mean of the loaded trading dates of 60 days before, up to 20; empty with
--     fewer than five
-- column: pe_ratio: P/E
-- column: pb_ratio: P/B
-- column: dividend_yield: percent
-- column: foreign_net: shares
-- column: trust_net: shares
-- column: dealer_net: shares
WITH loaded AS (
    SELECT exchange_code, trading_date,
        row_number() OVER (PARTITION BY exchange_code ORDER BY trading_date DESC) AS back
    FROM (SELECT DISTINCT exchange_code, trading_date
        FROM stock_daily
        WHERE CAST(:date AS DATE) IS NULL OR trading_date <= CAST(:date AS DATE)) d),
recent AS (
    SELECT exchange_code, min(trading_date) AS first_date, max(trading_date) AS last_date
    FROM loaded
    WHERE back <= 21
    GROUP BY exchange_code),
usual AS (
    SELECT q.exchange_code, q.stock_code, avg(CAST(q.volume AS DOUBLE PRECISION)) AS volume
    FROM stock_daily q
    JOIN recent r ON r.exchange_code = q.exchange_code AND q.trading_date >= r.first_date
        AND q.trading_date < r.last_date AND q.trading_date > r.last_date - 60
    GROUP BY q.exchange_code, q.stock_code
    HAVING count(*) >= 5),
day AS (
    SELECT q.exchange_code, q.stock_code, n.name, q.trading_date, q.price_close, q.volume, q.value,
        100 * CAST(q.price_change AS DOUBLE PRECISION) / nullif(q.price_close - q.price_change, 0) AS percent_change,
        CAST(q.volume AS DOUBLE PRECISION) / nullif(u.volume, 0) AS volume_ratio, v.pe_ratio, v.pb_ratio,
        v.dividend_yield, i.foreign_net, i.trust_net, i.dealer_net
    FROM stock_daily q
    JOIN recent r ON r.exchange_code = q.exchange_code AND r.last_date = q.trading_date
    LEFT JOIN usual u ON u.exchange_code = q.exchange_code AND u.stock_code = q.stock_code
    LEFT JOIN stock n ON n.exchange_code = q.exchange_code AND n.stock_code = q.stock_code
        AND n.valid_from <= q.trading_date AND (n.valid_to IS NULL OR n.valid_to > q.trading_date)
    LEFT JOIN stock_valuation v ON v.exchange_code = q.exchange_code AND v.stock_code = q.stock_code
        AND v.trading_date = q.trading_date
    LEFT JOIN stock_institutional i ON i.exchange_code = q.exchange_code AND i.stock_code = q.stock_code
        AND i.trading_date = q.trading_date
    WHERE q.price_close IS NOT NULL AND coalesce(n.security_type, '-') <> 'warrant'
        AND NOT (q.exchange_code = 'TPEx' AND q.stock_code LIKE '7_____'))
SELECT exchange_code, stock_code, name, trading_date, price_close,
    CAST(percent_change AS NUMERIC(18,2)) AS percent_change, volume, value,
    CAST(volume_ratio AS NUMERIC(18,4)) AS volume_ratio, pe_ratio, pb_ratio, dividend_yield, foreign_net, trust_net,
    dealer_net
FROM day
WHERE value >= CAST(:least_value AS NUMERIC(24,6))
    AND (CAST(:least_change AS NUMERIC(18,6)) IS NULL OR percent_change >= CAST(:least_change AS NUMERIC(18,6)))
    AND (CAST(:most_change AS NUMERIC(18,6)) IS NULL OR percent_change <= CAST(:most_change AS NUMERIC(18,6)))
    AND (CAST(:least_volume_ratio AS NUMERIC(18,6)) IS NULL
        OR volume_ratio >= CAST(:least_volume_ratio AS NUMERIC(18,6)))
    AND (CAST(:most_pe AS NUMERIC(18,6)) IS NULL OR pe_ratio <= CAST(:most_pe AS NUMERIC(18,6)))
    AND (CAST(:least_yield AS NUMERIC(18,6)) IS NULL OR dividend_yield >= CAST(:least_yield AS NUMERIC(18,6)))
    AND (CAST(:least_foreign_net AS NUMERIC(24,6)) IS NULL OR foreign_net >= CAST(:least_foreign_net AS NUMERIC(24,6)))
ORDER BY value DESC, exchange_code, stock_code
