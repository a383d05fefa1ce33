-- title: When a continuous near month changes from one contract to the next, and by how much
-- about: Of products that are settled on the third Wednesday of a month, or on the next trading day where that one is
--     closed. A trading date that the calendar does not have yet counts as open from Monday to Friday.
-- about: The rule settlement holds a contract up to and including its settlement day; with days, up to so many
--     trading days before it. The rule volume changes on the trading date after the one on which the next month
--     traded more lots than the near one, at the latest after the settlement day, and never back: nothing of a day
--     decides about the day itself.
-- about: The gap is between both contracts' last trades in the last minute in which both traded, on the last date of
--     the old one. It is empty where there is none, as when days are missing.
-- about: On its settlement day a contract moves towards the mean of the index that settles it, so a gap of that day
--     holds more than the cost of carrying; days = 1 takes it a day before.
-- parameter: product text = TX: code of the product
-- parameter: roll text(settlement|volume) = settlement: the rule
-- parameter: days integer>=0 = 0: how many trading days before its settlement day a contract is held for the last
--     time
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: contract: the contract that is held
-- column: first_date: its first trading date
-- column: last_date: its last one; of the newest contract the last loaded one
-- column: days: loaded trading dates of it
-- column: settles_on: its settlement day
-- column: next_contract: the one after it; empty for the newest
-- column: gap_at: start of the minute in which both traded last, UTC
-- column: price: of the contract in it
-- column: next_price: of the next one
-- column: difference: next_price less price: what a back-adjustment by difference adds to all before
-- column: ratio: next_price over price: what a back-adjustment by ratio multiplies all before with
WITH month AS (
    SELECT c.id, c.contract, c.expire,
        CAST(substring(c.expire, 1, 4) || '-' || substring(c.expire, 5, 2) || '-01' AS DATE) AS first_day
    FROM derivative_detail c
    JOIN derivative d ON d.id = c.derivative_id
    WHERE d.name = CAST(:product AS VARCHAR(16)) AND d.derivative_type = 'Futures' AND length(c.expire) = 6),
wednesday AS (
    SELECT id, contract, expire, first_day + 14 + (10 - CAST(extract(dow FROM first_day) AS INTEGER)) % 7 AS third
    FROM month),
settled AS (
    SELECT w.id, w.contract, w.expire, lead(w.id) OVER (ORDER BY w.expire) AS next_id,
        CASE WHEN max(CASE WHEN c.date = w.third AND NOT c.is_open THEN 1 ELSE 0 END) = 1
            THEN coalesce(min(CASE WHEN c.is_open THEN c.date END), w.third) ELSE w.third END AS settles_on
    FROM wednesday w
    LEFT JOIN trading_calendar c ON c.exchange_code = 'TAIFEX' AND c.date >= w.third AND c.date <= w.third + 20
    GROUP BY w.id, w.contract, w.expire, w.third),
traded AS (
    SELECT h.trading_date, h.derivative_detail_id, sum(h.volume) AS volume
    FROM derivative_detail_history h
    JOIN month m ON m.id = h.derivative_detail_id
    WHERE h.scale = 60 AND (CAST(:to AS DATE) IS NULL OR h.trading_date <= CAST(:to AS DATE))
    GROUP BY h.trading_date, h.derivative_detail_id),
near AS (
    SELECT t.trading_date, min(s.expire) AS expire
    FROM (SELECT DISTINCT trading_date FROM traded) t
    JOIN settled s ON s.settles_on >= t.trading_date
    GROUP BY t.trading_date),
-- Trading days that are left: weekdays, counted from a Monday of long ago, as the calendar corrects them.
until AS (
    SELECT n.trading_date, s.id, s.next_id,
        5 * (s.settles_on - DATE '1990-01-01' - (s.settles_on - DATE '1990-01-01') % 7) / 7
            + least((s.settles_on - DATE '1990-01-01') % 7 + 1, 5)
            - 5 * (n.trading_date - DATE '1990-01-01' - (n.trading_date - DATE '1990-01-01') % 7) / 7
            - least((n.trading_date - DATE '1990-01-01') % 7 + 1, 5)
            + coalesce(sum(CASE WHEN c.is_open AND extract(dow FROM c.date) IN (0, 6) THEN 1
                WHEN NOT c.is_open AND extract(dow FROM c.date) NOT IN (0, 6) THEN -1 ELSE 0 END), 0) AS days
    FROM near n
    JOIN settled s ON s.expire = n.expire
    LEFT JOIN trading_calendar c ON c.exchange_code = 'TAIFEX' AND c.date > n.trading_date AND c.date <= s.settles_on
    GROUP BY n.trading_date, s.id, s.next_id, s.settles_on),
decided AS (
    SELECT u.trading_date, u.id, u.next_id, u.days,
        max(CASE WHEN f.volume > coalesce(v.volume, 0) THEN 1 ELSE 0 END) OVER (PARTITION BY u.id
            ORDER BY u.trading_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS outgrown
    FROM until u
    LEFT JOIN traded v ON v.trading_date = u.trading_date AND v.derivative_detail_id = u.id
    LEFT JOIN traded f ON f.trading_date = u.trading_date AND f.derivative_detail_id = u.next_id),
held AS (
    SELECT trading_date, CASE WHEN next_id IS NOT NULL AND (days < CAST(:days AS INTEGER)
            OR (CAST(:roll AS VARCHAR(10)) = 'volume' AND outgrown = 1)) THEN next_id ELSE id END AS id
    FROM decided),
stretch AS (
    SELECT s.id, s.contract, s.expire, s.settles_on, min(h.trading_date) AS first_date,
        max(h.trading_date) AS last_date, count(*) AS days
    FROM held h
    JOIN settled s ON s.id = h.id
    GROUP BY s.id, s.contract, s.expire, s.settles_on),
roll AS (
    SELECT id, contract, expire, settles_on, first_date, last_date, days, lead(id) OVER (ORDER BY expire) AS next_id,
        lead(contract) OVER (ORDER BY expire) AS next_contract
    FROM stretch),
leg AS (
    SELECT id, last_date, id AS leg_id FROM roll
    UNION ALL
    SELECT id, last_date, next_id FROM roll),
meeting AS (
    SELECT l.id, h.datetime, max(CASE WHEN l.leg_id = l.id THEN h.price_close END) AS price,
        max(CASE WHEN l.leg_id <> l.id THEN h.price_close END) AS next_price
    FROM leg l
    JOIN derivative_detail_history h ON h.derivative_detail_id = l.leg_id AND h.trading_date = l.last_date
    WHERE h.scale = 1
    GROUP BY l.id, h.datetime
    HAVING count(*) = 2),
met AS (
    SELECT id, datetime, price, next_price, row_number() OVER (PARTITION BY id ORDER BY datetime DESC) AS from_last
    FROM meeting)
SELECT r.contract, r.first_date, r.last_date, r.days, r.settles_on, r.next_contract, m.datetime AS gap_at, m.price,
    m.next_price, m.next_price - m.price AS difference,
    CAST(CAST(m.next_price AS DOUBLE PRECISION) / m.price AS NUMERIC(18,8)) AS ratio
FROM roll r
LEFT JOIN met m ON m.id = r.id AND m.from_last = 1
WHERE CAST(:from AS DATE) IS NULL OR r.last_date >= CAST(:from AS DATE)
ORDER BY r.expire
