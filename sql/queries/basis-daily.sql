-- title: Basis of the near month against its index, by day
-- about: The near month is the month that is settled next, up to and including its settlement day: the nearest one in
--     TAIFEX's daily figures, or the one that bears the label M.
-- about: Futures close a quarter of an hour after the index, so three figures are given: at the index's close, from
--     the last one-minute bar that both have; the mean over the minutes that both have; and the future's settlement
--     price less the close of the index. Each is empty where what it needs is not loaded.
-- parameter: product text = TX: code of the product
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: trading_date: the trading date
-- column: contract: the near month
-- column: index_close: official close of the index, points
-- column: settlement_price: daily settlement price of the contract; empty on its settlement day
-- column: settlement_basis: settlement_price less index_close
-- column: basis_at_close: in the last minute in which both have a price
-- column: basis_mean: mean over the minutes in which both have a price
-- column: basis_low: lowest in a minute
-- column: basis_high: highest in a minute
-- column: percent_at_close: basis_at_close in percent of the index in that minute
WITH product AS (
    SELECT id, index_id FROM derivative WHERE name = CAST(:product AS VARCHAR(16)) AND derivative_type = 'Futures'),
listed AS (
    SELECT f.trading_date, c.expire, c.id
    FROM derivative_detail_daily f
    JOIN derivative_detail c ON c.id = f.derivative_detail_id
    JOIN product p ON p.id = c.derivative_id
    WHERE f.session = 'day' AND length(c.expire) = 6
    UNION ALL
    SELECT l.trading_date, c.expire, c.id
    FROM contract_label l
    JOIN derivative_detail c ON c.id = l.derivative_detail_id
    JOIN product p ON p.id = c.derivative_id
    WHERE l.label = 'M' AND length(c.expire) = 6),
near AS (
    SELECT trading_date, id, row_number() OVER (PARTITION BY trading_date ORDER BY expire) AS place
    FROM listed
    WHERE (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
minute AS (
    SELECT n.trading_date, h.price_close - i.price_close AS basis, i.price_close AS index_price,
        row_number() OVER (PARTITION BY n.trading_date ORDER BY h.datetime DESC) AS from_last
    FROM near n
    CROSS JOIN product p
    JOIN derivative_detail_history h ON h.derivative_detail_id = n.id AND h.trading_date = n.trading_date
    JOIN index_history i ON i.index_id = p.index_id AND i.trading_date = h.trading_date AND i.datetime = h.datetime
    WHERE n.place = 1 AND h.scale = 1 AND i.scale = 1),
traded AS (
    SELECT trading_date, max(CASE WHEN from_last = 1 THEN basis END) AS at_close,
        max(CASE WHEN from_last = 1 THEN index_price END) AS index_price,
        avg(CAST(basis AS DOUBLE PRECISION)) AS mean, min(basis) AS lowest, max(basis) AS highest
    FROM minute
    GROUP BY trading_date),
closes AS (
    SELECT c.trading_date, max(c.price_close) AS price_close
    FROM (SELECT index_id, trading_date, price_close FROM index_daily
        UNION ALL
        SELECT index_id, trading_date, price_close FROM index_close_daily) c
    JOIN product p ON p.index_id = c.index_id
    GROUP BY c.trading_date)
SELECT n.trading_date, c.contract, i.price_close AS index_close, f.settlement_price,
    f.settlement_price - i.price_close AS settlement_basis, t.at_close AS basis_at_close,
    CAST(t.mean AS NUMERIC(18,6)) AS basis_mean, t.lowest AS basis_low, t.highest AS basis_high,
    CAST(100 * CAST(t.at_close AS DOUBLE PRECISION) / nullif(t.index_price, 0) AS NUMERIC(18,4)) AS percent_at_close
FROM near n
JOIN derivative_detail c ON c.id = n.id
LEFT JOIN derivative_detail_daily f ON f.derivative_detail_id = n.id AND f.trading_date = n.trading_date
    AND f.session = 'day'
LEFT JOIN closes i ON i.trading_date = n.trading_date
LEFT JOIN traded t ON t.trading_date = n.trading_date
WHERE n.place = 1
ORDER BY n.trading_date
