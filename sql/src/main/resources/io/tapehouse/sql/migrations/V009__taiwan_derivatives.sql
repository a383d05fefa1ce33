-- TAIFEX's daily figures: contracts and spreads by session, institutional investors, large traders.

CREATE TABLE derivative_detail_daily (
    derivative_detail_id INTEGER NOT NULL,
    trading_date DATE NOT NULL,
    session VARCHAR(5) NOT NULL,
    price_open NUMERIC(18,6),
    price_high NUMERIC(18,6),
    price_low NUMERIC(18,6),
    price_close NUMERIC(18,6),
    price_change NUMERIC(18,6),
    percent_change NUMERIC(18,6),
    volume BIGINT NOT NULL,
    settlement_price NUMERIC(18,6),
    open_interest BIGINT,
    bid_price NUMERIC(18,6),
    ask_price NUMERIC(18,6),
    contract_high NUMERIC(18,6),
    contract_low NUMERIC(18,6),
    load_id BIGINT NOT NULL
);

CREATE TABLE derivative_spread_daily (
    derivative_spread_id INTEGER NOT NULL,
    trading_date DATE NOT NULL,
    session VARCHAR(5) NOT NULL,
    price_open NUMERIC(18,6),
    price_high NUMERIC(18,6),
    price_low NUMERIC(18,6),
    price_close NUMERIC(18,6),
    price_change NUMERIC(18,6),
    percent_change NUMERIC(18,6),
    volume BIGINT NOT NULL,
    settlement_price NUMERIC(18,6),
    open_interest BIGINT,
    bid_price NUMERIC(18,6),
    ask_price NUMERIC(18,6),
    contract_high NUMERIC(18,6),
    contract_low NUMERIC(18,6),
    load_id BIGINT NOT NULL
);

CREATE TABLE derivative_position (
    derivative_id INTEGER NOT NULL,
    option_type VARCHAR(1) NOT NULL,
    trading_date DATE NOT NULL,
    investor VARCHAR(16) NOT NULL,
    long_volume BIGINT NOT NULL,
    long_value BIGINT NOT NULL,
    short_volume BIGINT NOT NULL,
    short_value BIGINT NOT NULL,
    net_volume BIGINT NOT NULL,
    net_value BIGINT NOT NULL,
    long_open_interest BIGINT NOT NULL,
    long_open_interest_value BIGINT NOT NULL,
    short_open_interest BIGINT NOT NULL,
    short_open_interest_value BIGINT NOT NULL,
    net_open_interest BIGINT NOT NULL,
    net_open_interest_value BIGINT NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE derivative_large_trader (
    product VARCHAR(16) NOT NULL,
    option_type VARCHAR(1) NOT NULL,
    expire VARCHAR(8) NOT NULL,
    trading_date DATE NOT NULL,
    trader_type VARCHAR(16) NOT NULL,
    top5_long BIGINT,
    top5_short BIGINT,
    top10_long BIGINT,
    top10_short BIGINT,
    open_interest BIGINT,
    load_id BIGINT NOT NULL
);
