-- title: Basis of a future against its index, by bar
-- about: The basis is the future's last trade in a bar less the index's last value in the same bar. Only bars in
--     which both have one are shown, so only the hours of the index.
-- about: The index is the one that the product refers to: TAIEX of TX.
-- parameter: product text = TX: code of the product
-- parameter: label text = M: label of the contract on each trading date: M, M+1, M+2, Q+1, Q+2, Q+3, W
-- parameter: scale integer>=1 = 5: minutes of a bar: 1, 5, 15, 30 or 60
-- parameter: from date optional: the first trading date; the first loaded one by default
-- parameter: to date optional: the last trading date; the last loaded one by default
-- column: trading_date: the trading date
-- column: local_time: start of the bar on the exchange's clock
-- column: datetime: the same in UTC
-- column: contract: the contract
-- column: price_close: of the contract, points
-- column: index_close: of the index, points
-- column: basis: price_close less index_close, points
-- column: basis_percent: the same in percent of index_close
-- column: volume: lots of the contract
SELECT h.trading_date, convert_timezone('UTC', e.time_zone, h.datetime) AS local_time, h.datetime, c.contract,
    h.price_close, i.price_close AS index_close, h.price_close - i.price_close AS basis,
    CAST(100 * CAST(h.price_close - i.price_close AS DOUBLE PRECISION) / nullif(i.price_close, 0) AS NUMERIC(18,4))
        AS basis_percent,
    h.volume
FROM derivative d
JOIN exchange e ON e.code = d.exchange_code
JOIN derivative_detail c ON c.derivative_id = d.id
JOIN contract_label l ON l.derivative_detail_id = c.id
JOIN derivative_detail_history h ON h.derivative_detail_id = l.derivative_detail_id AND h.trading_date = l.trading_date
JOIN index_history i ON i.index_id = d.index_id AND i.trading_date = h.trading_date AND i.datetime = h.datetime
    AND i.scale = h.scale
WHERE d.name = CAST(:product AS VARCHAR(16)) AND d.derivative_type = 'Futures'
    AND l.label = CAST(:label AS VARCHAR(4)) AND h.scale = CAST(:scale AS INTEGER)
    AND (CAST(:from AS DATE) IS NULL OR h.trading_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR h.trading_date <= CAST(:to AS DATE))
ORDER BY h.datetime
