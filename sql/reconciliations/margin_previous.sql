-- title: What was on margin and sold short the day before, by this day's file and by that day's
-- about: TWSE and TPEx correct a day's figures on the next day. A stock whose trading is halted is in no file meanwhile; when it is back,
--     its balances are adjusted, so only stocks of both days are compared.
-- of: stock_margin
-- with: stock_margin
-- looks_back: true
-- severity: warning
-- expected: balances of the day before as they were loaded
SELECT m.load_id,
    CASE WHEN m.margin_previous <> p.margin_balance
        THEN m.stock_code || ': ' || CAST(m.margin_previous AS VARCHAR) || ' lots on margin before, '
            || CAST(p.margin_balance AS VARCHAR) || ' loaded of ' || CAST(p.trading_date AS VARCHAR(10))
        WHEN m.short_previous <> p.short_balance
        THEN m.stock_code || ': ' || CAST(m.short_previous AS VARCHAR) || ' lots sold short before, '
            || CAST(p.short_balance AS VARCHAR) || ' loaded of ' || CAST(p.trading_date AS VARCHAR(10)) END AS example
FROM (SELECT c.load_id, c.day_before, s.exchange_code, s.stock_code, s.margin_previous, s.short_previous
    FROM stage_compared_load c
    JOIN stock_margin s ON s.load_id = c.load_id AND s.trading_date = c.partition_date) m
JOIN stock_margin p ON p.exchange_code = m.exchange_code AND p.stock_code = m.stock_code AND p.trading_date = m.day_before
