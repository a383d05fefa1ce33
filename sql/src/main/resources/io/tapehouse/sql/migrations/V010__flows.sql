-- What institutional investors bought and sold, and margin loans and short sales: declared daily tables of TWSE and TPEx.

CREATE TABLE stock_institutional (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    foreign_buy BIGINT,
    foreign_sell BIGINT,
    foreign_net BIGINT,
    foreign_dealer_buy BIGINT,
    foreign_dealer_sell BIGINT,
    foreign_dealer_net BIGINT,
    trust_buy BIGINT NOT NULL,
    trust_sell BIGINT NOT NULL,
    trust_net BIGINT NOT NULL,
    dealer_net BIGINT NOT NULL,
    dealer_self_buy BIGINT,
    dealer_self_sell BIGINT,
    dealer_self_net BIGINT,
    dealer_hedge_buy BIGINT,
    dealer_hedge_sell BIGINT,
    dealer_hedge_net BIGINT,
    dealer_buy BIGINT,
    dealer_sell BIGINT,
    total_net BIGINT NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE market_institutional (
    exchange_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    investor VARCHAR(16) NOT NULL,
    buy_value BIGINT NOT NULL,
    sell_value BIGINT NOT NULL,
    net_value BIGINT NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE stock_margin (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    margin_buy BIGINT NOT NULL,
    margin_sell BIGINT NOT NULL,
    margin_repayment BIGINT NOT NULL,
    margin_previous BIGINT NOT NULL,
    margin_balance BIGINT NOT NULL,
    margin_limit BIGINT,
    short_buy BIGINT NOT NULL,
    short_sell BIGINT NOT NULL,
    short_repayment BIGINT NOT NULL,
    short_previous BIGINT NOT NULL,
    short_balance BIGINT NOT NULL,
    short_limit BIGINT,
    offset_lots BIGINT NOT NULL,
    note VARCHAR(40),
    load_id BIGINT NOT NULL
);

CREATE TABLE market_margin (
    exchange_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    item VARCHAR(16) NOT NULL,
    buy BIGINT NOT NULL,
    sell BIGINT NOT NULL,
    repayment BIGINT NOT NULL,
    previous BIGINT NOT NULL,
    balance BIGINT NOT NULL,
    load_id BIGINT NOT NULL
);
