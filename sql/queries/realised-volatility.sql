-- title: Realised volatility of an index or of the near month of a future, by three estimators
-- about: In percent a year: the estimate of a day times the square root of the trading days of a year, times 100.
-- about: close_to_close is the sample standard deviation of the logarithms of close over the close before, with their
--     mean taken off. parkinson is the root of the mean of ln(high / low)^2 / (4 ln 2). garman_klass is the root of
--     the mean of ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2. The latter two leave the hours between
--     sessions out.
-- about: Of an index its daily open, high, low and close; of a future the day sessions of the nearest month, whose
--     return is from the close of the same contract, so no change of contract is in it.
-- about: Empty until there are as many days as the window has. Where more than 20 calendar days lie between two
--     dates, days are missing, since no holiday is that long: no return and no window goes over them.
-- parameter: series text = TAIEX: name of an index, or code of a product: TX
-- parameter: window integer>=2 = 20: how many days are estimated from
-- parameter: year integer>=1 = 252: trading days of a year
-- parameter: from date optional: the first day; the first loaded one by default
-- parameter: to date optional: the last day; the last loaded one by default
-- column: trading_date: the trading date
-- column: contract: the nearest month; empty for an index
-- column: price_close: last price
-- column: log_return: logarithm of price_close over the close before
-- column: close_to_close: percent a year
-- column: parkinson: percent a year
-- column: garman_klass: percent a year
WITH series AS (
    SELECT d.trading_date, CAST(NULL AS VARCHAR(40)) AS contract, CAST(NULL AS VARCHAR(8)) AS expire, d.price_open,
        d.price_high, d.price_low, d.price_close, 0 AS id
    FROM index_daily d
    JOIN index i ON i.id = d.index_id
    WHERE i.name = CAST(:series AS VARCHAR(100))
    UNION ALL
    SELECT f.trading_date, c.contract, c.expire, f.price_open, f.price_high, f.price_low, f.price_close, c.id
    FROM derivative_detail_daily f
    JOIN derivative_detail c ON c.id = f.derivative_detail_id
    JOIN derivative d ON d.id = c.derivative_id
    WHERE d.name = CAST(:series AS VARCHAR(100)) AND d.derivative_type = 'Futures' AND f.session = 'day'
        AND length(c.expire) = 6 AND f.price_close IS NOT NULL),
followed AS (
    SELECT trading_date, contract, price_open, price_high, price_low, price_close,
        lag(price_close) OVER (PARTITION BY id ORDER BY trading_date) AS previous_close,
        lag(trading_date) OVER (PARTITION BY id ORDER BY trading_date) AS previous_date,
        row_number() OVER (PARTITION BY trading_date ORDER BY expire, id) AS place
    FROM series
    WHERE CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE)),
change AS (
    SELECT trading_date, contract, price_close,
        CASE WHEN trading_date - previous_date <= 20
            THEN ln(CAST(price_close AS DOUBLE PRECISION) / previous_close) END AS log_return,
        ln(CAST(price_high AS DOUBLE PRECISION) / price_low) AS high_low,
        ln(CAST(price_close AS DOUBLE PRECISION) / price_open) AS close_open
    FROM followed
    WHERE place = 1),
part AS (
    SELECT trading_date, contract, price_close, log_return, high_low, close_open,
        sum(CASE WHEN trading_date - before <= 20 THEN 0 ELSE 1 END) OVER (ORDER BY trading_date
            ROWS UNBOUNDED PRECEDING) AS part
    FROM (SELECT trading_date, contract, price_close, log_return, high_low, close_open,
            lag(trading_date) OVER (ORDER BY trading_date) AS before
        FROM change) c),
-- The window is as long as is asked for, so it is a join, not a frame, which takes no parameter.
numbered AS (
    SELECT trading_date, contract, price_close, log_return, high_low, close_open, part,
        row_number() OVER (ORDER BY trading_date) AS number
    FROM part),
estimate AS (
    SELECT n.trading_date, n.contract, n.price_close, n.log_return, count(p.number) AS days,
        count(p.log_return) AS returns, stddev_samp(p.log_return) AS deviation,
        sum(p.high_low * p.high_low) AS ranges,
        sum(p.high_low * p.high_low / 2 - (2 * ln(CAST(2 AS DOUBLE PRECISION)) - 1) * p.close_open * p.close_open)
            AS both_ways
    FROM numbered n
    JOIN numbered p ON p.part = n.part AND p.number <= n.number AND p.number > n.number - CAST(:window AS BIGINT)
    WHERE CAST(:from AS DATE) IS NULL OR n.trading_date >= CAST(:from AS DATE)
    GROUP BY n.trading_date, n.contract, n.price_close, n.log_return)
SELECT trading_date, contract, price_close, CAST(log_return AS NUMERIC(18,8)) AS log_return,
    CASE WHEN returns = CAST(:window AS BIGINT)
        THEN CAST(100 * deviation * sqrt(CAST(:year AS DOUBLE PRECISION)) AS NUMERIC(18,4)) END AS close_to_close,
    CASE WHEN days = CAST(:window AS BIGINT) THEN CAST(100 * sqrt(ranges / (4 * ln(CAST(2 AS DOUBLE PRECISION)) * days)
        * CAST(:year AS DOUBLE PRECISION)) AS NUMERIC(18,4)) END AS parkinson,
    CASE WHEN days = CAST(:window AS BIGINT) AND both_ways >= 0 THEN CAST(100 * sqrt(both_ways / days
        * CAST(:year AS DOUBLE PRECISION)) AS NUMERIC(18,4)) END AS garman_klass
FROM estimate
ORDER BY trading_date
