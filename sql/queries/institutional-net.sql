-- title: What institutional investors bought less sold of each stock over some days, in percent of its issued shares
-- about: Issued shares are those of the newest list of companies up to the last day, else of the first one after it.
--     A security that is in no such list, as a fund, has no percentage and comes last.
-- about: Only loaded days are days: the last ones of each exchange up to the end. A stock that a day's list does not
--     name was not traded by them on it.
-- parameter: investor text(total|foreign|trust|dealer) = total: whose net; foreign is without foreign dealers
-- parameter: days integer>=1 = 5: over how many loaded days
-- parameter: to date optional: the last day; the last loaded one by default
-- parameter: top integer>=1 = 50: how many of the most bought and of the most sold are shown
-- column: exchange_code: the exchange
-- column: stock_code: the stock
-- column: name: its name on the last day; empty where no list has it
-- column: first_date: the first of the days
-- column: last_date: the last of the days
-- column: days: how many of the days the stock was traded by any of them
-- column: net_shares: bought less sold
-- column: issued_shares: of the list that is named by issued_as_of
-- column: issued_as_of: day of that list
-- column: percent_of_issued: net_shares in percent of issued_shares
WITH loaded AS (
    SELECT exchange_code, trading_date,
        row_number() OVER (PARTITION BY exchange_code ORDER BY trading_date DESC) AS back
    FROM (SELECT DISTINCT exchange_code, trading_date
        FROM stock_institutional
        WHERE CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE)) d),
span AS (
    SELECT exchange_code, min(trading_date) AS first_date, max(trading_date) AS last_date
    FROM loaded
    WHERE back <= CAST(:days AS BIGINT)
    GROUP BY exchange_code),
net AS (
    SELECT s.exchange_code, s.stock_code, p.first_date, p.last_date, count(*) AS days,
        sum(CASE CAST(:investor AS VARCHAR(8)) WHEN 'foreign' THEN s.foreign_net WHEN 'trust' THEN s.trust_net
            WHEN 'dealer' THEN s.dealer_net ELSE s.total_net END) AS net
    FROM stock_institutional s
    JOIN span p ON p.exchange_code = s.exchange_code AND s.trading_date >= p.first_date
        AND s.trading_date <= p.last_date
    GROUP BY s.exchange_code, s.stock_code, p.first_date, p.last_date),
issued AS (
    SELECT n.exchange_code, n.stock_code, c.issued_shares, c.as_of,
        row_number() OVER (PARTITION BY n.exchange_code, n.stock_code
            ORDER BY CASE WHEN c.as_of <= n.last_date THEN 0 ELSE 1 END,
                CASE WHEN c.as_of <= n.last_date THEN n.last_date - c.as_of ELSE c.as_of - n.last_date END) AS place
    FROM net n
    JOIN company c ON c.exchange_code = n.exchange_code AND c.stock_code = n.stock_code
    WHERE c.issued_shares > 0),
figure AS (
    SELECT n.exchange_code, n.stock_code, n.first_date, n.last_date, n.days, n.net, i.issued_shares, i.as_of,
        100 * CAST(n.net AS DOUBLE PRECISION) / i.issued_shares AS part
    FROM net n
    LEFT JOIN issued i ON i.exchange_code = n.exchange_code AND i.stock_code = n.stock_code AND i.place = 1),
ranked AS (
    SELECT exchange_code, stock_code, first_date, last_date, days, net, issued_shares, as_of, part,
        row_number() OVER (ORDER BY CASE WHEN part IS NULL THEN 1 ELSE 0 END, part DESC, net DESC, stock_code)
            AS most,
        row_number() OVER (ORDER BY CASE WHEN part IS NULL THEN 1 ELSE 0 END, part, net, stock_code) AS least
    FROM figure
    WHERE net <> 0)
SELECT r.exchange_code, r.stock_code, k.name, r.first_date, r.last_date, r.days, CAST(r.net AS BIGINT) AS net_shares,
    r.issued_shares, r.as_of AS issued_as_of, CAST(r.part AS NUMERIC(18,4)) AS percent_of_issued
FROM ranked r
LEFT JOIN stock k ON k.exchange_code = r.exchange_code AND k.stock_code = r.stock_code AND k.valid_from <= r.last_date
    AND (k.valid_to IS NULL OR k.valid_to > r.last_date)
WHERE r.most <= CAST(:top AS BIGINT) OR r.least <= CAST(:top AS BIGINT)
ORDER BY r.most
