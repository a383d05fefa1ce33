-- Quotes of Taiwan: securities, closes of indices, turnover and breadth of the market.

CREATE TABLE stock_daily (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    price_open NUMERIC(18,6),
    price_high NUMERIC(18,6),
    price_low NUMERIC(18,6),
    price_close NUMERIC(18,6),
    price_change NUMERIC(18,6),
    reference_reset BOOLEAN NOT NULL,
    volume BIGINT NOT NULL,
    value BIGINT NOT NULL,
    trades BIGINT NOT NULL,
    bid_price NUMERIC(18,6),
    bid_volume BIGINT,
    ask_price NUMERIC(18,6),
    ask_volume BIGINT,
    load_id BIGINT NOT NULL
);

CREATE TABLE index_close_daily (
    index_id INTEGER NOT NULL,
    trading_date DATE NOT NULL,
    price_close NUMERIC(18,6),
    price_change NUMERIC(18,6),
    percent_change NUMERIC(18,6),
    load_id BIGINT NOT NULL
);

CREATE TABLE market_daily (
    exchange_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    category VARCHAR(32) NOT NULL,
    value BIGINT NOT NULL,
    volume BIGINT NOT NULL,
    trades BIGINT NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE market_breadth (
    exchange_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    scope VARCHAR(16) NOT NULL,
    advances BIGINT NOT NULL,
    limit_up BIGINT NOT NULL,
    declines BIGINT NOT NULL,
    limit_down BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    untraded BIGINT,
    incomparable BIGINT,
    load_id BIGINT NOT NULL
);
