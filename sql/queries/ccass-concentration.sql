-- title: How concentrated the holders of a stock are: top 5, top 10, Herfindahl index, top 5 brokers
-- about: Each figure names its denominator: all shares in CCASS by that day's summary, the issued shares of that
--     day's page, the shares of all whom the page names, or all shares in CCASS less those of A00005 (ChinaClear Hong
--     Kong).
-- about: Only loaded days are days: of a day without a page nothing is known, so it has no row, and no zero.
-- about: All figures are shares of a whole on one day, which corporate actions do not change; none is applied.
-- parameter: stock stock required: the stock, such as 09868
-- parameter: from date optional: the first day; the last loaded one up to the end alone by default
-- parameter: to date optional: the last day; the last loaded one by default
-- column: trading_date: a loaded day
-- column: named_holders: whom the page names
-- column: issued_shares: by the page; empty where it has none
-- column: ccass_total: all shares in CCASS, non-consenting investors included
-- column: named_shares: of all whom the page names
-- column: a00005_shares: of A00005, ChinaClear Hong Kong
-- column: top5_percent_of_ccass_total: the five largest holders
-- column: top10_percent_of_ccass_total: the ten largest holders
-- column: top5_percent_of_issued: the five largest holders
-- column: top10_percent_of_issued: the ten largest holders
-- column: herfindahl_of_named_shares: the squares of each holder's part of named_shares, added up: 1 is one holder
-- column: broker_top5_percent_of_total_less_a00005: the five largest of kind broker, of ccass_total less
--     a00005_shares
WITH span AS (
    SELECT max(trading_date) AS last_day
    FROM ccass_summary
    WHERE stock_code = CAST(:stock AS VARCHAR(5))
        AND (CAST(:to AS DATE) IS NULL OR trading_date <= CAST(:to AS DATE))),
day AS (
    SELECT s.trading_date, s.issued_shares, s.total_shareholding
    FROM ccass_summary s
    JOIN span x ON s.trading_date <= x.last_day AND s.trading_date >= coalesce(CAST(:from AS DATE), x.last_day)
    WHERE s.stock_code = CAST(:stock AS VARCHAR(5))),
held AS (
    SELECT participant_id, valid_from, coalesce(valid_to, DATE '9999-12-31') AS valid_until, shareholding
    FROM ccass_holding
    WHERE stock_code = CAST(:stock AS VARCHAR(5))),
holder AS (
    SELECT d.trading_date, h.participant_id, h.shareholding, p.kind,
        row_number() OVER (PARTITION BY d.trading_date ORDER BY h.shareholding DESC, h.participant_id) AS position,
        sum(CASE WHEN p.kind = 'broker' THEN 1 ELSE 0 END) OVER (PARTITION BY d.trading_date
            ORDER BY h.shareholding DESC, h.participant_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
                AS brokers
    FROM day d
    JOIN held h ON h.valid_from <= d.trading_date AND h.valid_until > d.trading_date
    JOIN ccass_participant p ON p.id = h.participant_id),
figure AS (
    SELECT trading_date, count(*) AS holders, CAST(sum(shareholding) AS BIGINT) AS named,
        CAST(sum(CASE WHEN position <= 5 THEN shareholding ELSE 0 END) AS BIGINT) AS top5,
        CAST(sum(CASE WHEN position <= 10 THEN shareholding ELSE 0 END) AS BIGINT) AS top10,
        CAST(sum(CASE WHEN kind = 'broker' AND brokers <= 5 THEN shareholding ELSE 0 END) AS BIGINT) AS broker5,
        CAST(sum(CASE WHEN participant_id = 'A00005' THEN shareholding ELSE 0 END) AS BIGINT) AS a00005,
        sum(CAST(shareholding AS DOUBLE PRECISION) * shareholding) AS squares
    FROM holder
    GROUP BY trading_date),
whole AS (
    SELECT d.trading_date, d.issued_shares, d.total_shareholding, coalesce(f.holders, 0) AS holders,
        coalesce(f.named, 0) AS named, coalesce(f.top5, 0) AS top5, coalesce(f.top10, 0) AS top10,
        coalesce(f.broker5, 0) AS broker5, coalesce(f.a00005, 0) AS a00005,
        d.total_shareholding - coalesce(f.a00005, 0) AS less_a00005, f.squares
    FROM day d
    LEFT JOIN figure f ON f.trading_date = d.trading_date)
SELECT trading_date, holders AS named_holders, issued_shares, total_shareholding AS ccass_total, named
    AS named_shares,
    a00005 AS a00005_shares,
    CAST(floor(1000000 * CAST(top5 AS DOUBLE PRECISION) / nullif(total_shareholding, 0) + 0.5) / 10000 AS NUMERIC(18,4))
        AS top5_percent_of_ccass_total,
    CAST(floor(1000000 * CAST(top10 AS DOUBLE PRECISION) / nullif(total_shareholding, 0) + 0.5) / 10000 AS NUMERIC(18,4))
        AS top10_percent_of_ccass_total,
    CAST(floor(1000000 * CAST(top5 AS DOUBLE PRECISION) / nullif(issued_shares, 0) + 0.5) / 10000 AS NUMERIC(18,4))
        AS top5_percent_of_issued,
    CAST(floor(1000000 * CAST(top10 AS DOUBLE PRECISION) / nullif(issued_shares, 0) + 0.5) / 10000 AS NUMERIC(18,4))
        AS top10_percent_of_issued,
    CAST(squares / (CAST(nullif(named, 0) AS DOUBLE PRECISION) * named) AS NUMERIC(9,6))
        AS herfindahl_of_named_shares,
    CAST(floor(1000000 * CAST(broker5 AS DOUBLE PRECISION) / nullif(less_a00005, 0) + 0.5) / 10000 AS NUMERIC(18,4))
        AS broker_top5_percent_of_total_less_a00005
FROM whole
ORDER BY trading_date
