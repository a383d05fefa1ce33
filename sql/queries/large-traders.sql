-- title: How much of the open interest the largest traders of a future or option have
-- about: TAIFEX's own figures. TX counts MTX and TMF in lots of TX. Percentages are of the open interest of the whole
--     market in the same row, and empty where there is none.
-- parameter: product text = TX: the publisher's code: TX, TXO; of products on stocks two letters alone
-- parameter: expire text = all: all: all contracts; weeklies: all weekly ones; near: the nearest month; or that
--     month, 202302
-- parameter: traders text(top|institutional) = top: the largest of all traders, or those among them that are
--     institutions
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: trading_date: the trading date
-- column: option_type: P puts, C calls, - futures
-- column: expire: the publisher's text
-- column: open_interest: lots of the whole market
-- column: top5_long_percent: of the five largest long positions
-- column: top5_short_percent: of the five largest short positions
-- column: top10_long_percent: of the ten largest long positions
-- column: top10_short_percent: of the ten largest short positions
-- column: top10_net: lots of the ten largest long less those of the ten largest short positions
-- column: top10_net_change: against the loaded trading date before
WITH chosen AS (
    SELECT trading_date, option_type, expire, open_interest, top5_long, top5_short, top10_long, top10_short,
        top10_long - top10_short AS net
    FROM derivative_large_trader
    WHERE product = CAST(:product AS VARCHAR(16)) AND trader_type = CAST(:traders AS VARCHAR(16))
        AND (expire = CAST(:expire AS VARCHAR(8))
            OR (CAST(:expire AS VARCHAR(8)) = 'near' AND expire NOT IN ('all', 'weeklies')))),
compared AS (
    SELECT trading_date, option_type, expire, open_interest, top5_long, top5_short, top10_long, top10_short, net,
        net - lag(net) OVER (PARTITION BY option_type ORDER BY trading_date) AS change
    FROM chosen)
SELECT trading_date, option_type, expire, open_interest,
    CAST(100 * CAST(top5_long AS DOUBLE PRECISION) / nullif(open_interest, 0) AS NUMERIC(18,4)) AS top5_long_percent,
    CAST(100 * CAST(top5_short AS DOUBLE PRECISION) / nullif(open_interest, 0) AS NUMERIC(18,4)) AS top5_short_percent,
    CAST(100 * CAST(top10_long AS DOUBLE PRECISION) / nullif(open_interest, 0) AS NUMERIC(18,4)) AS top10_long_percent,
    CAST(100 * CAST(top10_short AS DOUBLE PRECISION) / nullif(open_interest, 0) AS NUMERIC(18,4))
        AS top10_short_percent,
    net AS top10_net, change AS top10_net_change
FROM compared
WHERE (CAST(:from AS DATE) IS NULL OR trading_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))
ORDER BY trading_date, option_type
