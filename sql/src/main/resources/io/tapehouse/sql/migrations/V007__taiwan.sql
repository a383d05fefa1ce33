-- Declared daily tables of Taiwan: valuations, shareholdings by size, puts against calls.

CREATE TABLE stock_valuation (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    dividend_yield NUMERIC(18,6),
    dividend_year INTEGER,
    pe_ratio NUMERIC(18,6),
    pb_ratio NUMERIC(18,6),
    fiscal_quarter VARCHAR(6),
    load_id BIGINT NOT NULL
);

CREATE TABLE stock_shareholding (
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    level INTEGER NOT NULL,
    holders BIGINT NOT NULL,
    shares BIGINT NOT NULL,
    percent NUMERIC(18,6) NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE put_call_ratio (
    trading_date DATE NOT NULL,
    put_volume BIGINT NOT NULL,
    call_volume BIGINT NOT NULL,
    volume_ratio NUMERIC(18,6),
    put_open_interest BIGINT NOT NULL,
    call_open_interest BIGINT NOT NULL,
    open_interest_ratio NUMERIC(18,6),
    load_id BIGINT NOT NULL
);
