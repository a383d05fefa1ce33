-- The tables. Types and constraints are those that DuckDB and Redshift both take; Redshift's physical clauses come from
-- the dictionary and are added for it alone. Facts have no keys: they are proved by queries inside the load transaction.

CREATE TABLE exchange (
    code VARCHAR(16) NOT NULL,
    name VARCHAR(100) NOT NULL,
    time_zone VARCHAR(40) NOT NULL,
    mic VARCHAR(4),
    PRIMARY KEY (code)
);

CREATE TABLE trading_calendar (
    exchange_code VARCHAR(16) NOT NULL,
    date DATE NOT NULL,
    is_open BOOLEAN NOT NULL,
    settlement_only BOOLEAN NOT NULL,
    source VARCHAR(10) NOT NULL,
    note VARCHAR(1000),
    known_from TIMESTAMP NOT NULL
);

CREATE TABLE index (
    id INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    market VARCHAR(8) NOT NULL,
    name_local VARCHAR(100),
    PRIMARY KEY (id)
);

CREATE TABLE derivative (
    id INTEGER NOT NULL,
    index_id INTEGER,
    underlying VARCHAR(100),
    name VARCHAR(16) NOT NULL,
    derivative_type VARCHAR(8) NOT NULL,
    exchange_code VARCHAR(16) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE derivative_detail (
    id INTEGER NOT NULL,
    derivative_id INTEGER NOT NULL,
    contract VARCHAR(40) NOT NULL,
    expire VARCHAR(8),
    strike_price NUMERIC(18,6),
    option_type VARCHAR(1),
    PRIMARY KEY (id)
);

CREATE TABLE derivative_spread (
    id INTEGER NOT NULL,
    derivative_id INTEGER NOT NULL,
    near_detail_id INTEGER NOT NULL,
    far_detail_id INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE contract_label (
    derivative_detail_id INTEGER NOT NULL,
    trading_date DATE NOT NULL,
    label VARCHAR(4) NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE index_history (
    index_id INTEGER NOT NULL,
    scale INTEGER NOT NULL,
    datetime TIMESTAMP NOT NULL,
    price_open NUMERIC(18,6) NOT NULL,
    price_high NUMERIC(18,6) NOT NULL,
    price_low NUMERIC(18,6) NOT NULL,
    price_close NUMERIC(18,6) NOT NULL,
    price_mean NUMERIC(18,6) NOT NULL,
    price_std DOUBLE PRECISION,
    trading_date DATE NOT NULL,
    session VARCHAR(5) NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE index_daily (
    index_id INTEGER NOT NULL,
    trading_date DATE NOT NULL,
    price_open NUMERIC(18,6) NOT NULL,
    price_high NUMERIC(18,6) NOT NULL,
    price_low NUMERIC(18,6) NOT NULL,
    price_close NUMERIC(18,6) NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE derivative_detail_history (
    derivative_detail_id INTEGER NOT NULL,
    scale INTEGER NOT NULL,
    datetime TIMESTAMP NOT NULL,
    price_open NUMERIC(18,6) NOT NULL,
    price_high NUMERIC(18,6) NOT NULL,
    price_low NUMERIC(18,6) NOT NULL,
    price_close NUMERIC(18,6) NOT NULL,
    price_mean NUMERIC(18,6) NOT NULL,
    price_vwap NUMERIC(18,6) NOT NULL,
    price_std DOUBLE PRECISION,
    volume BIGINT NOT NULL,
    trading_date DATE NOT NULL,
    session VARCHAR(5) NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE derivative_spread_history (
    derivative_spread_id INTEGER NOT NULL,
    scale INTEGER NOT NULL,
    datetime TIMESTAMP NOT NULL,
    price_open NUMERIC(18,6) NOT NULL,
    price_high NUMERIC(18,6) NOT NULL,
    price_low NUMERIC(18,6) NOT NULL,
    price_close NUMERIC(18,6) NOT NULL,
    price_mean NUMERIC(18,6) NOT NULL,
    price_vwap NUMERIC(18,6) NOT NULL,
    price_std DOUBLE PRECISION,
    volume BIGINT NOT NULL,
    trading_date DATE NOT NULL,
    session VARCHAR(5) NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE load_ledger (
    load_id BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    dataset VARCHAR(64) NOT NULL,
    partition_date DATE NOT NULL,
    file_version INTEGER NOT NULL,
    input_sha256 VARCHAR(64) NOT NULL,
    rules_version INTEGER NOT NULL,
    attempt_id VARCHAR(64) NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_loaded BIGINT NOT NULL,
    rows_quarantined BIGINT NOT NULL,
    rows_written BIGINT NOT NULL,
    status VARCHAR(16) NOT NULL,
    superseded_by BIGINT,
    committed_at TIMESTAMP
);

CREATE TABLE check_result (
    attempt_id VARCHAR(64) NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    partition_date DATE NOT NULL,
    check_name VARCHAR(64) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    severity VARCHAR(8) NOT NULL,
    status VARCHAR(13) NOT NULL,
    expected VARCHAR(1000),
    found VARCHAR(1000),
    checked_at TIMESTAMP NOT NULL
);

CREATE TABLE quarantine (
    dataset VARCHAR(64) NOT NULL,
    partition_date DATE NOT NULL,
    file_version INTEGER NOT NULL,
    file_name VARCHAR(200) NOT NULL,
    line_number BIGINT NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    raw VARCHAR(4000) NOT NULL,
    attempt_id VARCHAR(64) NOT NULL
);

