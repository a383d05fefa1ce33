-- Corporate actions of Taiwan beside Hong Kong's, and prices adjusted by them. The table is made anew: one day may have two
-- kinds of event, shares need fractions, and a dividend has none.
ALTER TABLE stock_corporate_action RENAME TO stock_corporate_action_before;

CREATE TABLE stock_corporate_action (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    kind VARCHAR(32) NOT NULL,
    previous_close NUMERIC(18,6),
    reference_price NUMERIC(18,6),
    cash_value NUMERIC(24,8),
    stock_value NUMERIC(24,8),
    old_shares NUMERIC(24,8),
    new_shares NUMERIC(24,8),
    note VARCHAR(400),
    load_id BIGINT NOT NULL
);

INSERT INTO stock_corporate_action (exchange_code, stock_code, trading_date, kind, old_shares, new_shares, note, load_id)
SELECT exchange_code, stock_code, trading_date, kind, old_shares, new_shares, note, load_id
FROM stock_corporate_action_before;

DROP TABLE stock_corporate_action_before;

CREATE TABLE corporate_action_listing (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    kind VARCHAR(32) NOT NULL,
    listed_on DATE NOT NULL,
    previous_close NUMERIC(18,6),
    reference_price NUMERIC(18,6),
    rights_reference_price NUMERIC(18,6),
    total_value NUMERIC(18,8),
    cash_value NUMERIC(18,8),
    stock_value NUMERIC(18,8),
    free_per_thousand NUMERIC(18,8),
    paid_per_thousand NUMERIC(18,8),
    kept_per_thousand NUMERIC(18,8),
    new_per_share NUMERIC(18,8),
    note VARCHAR(400),
    load_id BIGINT NOT NULL
);

-- Few rows, which loads make anew: a stock's history is cut at its events, and each part has one factor.
CREATE TABLE stock_adjustment (
    stock_code VARCHAR(16) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    price_factor DOUBLE PRECISION NOT NULL,
    share_factor DOUBLE PRECISION NOT NULL
);

-- Prices in terms of the newest loaded day of the stock. It goes by the code alone: a stock that moves from TPEx to TWSE
-- keeps its history.
CREATE VIEW stock_daily_adjusted AS
SELECT d.exchange_code, d.stock_code, d.trading_date,
    CAST(d.price_open * coalesce(a.price_factor, 1) AS NUMERIC(18,6)) AS price_open,
    CAST(d.price_high * coalesce(a.price_factor, 1) AS NUMERIC(18,6)) AS price_high,
    CAST(d.price_low * coalesce(a.price_factor, 1) AS NUMERIC(18,6)) AS price_low,
    CAST(d.price_close * coalesce(a.price_factor, 1) AS NUMERIC(18,6)) AS price_close,
    CAST(round(d.volume * coalesce(a.share_factor, 1)) AS BIGINT) AS volume,
    CAST(coalesce(a.price_factor, 1) AS NUMERIC(24,12)) AS factor
FROM stock_daily d
LEFT JOIN stock_adjustment a ON a.stock_code = d.stock_code AND a.valid_from <= d.trading_date
    AND a.valid_to > d.trading_date;
