-- Pages of TWSE with details of one event: cash and shares, which its lists lack.
CREATE TABLE corporate_action_detail (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    event VARCHAR(32) NOT NULL,
    page_date DATE NOT NULL,
    listed_on DATE NOT NULL,
    halted_on DATE,
    cash_value NUMERIC(18,8),
    refund_value NUMERIC(18,8),
    free_per_thousand NUMERIC(18,8),
    paid_per_thousand NUMERIC(18,8),
    subscription_price NUMERIC(18,6),
    kept_per_thousand NUMERIC(18,8),
    load_id BIGINT NOT NULL
);
