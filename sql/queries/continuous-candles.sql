-- title: Candles of a continuous near month at any number of minutes, back-adjusted
-- about: The rules and the gaps are those of contract-rolls, which lists them.
-- about: Back-adjusted: the newest contract up to the end has its prices as traded. With difference all later gaps
--     are added to a price; with ratio it is multiplied by all later ratios. Prices before a gap that is unknown are
--     empty.
-- about: Made of one-minute bars. A candle bears its start on the exchange's clock, counted from midnight, and never
--     holds more than one session.
-- parameter: product text = TX: code of the product
-- parameter: roll text(settlement|volume) = settlement: the rule for changing to the next contract
-- parameter: days integer>=0 = 0: how many trading days before its settlement day a contract is held for the last
--     time
-- parameter: adjust text(difference|ratio|none) = difference: how prices before a change are adjusted
-- parameter: minutes integer>=1 = 60: length of a candle
-- parameter: session text(all|day|night) = all: which sessions
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: contract: the contract that is held
-- column: trading_date: the trading date
-- column: session: day or night
-- column: local_time: start of the candle on the exchange's clock
-- column: datetime: the same in UTC
-- column: price_open: first trade, adjusted
-- column: price_high: highest
-- column: price_low: lowest
-- column: price_close: last
-- column: volume: lots of the contract
-- column: added: what was added to prices
-- column: factor: what prices were multiplied with
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
    FROM meeting),
gap AS (
    SELECT r.id, r.contract, r.expire, r.next_id, CAST(m.price AS DOUBLE PRECISION) AS price,
        CAST(m.next_price AS DOUBLE PRECISION) AS next_price
    FROM roll r
    LEFT JOIN met m ON m.id = r.id AND m.from_last = 1),
later AS (
    SELECT id, contract,
        sum(CASE WHEN next_id IS NOT NULL AND next_price IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY expire DESC
            ROWS UNBOUNDED PRECEDING) AS unknown,
        sum(coalesce(next_price - price, 0)) OVER (ORDER BY expire DESC ROWS UNBOUNDED PRECEDING) AS added,
        exp(sum(coalesce(ln(next_price / price), 0)) OVER (ORDER BY expire DESC ROWS UNBOUNDED PRECEDING)) AS factor
    FROM gap),
adjusted AS (
    SELECT id, contract,
        CASE WHEN CAST(:adjust AS VARCHAR(10)) = 'none' THEN 0 WHEN unknown > 0 THEN NULL
            WHEN CAST(:adjust AS VARCHAR(10)) = 'difference' THEN added ELSE 0 END AS added,
        CASE WHEN CAST(:adjust AS VARCHAR(10)) = 'none' THEN 1 WHEN unknown > 0 THEN NULL
            WHEN CAST(:adjust AS VARCHAR(10)) = 'ratio' THEN factor ELSE 1 END AS factor
    FROM later),
bar AS (
    SELECT a.contract, a.added, a.factor, h.trading_date, h.session, h.datetime,
        convert_timezone('UTC', e.time_zone, h.datetime) AS local_time, h.price_open, h.price_high, h.price_low,
        h.price_close, h.volume
    FROM held l
    JOIN adjusted a ON a.id = l.id
    JOIN derivative_detail_history h ON h.derivative_detail_id = l.id AND h.trading_date = l.trading_date
    JOIN exchange e ON e.code = 'TAIFEX'
    WHERE h.scale = 1 AND (CAST(:session AS VARCHAR(5)) = 'all' OR h.session = CAST(:session AS VARCHAR(5)))
        AND (CAST(:from AS DATE) IS NULL OR h.trading_date >= CAST(:from AS DATE))),
timed AS (
    SELECT contract, added, factor, trading_date, session, datetime, local_time, price_open, price_high, price_low,
        price_close, volume, CAST(extract(hour FROM local_time) * 60 + extract(minute FROM local_time) AS INTEGER)
            % CAST(:minutes AS INTEGER) AS minutes_in
    FROM bar),
placed AS (
    SELECT contract, added, factor, trading_date, session, datetime,
        dateadd('minute', -minutes_in, local_time) AS starts_local, dateadd('minute', -minutes_in, datetime) AS starts,
        price_open, price_high, price_low, price_close, volume
    FROM timed),
numbered AS (
    SELECT contract, added, factor, trading_date, session, starts_local, starts, price_open, price_high, price_low,
        price_close, volume,
        row_number() OVER (PARTITION BY trading_date, session, starts ORDER BY datetime) AS from_first,
        row_number() OVER (PARTITION BY trading_date, session, starts ORDER BY datetime DESC) AS from_last
    FROM placed),
candle AS (
    SELECT contract, added, factor, trading_date, session, starts_local, starts,
        max(CASE WHEN from_first = 1 THEN price_open END) AS price_open, max(price_high) AS price_high,
        min(price_low) AS price_low, max(CASE WHEN from_last = 1 THEN price_close END) AS price_close,
        CAST(sum(volume) AS BIGINT) AS volume
    FROM numbered
    GROUP BY contract, added, factor, trading_date, session, starts_local, starts)
SELECT contract, trading_date, session, starts_local AS local_time, starts AS datetime,
    CAST(price_open * factor + added AS NUMERIC(18,6)) AS price_open,
    CAST(price_high * factor + added AS NUMERIC(18,6)) AS price_high,
    CAST(price_low * factor + added AS NUMERIC(18,6)) AS price_low,
    CAST(price_close * factor + added AS NUMERIC(18,6)) AS price_close, volume, CAST(added AS NUMERIC(18,6)) AS added,
    CAST(factor AS NUMERIC(18,8)) AS factor
FROM candle
ORDER BY trading_date, starts, session
