-- title: The contracts that a symbol means
-- about: A symbol is the contract as TAIFEX's files have it, TX 202307 or TXO 202307 17500 C, with or without slashes
--     and blanks; a product and a label, TX M+1; or the trading symbol: TXFG3, TXO17500G3.
-- about: Trading symbols: TXF, MXF, EXF and FXF stand for TX, MTX, TE and TF. The letter is the month, A to L of
--     futures and calls, M to X of puts. The digit is the last one of the year, so one symbol may mean contracts ten
--     years apart. Of options only those of TXO with a whole strike price are known, and no weekly contracts.
-- parameter: symbol text required: what to look for, such as TXFG3
-- parameter: date date optional: the trading date whose labels count; the last one with labels by default
-- column: contract: the contract, as it stands in derivative_detail
-- column: symbol: its trading symbol; empty where the rule is not known
-- column: product: code of the product
-- column: derivative_type: Futures or Options
-- column: expire: the publisher's text of the expiry
-- column: strike_price: of an option
-- column: option_type: P or C
-- column: month_label: M, M+1, M+2, Q+1, Q+2 or Q+3 on the date; empty for none
-- column: week_label: W or F on the date; empty for none
-- column: first_date: the first loaded trading date on which it was traded
-- column: last_date: the last one
WITH named AS (
    SELECT c.id, c.contract, d.name AS product, d.derivative_type, c.expire, c.strike_price, c.option_type,
        CASE d.name WHEN 'TX' THEN 'TXF' WHEN 'MTX' THEN 'MXF' WHEN 'TE' THEN 'EXF' WHEN 'TF' THEN 'FXF'
            ELSE d.name END AS root,
        CASE WHEN length(c.expire) = 6 THEN CAST(substring(c.expire, 5, 2) AS INTEGER) END AS month
    FROM derivative_detail c
    JOIN derivative d ON d.id = c.derivative_id),
traded AS (
    SELECT id, contract, product, derivative_type, expire, strike_price, option_type,
        CASE WHEN derivative_type = 'Futures' THEN root || substring('ABCDEFGHIJKL', month, 1)
            WHEN product = 'TXO' AND strike_price = floor(strike_price) THEN
                root || lpad(CAST(CAST(strike_price AS INTEGER) AS VARCHAR(9)), 5, '0')
                || substring(CASE option_type WHEN 'C' THEN 'ABCDEFGHIJKL' ELSE 'MNOPQRSTUVWX' END, month, 1) END
            || substring(expire, 4, 1) AS symbol
    FROM named),
labelled AS (
    SELECT l.derivative_detail_id, max(CASE WHEN l.label NOT IN ('W', 'F') THEN l.label END) AS month_label,
        max(CASE WHEN l.label IN ('W', 'F') THEN l.label END) AS week_label
    FROM contract_label l
    JOIN (SELECT max(trading_date) AS trading_date
        FROM contract_label
        WHERE CAST(:date AS DATE) IS NULL OR trading_date <= CAST(:date AS DATE)) x ON x.trading_date = l.trading_date
    GROUP BY l.derivative_detail_id),
asked AS (
    SELECT upper(replace(replace(CAST(:symbol AS VARCHAR(40)), ' ', ''), '/', '')) AS symbol),
found AS (
    SELECT t.id, t.contract, t.symbol, t.product, t.derivative_type, t.expire, t.strike_price, t.option_type,
        l.month_label, l.week_label
    FROM traded t
    LEFT JOIN labelled l ON l.derivative_detail_id = t.id
    JOIN asked a ON a.symbol = t.symbol OR a.symbol = replace(t.contract, '/', '')
        OR a.symbol = t.product || l.month_label OR a.symbol = t.product || l.week_label),
day AS (
    SELECT derivative_detail_id, trading_date FROM derivative_detail_history WHERE scale = 60
    UNION ALL
    SELECT derivative_detail_id, trading_date FROM derivative_detail_daily WHERE volume > 0),
span AS (
    SELECT d.derivative_detail_id, min(d.trading_date) AS first_date, max(d.trading_date) AS last_date
    FROM day d
    JOIN found f ON f.id = d.derivative_detail_id
    GROUP BY d.derivative_detail_id)
SELECT f.contract, f.symbol, f.product, f.derivative_type, f.expire, f.strike_price, f.option_type, f.month_label,
    f.week_label, s.first_date, s.last_date
FROM found f
LEFT JOIN span s ON s.derivative_detail_id = f.id
ORDER BY f.product, f.expire, f.strike_price, f.option_type
