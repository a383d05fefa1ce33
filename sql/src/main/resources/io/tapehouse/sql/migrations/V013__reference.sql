-- Who the securities and companies of Taiwan are. stock and quoted_stock are made anew by loads, as far as a load changes them.

CREATE TABLE stock (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    name VARCHAR(100) NOT NULL,
    name_local VARCHAR(100),
    isin VARCHAR(12),
    security_type VARCHAR(64) NOT NULL,
    market VARCHAR(64),
    industry VARCHAR(64),
    listed_on DATE,
    source VARCHAR(10) NOT NULL
);

CREATE TABLE stock_listing (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    as_of DATE NOT NULL,
    name VARCHAR(100) NOT NULL,
    isin VARCHAR(12),
    security_type VARCHAR(64) NOT NULL,
    market VARCHAR(64),
    industry VARCHAR(64),
    listed_on DATE,
    cfi_code VARCHAR(6),
    note VARCHAR(200),
    load_id BIGINT NOT NULL
);

CREATE TABLE company (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    as_of DATE NOT NULL,
    name VARCHAR(200) NOT NULL,
    short_name VARCHAR(100) NOT NULL,
    english_name VARCHAR(100),
    country VARCHAR(2),
    issued_shares BIGINT,
    private_shares BIGINT,
    preferred_shares BIGINT,
    par_value NUMERIC(18,6),
    par_currency VARCHAR(16),
    paid_in_capital BIGINT,
    industry VARCHAR(16),
    industry_name VARCHAR(64),
    founded_on DATE,
    listed_on DATE,
    load_id BIGINT NOT NULL
);

CREATE TABLE quoted_stock (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    name VARCHAR(100) NOT NULL
);
