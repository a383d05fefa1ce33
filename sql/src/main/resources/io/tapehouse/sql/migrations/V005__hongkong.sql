-- Hong Kong: shareholdings in CCASS. A holding is an interval of the days that were loaded of its stock, and ccass_summary
-- says which days those are: a day without a row there is a gap, of which nothing is known.

CREATE TABLE ccass_participant (
    id VARCHAR(12) NOT NULL,
    code VARCHAR(6),
    kind VARCHAR(20) NOT NULL,
    name VARCHAR(400) NOT NULL,
    name_local VARCHAR(400),
    PRIMARY KEY (id)
);

CREATE TABLE ccass_summary (
    stock_code VARCHAR(5) NOT NULL,
    trading_date DATE NOT NULL,
    stock_name VARCHAR(200),
    language VARCHAR(2) NOT NULL,
    issued_shares BIGINT,
    intermediary_shareholding BIGINT NOT NULL,
    intermediary_participants INTEGER NOT NULL,
    consenting_shareholding BIGINT NOT NULL,
    consenting_participants INTEGER NOT NULL,
    non_consenting_shareholding BIGINT NOT NULL,
    non_consenting_participants INTEGER NOT NULL,
    total_shareholding BIGINT NOT NULL,
    total_participants INTEGER NOT NULL,
    percent_published BOOLEAN NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE ccass_holding (
    stock_code VARCHAR(5) NOT NULL,
    participant_id VARCHAR(12) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    shareholding BIGINT NOT NULL
);

CREATE TABLE ccass_percent (
    stock_code VARCHAR(5) NOT NULL,
    trading_date DATE NOT NULL,
    participant_id VARCHAR(12) NOT NULL,
    percent NUMERIC(9,2),
    load_id BIGINT NOT NULL
);

CREATE TABLE ccass_participant_name (
    participant_id VARCHAR(12) NOT NULL,
    trading_date DATE NOT NULL,
    language VARCHAR(2) NOT NULL,
    code VARCHAR(6),
    kind VARCHAR(20) NOT NULL,
    name VARCHAR(400) NOT NULL,
    address VARCHAR(1000),
    load_id BIGINT NOT NULL
);

CREATE TABLE ccass_stock_list (
    stock_code VARCHAR(5) NOT NULL,
    trading_date DATE NOT NULL,
    stock_name VARCHAR(400) NOT NULL,
    load_id BIGINT NOT NULL
);

CREATE TABLE stock_corporate_action (
    exchange_code VARCHAR(16) NOT NULL,
    stock_code VARCHAR(16) NOT NULL,
    trading_date DATE NOT NULL,
    kind VARCHAR(16) NOT NULL,
    old_shares BIGINT NOT NULL,
    new_shares BIGINT NOT NULL,
    note VARCHAR(400),
    load_id BIGINT NOT NULL
);

-- CCASS is no exchange, but it has days of its own: it is open on Saturdays.
INSERT INTO exchange (code, name, time_zone, mic) VALUES
    ('HKEX', 'Hong Kong Exchanges and Clearing', 'Asia/Hong_Kong', 'XHKG'),
    ('CCASS', 'Central Clearing and Settlement System of Hong Kong', 'Asia/Hong_Kong', NULL);

-- The holding of any stock on any day that was loaded, as its page printed it. HKEX cuts percentages off after two decimals
-- and does not round; whole numbers all the way, so that all engines do the same.
CREATE VIEW ccass_shareholding AS
SELECT s.trading_date, s.stock_code, p.code AS participant_code, coalesce(n.name, p.name) AS participant_name, h.shareholding,
    CASE WHEN e.stock_code IS NOT NULL THEN CAST(e."percent" AS NUMERIC(18,2))
        WHEN s.percent_published AND s.issued_shares > 0
            THEN CAST(CAST(round((10000 * h.shareholding - MOD(10000 * h.shareholding, s.issued_shares)) / s.issued_shares)
                AS NUMERIC(16,0)) * 0.01 AS NUMERIC(18,2)) END AS "percent",
    h.participant_id
FROM ccass_summary s
JOIN ccass_holding h ON h.stock_code = s.stock_code AND h.valid_from <= s.trading_date
    AND (h.valid_to IS NULL OR h.valid_to > s.trading_date)
JOIN ccass_participant p ON p.id = h.participant_id
LEFT JOIN ccass_participant_name n ON n.participant_id = h.participant_id AND n.trading_date = s.trading_date
    AND n."language" = s."language"
LEFT JOIN ccass_percent e ON e.stock_code = s.stock_code AND e.trading_date = s.trading_date
    AND e.participant_id = h.participant_id;

-- What a participant was called, and from when to when, as far as pages were loaded.
CREATE VIEW ccass_participant_history AS
SELECT i.participant_id, p.code AS participant_code, i."language", i.name, min(i.trading_date) AS first_date,
    max(i.trading_date) AS last_date, count(*) AS days
FROM (SELECT participant_id, "language", name, trading_date,
        row_number() OVER (PARTITION BY participant_id, "language" ORDER BY trading_date)
            - row_number() OVER (PARTITION BY participant_id, "language", name ORDER BY trading_date) AS island
    FROM ccass_participant_name) i
JOIN ccass_participant p ON p.id = i.participant_id
GROUP BY i.participant_id, p.code, i."language", i.name, i.island;

-- Days between the first and the last loaded page of a stock on which CCASS was open and of which there is no page, and
-- stocks of a day's list without one.
CREATE VIEW ccass_gap AS
SELECT k.stock_code, c.date AS trading_date
FROM (SELECT stock_code, min(trading_date) AS first_date, max(trading_date) AS last_date
    FROM ccass_summary GROUP BY stock_code) k
JOIN trading_calendar c ON c.exchange_code = 'CCASS' AND c.is_open AND c.date BETWEEN k.first_date AND k.last_date
LEFT JOIN ccass_summary s ON s.stock_code = k.stock_code AND s.trading_date = c.date
WHERE s.stock_code IS NULL
UNION
SELECT l.stock_code, l.trading_date
FROM ccass_stock_list l
LEFT JOIN ccass_summary s ON s.stock_code = l.stock_code AND s.trading_date = l.trading_date
WHERE s.stock_code IS NULL;
