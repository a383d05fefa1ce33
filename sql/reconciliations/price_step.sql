-- title: Steps from one close to the next beyond the daily limit, without an event that explains them
-- about: The limit is 7 % until 2015-05-31 and 10 % from 2015-06-01 (TWSE and TPEx), and at least one tick, 0.01. Looked at are stocks,
--     whose codes have four digits, with a close on both days: funds with foreign components have no limit, and other funds and notes
--     are left out with them. A new stock has no limit on its first five days, so five earlier days of it must be loaded; of an
--     exchange with fewer loaded days nothing is looked at. A move from TPEx to TWSE is no new listing. A close that the exchange marks
--     as not comparable is an event where no list of events reaches the day; where one does, the event must be in it.
-- of: stock_daily
-- with: stock_daily, corporate_action_listing
-- looks_back: true
-- severity: warning
-- expected: steps within the daily limit, or an event
WITH step AS (
    SELECT c.load_id, s.exchange_code, s.stock_code, s.trading_date, s.reference_reset, p.price_close AS price_before,
        s.price_close AS price_after, p.trading_date AS day_before
    FROM stage_compared_load c
    JOIN stock_daily s ON s.load_id = c.load_id AND s.trading_date = c.partition_date
    JOIN stock_daily p ON p.stock_code = s.stock_code AND p.trading_date = c.day_before
    WHERE length(s.stock_code) = 4 AND s.stock_code > '1' AND s.price_close > 0 AND p.price_close > 0
        AND c.days_before >= 5),
beyond AS (
    SELECT * FROM step
    WHERE abs(price_after - price_before) > 0.01
        AND abs(price_after - price_before) > price_before * CASE WHEN trading_date < DATE '2015-06-01' THEN 0.07 ELSE 0.1 END),
known AS (
    SELECT b.stock_code, b.trading_date
    FROM beyond b
    JOIN stock_daily d ON d.stock_code = b.stock_code AND d.trading_date < b.trading_date
        AND d.trading_date >= b.trading_date - 45
    GROUP BY b.stock_code, b.trading_date
    HAVING count(*) >= 5),
explained AS (
    SELECT b.stock_code, b.trading_date
    FROM beyond b
    JOIN stock_corporate_action a ON a.exchange_code = b.exchange_code AND a.stock_code = b.stock_code
        AND a.trading_date > b.day_before AND a.trading_date <= b.trading_date
    UNION
    SELECT b.stock_code, b.trading_date
    FROM beyond b
    LEFT JOIN (SELECT exchange_code, max(listed_on) AS newest FROM corporate_action_listing GROUP BY exchange_code) l
      ON l.exchange_code = b.exchange_code
    WHERE b.reference_reset AND (l.newest IS NULL OR l.newest < b.trading_date))
SELECT s.load_id,
    CASE WHEN k.stock_code IS NOT NULL AND e.stock_code IS NULL
        THEN s.stock_code || ': from ' || CAST(s.price_before AS VARCHAR) || ' to ' || CAST(s.price_after AS VARCHAR) END AS example
FROM step s
LEFT JOIN known k ON k.stock_code = s.stock_code AND k.trading_date = s.trading_date
LEFT JOIN explained e ON e.stock_code = s.stock_code AND e.trading_date = s.trading_date
