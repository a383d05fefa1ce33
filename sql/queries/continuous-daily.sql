-- title: Candles of a continuous near month by day, week or month, back-adjusted
-- about: Made of the exchange's own daily figures, whose volumes hold block trades. A trading date begins with its
--     night session and ends with its day session.
-- about: The rules for changing are those of contract-rolls. The gap is between the settlement prices of both
--     contracts on the last date of the old one; on its settlement day, when it has none, between their closes.
-- about: Back-adjusted: the newest contract up to the end has its prices as traded. With difference all later gaps
--     are added to a price; with ratio it is multiplied by all later ratios. Prices before a gap that is unknown are
--     empty.
-- parameter: product text = TX: code of the product
-- parameter: roll text(settlement|volume) = settlement: the rule for changing to the next contract
-- parameter: days integer>=0 = 0: how many trading days before its settlement day a contract is held for the last
--     time
-- parameter: adjust text(difference|ratio|none) = difference: how prices before a change are adjusted
-- parameter: scale text(day|week|month) = day: how long a candle is; weeks begin on Monday
-- parameter: session text(all|day|night) = all: which sessions
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: first_date: the first trading date of the candle
-- column: last_date: the last trading date of the candle
-- column: contract: the contract that is held on the last
-- column: price_open: first trade, adjusted; empty where nothing was traded
-- column: price_high: highest
-- column: price_low: lowest
-- column: price_close: last
-- column: settlement_price: of the last trading date, adjusted; empty on a settlement day
-- column: volume: lots of the contracts that are held
-- column: open_interest: lots of the contract on the last trading date
-- column: days: trading dates in it
-- column: added: what was added to the prices of the last trading date
-- column: factor: what they were multiplied with
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
    FROM derivative_detail_daily h
    JOIN month m ON m.id = h.derivative_detail_id
    WHERE CAST(:to AS DATE) IS NULL OR h.trading_date <= CAST(:to AS DATE)
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
gap AS (
    SELECT r.id, r.contract, r.expire, r.next_id,
        CAST(CASE WHEN a.settlement_price IS NULL OR b.settlement_price IS NULL THEN a.price_close
            ELSE a.settlement_price END AS DOUBLE PRECISION) AS price,
        CAST(CASE WHEN a.settlement_price IS NULL OR b.settlement_price IS NULL THEN b.price_close
            ELSE b.settlement_price END AS DOUBLE PRECISION) AS next_price
    FROM roll r
    LEFT JOIN derivative_detail_daily a ON a.derivative_detail_id = r.id AND a.trading_date = r.last_date
        AND a.session = 'day'
    LEFT JOIN derivative_detail_daily b ON b.derivative_detail_id = r.next_id AND b.trading_date = r.last_date
        AND b.session = 'day'),
later AS (
    SELECT id, contract,
        sum(CASE WHEN next_id IS NOT NULL AND (next_price IS NULL OR price IS NULL) THEN 1 ELSE 0 END)
            OVER (ORDER BY expire DESC ROWS UNBOUNDED PRECEDING) AS unknown,
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
traded_session AS (
    SELECT CASE CAST(:scale AS VARCHAR(5)) WHEN 'week' THEN CAST(date_trunc('week', h.trading_date) AS DATE)
            WHEN 'month' THEN CAST(date_trunc('month', h.trading_date) AS DATE) ELSE h.trading_date END AS candle,
        h.trading_date, h.session, a.contract, a.added, a.factor, h.volume, h.open_interest,
        h.price_open * a.factor + a.added AS price_open, h.price_high * a.factor + a.added AS price_high,
        h.price_low * a.factor + a.added AS price_low, h.price_close * a.factor + a.added AS price_close,
        h.settlement_price * a.factor + a.added AS settlement_price
    FROM held l
    JOIN adjusted a ON a.id = l.id
    JOIN derivative_detail_daily h ON h.derivative_detail_id = l.id AND h.trading_date = l.trading_date
    WHERE (CAST(:session AS VARCHAR(5)) = 'all' OR h.session = CAST(:session AS VARCHAR(5)))
        AND (CAST(:from AS DATE) IS NULL OR h.trading_date >= CAST(:from AS DATE))),
-- The night comes before the day of its trading date: in the order of the words backwards.
placed AS (
    SELECT candle, trading_date, contract, added, factor, volume, open_interest, price_open, price_high, price_low,
        price_close, settlement_price,
        row_number() OVER (PARTITION BY candle ORDER BY CASE WHEN price_open IS NULL THEN 1 ELSE 0 END, trading_date,
            session DESC) AS from_first,
        row_number() OVER (PARTITION BY candle ORDER BY CASE WHEN price_close IS NULL THEN 1 ELSE 0 END,
            trading_date DESC, session) AS from_last,
        row_number() OVER (PARTITION BY candle ORDER BY trading_date DESC, session) AS from_end
    FROM traded_session)
SELECT min(trading_date) AS first_date, max(trading_date) AS last_date,
    max(CASE WHEN from_end = 1 THEN contract END) AS contract,
    CAST(max(CASE WHEN from_first = 1 THEN price_open END) AS NUMERIC(18,6)) AS price_open,
    CAST(max(price_high) AS NUMERIC(18,6)) AS price_high, CAST(min(price_low) AS NUMERIC(18,6)) AS price_low,
    CAST(max(CASE WHEN from_last = 1 THEN price_close END) AS NUMERIC(18,6)) AS price_close,
    CAST(max(CASE WHEN from_end = 1 THEN settlement_price END) AS NUMERIC(18,6)) AS settlement_price,
    CAST(sum(volume) AS BIGINT) AS volume, max(CASE WHEN from_end = 1 THEN open_interest END) AS open_interest,
    count(DISTINCT trading_date) AS days, CAST(max(CASE WHEN from_end = 1 THEN added END) AS NUMERIC(18,6)) AS added,
    CAST(max(CASE WHEN from_end = 1 THEN factor END) AS NUMERIC(18,8)) AS factor
FROM placed
GROUP BY candle
ORDER BY candle
