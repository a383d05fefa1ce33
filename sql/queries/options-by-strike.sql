-- title: Options by expiry and strike price: lots traded and open, calls beside puts
-- about: Of the exchange's own daily figures, both sessions, block trades among them. Open interest and settlement
--     prices are those of the last trading date of the range. A series on its last day has no settlement price any
--     more, and is no longer open after it, though the exchange still prints its open interest.
-- parameter: product text = TXO: code of the options
-- parameter: expire text optional: the publisher's text of the expiry, 202302 or 202302W1; all of them by default
-- parameter: from date optional: the first trading date; the last one alone by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: expire: the expiry
-- column: strike_price: the strike price
-- column: call_volume: calls traded, lots
-- column: put_volume: puts traded, lots
-- column: call_open_interest: calls that are open, lots
-- column: put_open_interest: puts that are open, lots
-- column: call_settlement_price: of the call
-- column: put_settlement_price: of the put
WITH series AS (
    SELECT c.id, c.expire, c.strike_price, c.option_type
    FROM derivative_detail c
    JOIN derivative d ON d.id = c.derivative_id
    WHERE d.name = CAST(:product AS VARCHAR(16)) AND d.derivative_type = 'Options'
        AND (CAST(:expire AS VARCHAR(8)) IS NULL OR c.expire = CAST(:expire AS VARCHAR(8)))),
span AS (
    SELECT coalesce(CAST(:from AS DATE), max(f.trading_date)) AS first_day, max(f.trading_date) AS last_day
    FROM derivative_detail_daily f
    JOIN series s ON s.id = f.derivative_detail_id
    WHERE CAST(:to AS DATE) IS NULL OR f.trading_date <= CAST(:to AS DATE))
SELECT s.expire, s.strike_price,
    CAST(coalesce(sum(CASE WHEN s.option_type = 'C' THEN f.volume END), 0) AS BIGINT) AS call_volume,
    CAST(coalesce(sum(CASE WHEN s.option_type = 'P' THEN f.volume END), 0) AS BIGINT) AS put_volume,
    max(CASE WHEN s.option_type = 'C' AND f.trading_date = x.last_day THEN f.open_interest END) AS call_open_interest,
    max(CASE WHEN s.option_type = 'P' AND f.trading_date = x.last_day THEN f.open_interest END) AS put_open_interest,
    max(CASE WHEN s.option_type = 'C' AND f.trading_date = x.last_day THEN f.settlement_price END)
        AS call_settlement_price,
    max(CASE WHEN s.option_type = 'P' AND f.trading_date = x.last_day THEN f.settlement_price END)
        AS put_settlement_price
FROM series s
JOIN derivative_detail_daily f ON f.derivative_detail_id = s.id
JOIN span x ON f.trading_date >= x.first_day AND f.trading_date <= x.last_day
GROUP BY s.expire, s.strike_price
ORDER BY s.expire, s.strike_price
