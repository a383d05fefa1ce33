-- title: Prices of a future by month of expiry, on one day
-- about: The price is the daily settlement price; on a contract's settlement day, when it has none, its close.
-- about: carry_percent is what a year costs by the price: ln(price / price of the nearest month) over the months
--     between them, times 12, in percent. Dividends that the index loses are part of it.
-- parameter: product text = TX: code of the product
-- parameter: date date optional: the trading date; the last loaded one up to it, by default the last one
-- column: trading_date: the trading date
-- column: contract: the contract
-- column: expire: month of expiry
-- column: price: settlement price or close
-- column: price_close: last trade of the day session
-- column: volume: lots of both sessions
-- column: open_interest: lots
-- column: months: months after the nearest one
-- column: spread: price less the price of the nearest month
-- column: carry_percent: percent a year against the nearest month; empty of it itself
-- column: index_close: close of the index; empty where it is not loaded or there is none
-- column: basis: price less index_close
WITH contract AS (
    SELECT c.id, c.contract, c.expire, d.index_id
    FROM derivative_detail c
    JOIN derivative d ON d.id = c.derivative_id
    WHERE d.name = CAST(:product AS VARCHAR(16)) AND d.derivative_type = 'Futures' AND length(c.expire) = 6),
chosen AS (
    SELECT max(f.trading_date) AS trading_date
    FROM derivative_detail_daily f
    JOIN contract c ON c.id = f.derivative_detail_id
    WHERE CAST(:date AS DATE) IS NULL OR f.trading_date <= CAST(:date AS DATE)),
figure AS (
    SELECT f.trading_date, c.contract, c.expire, c.index_id,
        max(CASE WHEN f.session = 'day' THEN coalesce(f.settlement_price, f.price_close) END) AS price,
        max(CASE WHEN f.session = 'day' THEN f.price_close END) AS price_close, CAST(sum(f.volume) AS BIGINT) AS volume,
        max(f.open_interest) AS open_interest,
        CAST(substring(c.expire, 1, 4) AS INTEGER) * 12 + CAST(substring(c.expire, 5, 2) AS INTEGER) AS month
    FROM derivative_detail_daily f
    JOIN chosen x ON x.trading_date = f.trading_date
    JOIN contract c ON c.id = f.derivative_detail_id
    GROUP BY f.trading_date, c.contract, c.expire, c.index_id),
compared AS (
    SELECT trading_date, contract, expire, index_id, price, price_close, volume, open_interest,
        month - first_value(month) OVER (ORDER BY expire ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
            AS months,
        first_value(price) OVER (ORDER BY expire ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS nearest
    FROM figure),
closes AS (
    SELECT index_id, trading_date, max(price_close) AS price_close
    FROM (SELECT index_id, trading_date, price_close FROM index_daily
        UNION ALL
        SELECT index_id, trading_date, price_close FROM index_close_daily) c
    GROUP BY index_id, trading_date)
SELECT f.trading_date, f.contract, f.expire, f.price, f.price_close, f.volume, f.open_interest, f.months,
    f.price - f.nearest AS spread,
    CAST(CASE WHEN f.price > 0 AND f.nearest > 0 AND f.months > 0
        THEN 1200 * ln(CAST(f.price AS DOUBLE PRECISION) / f.nearest) / f.months END AS NUMERIC(18,4)) AS carry_percent,
    i.price_close AS index_close, f.price - i.price_close AS basis
FROM compared f
LEFT JOIN closes i ON i.index_id = f.index_id AND i.trading_date = f.trading_date
ORDER BY f.expire
