-- title: What institutional investors bought and sold in money, and in shares of each stock
-- about: Both files count regular trades, odd lots, trades after the close and blocks (their notes), one in TWD for the market, the
--     other in shares for each stock. So the money lies between the shares at the lowest and at the highest price of the day, but for
--     blocks, whose prices may lie outside: 1 % more is allowed. Dealers' hedging is not compared: warrants are in it, and the
--     stocks' file leaves them out; nor are foreign dealers, for the same reason.
-- of: market_institutional
-- with: stock_institutional, stock_daily
-- severity: warning
-- expected: TWD between shares at the low and at the high of the day
WITH traded AS (
    SELECT c.load_id, m.investor, m.buy_value, m.sell_value, d.price_low, d.price_high,
        CASE m.investor WHEN 'foreign' THEN i.foreign_buy WHEN 'trust' THEN i.trust_buy ELSE i.dealer_self_buy END AS bought,
        CASE m.investor WHEN 'foreign' THEN i.foreign_sell WHEN 'trust' THEN i.trust_sell ELSE i.dealer_self_sell END AS sold
    FROM stage_compared_load c
    JOIN market_institutional m ON m.load_id = c.load_id AND m.trading_date = c.partition_date
    JOIN stock_institutional i ON i.exchange_code = m.exchange_code AND i.trading_date = m.trading_date
    JOIN stock_daily d ON d.exchange_code = i.exchange_code AND d.stock_code = i.stock_code
        AND d.trading_date = i.trading_date
    WHERE m.investor IN ('foreign', 'trust', 'dealer_self')),
side AS (
    SELECT load_id, investor || ' bought' AS what, buy_value AS value, sum(bought * price_low) AS least,
        sum(bought * price_high) AS most
    FROM traded
    GROUP BY load_id, investor, buy_value
    UNION ALL
    SELECT load_id, investor || ' sold', sell_value, sum(sold * price_low), sum(sold * price_high)
    FROM traded
    GROUP BY load_id, investor, sell_value)
SELECT load_id,
    CASE WHEN value < 0.99 * least OR value > 1.01 * most
        THEN what || ': ' || CAST(value AS VARCHAR) || ', shares are worth ' || CAST(CAST(least AS BIGINT) AS VARCHAR)
            || ' to ' || CAST(CAST(most AS BIGINT) AS VARCHAR) END AS example
FROM side
WHERE least IS NOT NULL
