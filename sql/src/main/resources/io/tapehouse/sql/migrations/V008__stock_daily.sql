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
