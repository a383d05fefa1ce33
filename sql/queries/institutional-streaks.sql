-- title: Stocks that institutional investors have bought, or sold, day after day up to a date
-- about: A day on which the exchange's list does not name the stock, or the net is zero, ends a streak. So does a day
--     that was open by the calendar and is not loaded, or a gap of more than 20 calendar days: of what lies there
--     nothing is known.
-- parameter: investor text(total|foreign|trust|dealer) = total: whose net; foreign is without foreign dealers
-- parameter: side text(both|bought|sold) = both: which streaks
-- parameter: least integer>=1 = 3: least length, days
-- parameter: to date optional: the last day of the streaks; the last loaded one up to it, by default the last one
-- column: exchange_code: the exchange
-- column: stock_code: the stock
-- column: name: its name on the last day; empty where no list has it
-- column: side: bought or sold
-- column: first_date: first day of the streak
-- column: last_date: last day, the same for all stocks of an exchange
-- column: days: its length in trading dates
-- column: net_shares: bought less sold over the streak
-- column: percent_of_volume: the same in percent of all shares traded on those days
WITH loaded AS (
    SELECT DISTINCT exchange_code, trading_date
    FROM stock_institutional
    WHERE CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE)),
day AS (
    SELECT exchange_code, trading_date FROM loaded
    UNION
    SELECT c.exchange_code, c.date
    FROM trading_calendar c
    JOIN (SELECT exchange_code, max(trading_date) AS last_date FROM loaded GROUP BY exchange_code) l
        ON l.exchange_code = c.exchange_code AND c.date <= l.last_date
    WHERE c.is_open),
spaced AS (
    SELECT exchange_code, trading_date,
        lag(trading_date) OVER (PARTITION BY exchange_code ORDER BY trading_date DESC) AS later_date
    FROM day),
-- How many days back, where a gap counts as a day: no stock has a row on it.
numbered AS (
    SELECT exchange_code, trading_date,
        sum(CASE WHEN later_date - trading_date > 20 THEN 2 ELSE 1 END) OVER (PARTITION BY exchange_code
            ORDER BY trading_date DESC ROWS UNBOUNDED PRECEDING) AS back
    FROM spaced),
flow AS (
    SELECT s.exchange_code, s.stock_code, s.trading_date, n.back,
        CASE CAST(:investor AS VARCHAR(8)) WHEN 'foreign' THEN s.foreign_net WHEN 'trust' THEN s.trust_net
            WHEN 'dealer' THEN s.dealer_net ELSE s.total_net END AS net
    FROM stock_institutional s
    JOIN numbered n ON n.exchange_code = s.exchange_code AND n.trading_date = s.trading_date),
same AS (
    SELECT f.exchange_code, f.stock_code, f.trading_date, f.back, f.net, sign(e.net) AS side,
        row_number() OVER (PARTITION BY f.exchange_code, f.stock_code ORDER BY f.back) AS place
    FROM flow f
    JOIN flow e ON e.exchange_code = f.exchange_code AND e.stock_code = f.stock_code AND e.back = 1
    WHERE sign(f.net) = sign(e.net) AND e.net <> 0),
-- Of rows of one sign the nth is n days back as long as none is missing between.
streak AS (
    SELECT s.exchange_code, s.stock_code, s.side, min(s.trading_date) AS first_date, max(s.trading_date) AS last_date,
        count(*) AS days, sum(s.net) AS net, sum(q.volume) AS volume
    FROM same s
    LEFT JOIN stock_daily q ON q.exchange_code = s.exchange_code AND q.stock_code = s.stock_code
        AND q.trading_date = s.trading_date
    WHERE s.place = s.back
    GROUP BY s.exchange_code, s.stock_code, s.side
    HAVING count(*) >= CAST(:least AS BIGINT))
SELECT s.exchange_code, s.stock_code, n.name, CASE WHEN s.side > 0 THEN 'bought' ELSE 'sold' END AS side, s.first_date,
    s.last_date, s.days, CAST(s.net AS BIGINT) AS net_shares,
    CAST(100 * CAST(s.net AS DOUBLE PRECISION) / nullif(s.volume, 0) AS NUMERIC(18,4)) AS percent_of_volume
FROM streak s
LEFT JOIN stock n ON n.exchange_code = s.exchange_code AND n.stock_code = s.stock_code AND n.valid_from <= s.last_date
    AND (n.valid_to IS NULL OR n.valid_to > s.last_date)
WHERE CAST(:side AS VARCHAR(6)) = 'both' OR (s.side > 0 AND CAST(:side AS VARCHAR(6)) = 'bought')
    OR (s.side < 0 AND CAST(:side AS VARCHAR(6)) = 'sold')
ORDER BY s.days DESC, abs(s.net) DESC, s.exchange_code, s.stock_code
