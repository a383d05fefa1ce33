-- title: Lots of each contract and session in TAIFEX's daily file, and in the bars of its tick file
-- about: A contract with block trades alone has neither a high nor prints. TAIFEX has posted tick files that lacked prints.
-- of: derivative_detail_daily
-- with: derivative_detail_history
-- severity: warning
-- expected: the same lots in the bars of ticks
WITH day AS (
    SELECT c.load_id, f.trading_date, f.session, n.contract, d.derivative_type, f.volume, f.price_high
    FROM stage_compared_load c
    JOIN derivative_detail_daily f ON f.load_id = c.load_id AND f.trading_date = c.partition_date
    JOIN derivative_detail n ON n.id = f.derivative_detail_id
    JOIN derivative d ON d.id = n.derivative_id),
bar AS (
    SELECT h.trading_date, h.session, n.contract, d.derivative_type, CAST(sum(h.volume) AS BIGINT) AS volume
    FROM (SELECT DISTINCT partition_date FROM stage_compared_load) c
    JOIN derivative_detail_history h ON h.trading_date = c.partition_date AND h.scale = 1
    JOIN derivative_detail n ON n.id = h.derivative_detail_id
    JOIN derivative d ON d.id = n.derivative_id
    GROUP BY h.trading_date, h.session, n.contract, d.derivative_type),
figure AS (
    SELECT coalesce(day.trading_date, bar.trading_date) AS trading_date,
        coalesce(day.derivative_type, bar.derivative_type) AS derivative_type,
        coalesce(day.contract, bar.contract) || ' ' || coalesce(day.session, bar.session) AS what,
        day.volume AS day_volume, day.price_high, bar.volume AS bar_volume
    FROM day
    FULL JOIN bar ON bar.trading_date = day.trading_date AND bar.contract = day.contract AND bar.session = day.session)
SELECT p.load_id,
    CASE WHEN coalesce(f.bar_volume, 0) <> coalesce(f.day_volume, 0)
            AND (f.bar_volume IS NOT NULL OR f.price_high IS NOT NULL)
        THEN f.what || ': ' || coalesce(CAST(f.day_volume AS VARCHAR), 'no') || ' lots in the daily file, '
            || coalesce(CAST(f.bar_volume AS VARCHAR), 'none') || ' in the bars' END AS example
FROM (SELECT DISTINCT day.load_id, day.trading_date, day.derivative_type
    FROM day
    JOIN bar ON bar.trading_date = day.trading_date AND bar.derivative_type = day.derivative_type) p
JOIN figure f ON f.trading_date = p.trading_date AND f.derivative_type = p.derivative_type
