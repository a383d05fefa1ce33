-- The range of dates that a list of events covers: an event of it that a newer list lacks was withdrawn.
ALTER TABLE corporate_action_listing RENAME TO corporate_action_listing_before;

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
    range_from DATE,
    range_to DATE,
    load_id BIGINT NOT NULL
);

INSERT INTO corporate_action_listing (exchange_code, stock_code, trading_date, kind, listed_on, previous_close, reference_price, rights_reference_price, total_value,
    cash_value, stock_value, free_per_thousand, paid_per_thousand, kept_per_thousand, new_per_share, note, load_id)
SELECT exchange_code, stock_code, trading_date, kind, listed_on, previous_close, reference_price, rights_reference_price, total_value,
    cash_value, stock_value, free_per_thousand, paid_per_thousand, kept_per_thousand, new_per_share, note, load_id
FROM corporate_action_listing_before;

DROP TABLE corporate_action_listing_before;
