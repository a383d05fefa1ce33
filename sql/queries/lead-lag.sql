-- title: Correlation of the returns of an index and of its future, at once and shifted against each other
-- about: Returns are logarithms of a bar's close over the close of the bar right before it, in the day session alone,
--     so none is over a break or over night. The pairs of all days are taken together.
-- about: A lag of 1 pairs a return of the index with the future's one bar later, -1 with the future's one bar before.
--     If the correlation at -1 is larger than at 1, the future moved first.
-- parameter: product text = TX: code of the product; the index is the one that it refers to
-- parameter: label text = M: label of the contract on each trading date
-- parameter: scale integer>=1 = 1: minutes of a bar: 1, 5, 15, 30 or 60
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: lag: bars by which the future's return is later, from -5 to 5
-- column: correlation: Pearson's; empty where one of the two never changes
-- column: pairs: how many pairs of returns
WITH product AS (
    SELECT id, index_id FROM derivative WHERE name = CAST(:product AS VARCHAR(16)) AND derivative_type = 'Futures'),
bar AS (
    SELECT 1 AS side, h.trading_date, h.datetime, h.price_close
    FROM product p
    JOIN index_history h ON h.index_id = p.index_id
    WHERE h.scale = CAST(:scale AS INTEGER) AND h.session = 'day'
    UNION ALL
    SELECT 2 AS side, h.trading_date, h.datetime, h.price_close
    FROM product p
    JOIN derivative_detail c ON c.derivative_id = p.id
    JOIN contract_label l ON l.derivative_detail_id = c.id
    JOIN derivative_detail_history h ON h.derivative_detail_id = l.derivative_detail_id
        AND h.trading_date = l.trading_date
    WHERE l.label = CAST(:label AS VARCHAR(4)) AND h.scale = CAST(:scale AS INTEGER) AND h.session = 'day'),
followed AS (
    SELECT side, trading_date,
        CAST(extract(hour FROM datetime) * 60 + extract(minute FROM datetime) AS INTEGER) AS minute,
        CAST(price_close AS DOUBLE PRECISION) AS price,
        lag(CAST(price_close AS DOUBLE PRECISION)) OVER (PARTITION BY side, trading_date ORDER BY datetime) AS previous,
        lag(CAST(extract(hour FROM datetime) * 60 + extract(minute FROM datetime) AS INTEGER))
            OVER (PARTITION BY side, trading_date ORDER BY datetime) AS previous_minute
    FROM bar
    WHERE (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
change AS (
    SELECT side, trading_date, minute, ln(price / previous) AS log_return
    FROM followed
    WHERE minute - previous_minute = CAST(:scale AS INTEGER)),
shift AS (
    SELECT -5 AS bars UNION ALL SELECT -4 UNION ALL SELECT -3 UNION ALL SELECT -2 UNION ALL SELECT -1 UNION ALL SELECT 0
    UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5),
shifted AS (
    SELECT s.bars, c.trading_date, c.minute + s.bars * CAST(:scale AS INTEGER) AS minute, c.log_return
    FROM change c
    CROSS JOIN shift s
    WHERE c.side = 1),
product_of AS (
    SELECT x.bars, count(*) AS pairs, sum(x.log_return) AS sum_x, sum(y.log_return) AS sum_y,
        sum(x.log_return * x.log_return) AS sum_xx, sum(y.log_return * y.log_return) AS sum_yy,
        sum(x.log_return * y.log_return) AS sum_xy
    FROM shifted x
    JOIN change y ON y.side = 2 AND y.trading_date = x.trading_date AND y.minute = x.minute
    GROUP BY x.bars)
SELECT bars AS lag, CAST((pairs * sum_xy - sum_x * sum_y) / nullif(sqrt(greatest(pairs * sum_xx - sum_x * sum_x, 0))
    * sqrt(greatest(pairs * sum_yy - sum_y * sum_y, 0)), 0) AS NUMERIC(18,6)) AS correlation, pairs
FROM product_of
ORDER BY bars
