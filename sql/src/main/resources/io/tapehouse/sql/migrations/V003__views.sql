-- The shapes that people ask for. local_time is when the bar starts on the clock of the exchange; all scales are there.

CREATE VIEW index_candle AS
SELECT i.name, i.market, i.name_local, h.scale, h.datetime,
    convert_timezone('UTC', e.time_zone, h.datetime) AS local_time,
    h.price_open, h.price_high, h.price_low, h.price_close, h.price_mean, h.price_std,
    h.trading_date, h.session
FROM index_history h
JOIN index i ON i.id = h.index_id
-- An index belongs to a market, not to an exchange: TWSE computes those of Taiwan.
LEFT JOIN exchange e ON e.code = CASE i.market WHEN 'TW' THEN 'TWSE' END;

CREATE VIEW derivative_candle AS
SELECT d.name AS product, d.derivative_type, d.underlying, c.contract, c.expire, c.strike_price, c.option_type,
    h.scale, h.datetime, convert_timezone('UTC', e.time_zone, h.datetime) AS local_time,
    h.price_open, h.price_high, h.price_low, h.price_close, h.price_mean, h.price_vwap, h.price_std, h.volume,
    h.trading_date, h.session
FROM derivative_detail_history h
JOIN derivative_detail c ON c.id = h.derivative_detail_id
JOIN derivative d ON d.id = c.derivative_id
JOIN exchange e ON e.code = d.exchange_code;

CREATE VIEW spread_candle AS
SELECT d.name AS product, near_leg.contract AS near_contract, far_leg.contract AS far_contract,
    h.scale, h.datetime, convert_timezone('UTC', e.time_zone, h.datetime) AS local_time,
    h.price_open, h.price_high, h.price_low, h.price_close, h.price_mean, h.price_vwap, h.price_std, h.volume,
    h.trading_date, h.session
FROM derivative_spread_history h
JOIN derivative_spread s ON s.id = h.derivative_spread_id
JOIN derivative_detail near_leg ON near_leg.id = s.near_detail_id
JOIN derivative_detail far_leg ON far_leg.id = s.far_detail_id
JOIN derivative d ON d.id = s.derivative_id
JOIN exchange e ON e.code = d.exchange_code;

-- One label names one history: WHERE product = 'TX' AND label = 'M'. A contract may bear several labels on a date (W and M
-- on the way to a settlement), so without a condition on label a bar appears once for each.
CREATE VIEW labelled_history AS
SELECT d.name AS product, l.label, convert_timezone('UTC', e.time_zone, h.datetime) AS local_time, h.datetime, h.scale,
    h.price_open, h.price_high, h.price_low, h.price_close, h.price_mean, h.price_vwap, h.price_std, h.volume,
    c.contract, h.trading_date, h.session
FROM derivative_detail_history h
JOIN contract_label l ON l.derivative_detail_id = h.derivative_detail_id AND l.trading_date = h.trading_date
JOIN derivative_detail c ON c.id = h.derivative_detail_id
JOIN derivative d ON d.id = c.derivative_id
JOIN exchange e ON e.code = d.exchange_code;
