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

-- A list of what is now, such as that of all securities, is expected once a week too.
DROP VIEW dataset_condition;

CREATE VIEW dataset_condition AS
WITH calendar AS (
    SELECT d.dataset, c.date AS partition_date, d.period, c.is_open, c.settlement_only, c.note, c.known_from,
        d.published_since, CASE WHEN d.period <> 'snapshot' THEN d.kept_trading_days END AS kept_trading_days,
        CAST(CAST(c.date + d.due_days_after AS VARCHAR(10)) || ' ' || d.due AS TIMESTAMP) AS due_at,
        CAST(CAST(c.date + d.deadline_days_after AS VARCHAR(10)) || ' ' || d.deadline AS TIMESTAMP) AS deadline_at,
        convert_timezone('UTC', e.time_zone, getdate()) AS now_at, e.time_zone
    FROM dataset d
    JOIN exchange e ON e.code = d.exchange_code
    JOIN trading_calendar c ON c.exchange_code = d.exchange_code
    WHERE d.role = 'facts' AND d.period IN ('day', 'week', 'snapshot')),
-- The file of a week bears its last trading day. Open days are counted back from today, as publishers count what they keep.
expected AS (
    SELECT c.*,
        max(CASE WHEN is_open THEN partition_date END)
            OVER (PARTITION BY dataset, date_trunc('week', partition_date)) AS last_of_week,
        sum(CASE WHEN is_open AND partition_date <= CAST(now_at AS DATE) THEN 1 ELSE 0 END)
            OVER (PARTITION BY dataset ORDER BY partition_date DESC ROWS UNBOUNDED PRECEDING) AS open_days_since
    FROM calendar c),
-- A list of what is now bears the date on which it was made: any from the Monday of the week on to the week behind is the one of
-- the week. Of weeks before the first that was loaded none can be had any more.
collected AS (
    SELECT dataset, min(partition_date) AS first_date
    FROM load_ledger
    GROUP BY dataset),
answered AS (
    SELECT DISTINCT e.dataset, e.partition_date
    FROM expected e
    JOIN load_ledger l ON l.dataset = e.dataset AND l.partition_date >= CAST(date_trunc('week', e.partition_date) AS DATE)
        AND l.partition_date <= e.partition_date + 6
    WHERE e.period = 'snapshot' AND e.partition_date = e.last_of_week),
day AS (
    SELECT e.*
    FROM expected e
    LEFT JOIN collected c ON c.dataset = e.dataset
    LEFT JOIN answered a ON a.dataset = e.dataset AND a.partition_date = e.partition_date
    WHERE e.partition_date <= CAST(e.now_at AS DATE) AND (e.period = 'day' OR e.partition_date = e.last_of_week)
        AND (e.period <> 'snapshot' OR (e.partition_date > c.first_date AND a.dataset IS NULL))),
-- A load that gave way to another dataset, which has precedence in the table, was good all the same.
good AS (
    SELECT l.*
    FROM load_ledger l
    LEFT JOIN load_ledger b ON b.load_id = l.superseded_by
    WHERE l.status = 'committed' OR (l.status = 'superseded' AND b.dataset <> l.dataset)),
-- A table that was refused after it had been loaded keeps the rows that it had.
loaded AS (
    SELECT l.dataset, l.partition_date, l.table_name, max(g.load_id) AS committed,
        max(CASE WHEN l.status IN ('refused', 'suspect_empty') THEN l.load_id END) AS refused
    FROM load_ledger l
    LEFT JOIN good g ON g.load_id = l.load_id
    GROUP BY l.dataset, l.partition_date, l.table_name),
state AS (
    SELECT dataset, partition_date, max(committed) AS committed,
        max(CASE WHEN refused > coalesce(committed, 0) THEN refused END) AS refused
    FROM loaded
    GROUP BY dataset, partition_date),
refusal AS (
    SELECT l.load_id, max(c.checked_at) AS changed_at,
        min(c.check_name || coalesce(': expected ' || c.expected, '') || coalesce(': found ' || c.found, '')) AS reason
    FROM load_ledger l
    JOIN check_result c ON c.attempt_id = l.attempt_id AND c.table_name = l.table_name
        AND c.partition_date = l.partition_date
    WHERE l.status IN ('refused', 'suspect_empty') AND c.status = 'failed' AND c.severity = 'blocking'
    GROUP BY l.load_id),
rows_of AS (
    SELECT dataset, partition_date, max(committed_at) AS changed_at, sum(rows_quarantined) AS quarantined
    FROM good
    GROUP BY dataset, partition_date),
warned AS (
    SELECT l.dataset, l.partition_date, count(*) AS warnings, min(c.check_name) AS first_check
    FROM good l
    JOIN check_result c ON c.attempt_id = l.attempt_id AND c.table_name = l.table_name
        AND c.partition_date = l.partition_date
    WHERE c.status = 'failed' AND c.severity = 'warning'
    GROUP BY l.dataset, l.partition_date),
found AS (
    SELECT coalesce(d.dataset, s.dataset) AS dataset, coalesce(d.partition_date, s.partition_date) AS partition_date,
        d.is_open, d.settlement_only, d.note, d.known_from, d.published_since, d.kept_trading_days, d.open_days_since,
        d.due_at, d.deadline_at, d.now_at, d.time_zone, s.committed, s.refused, r.reason,
        r.changed_at AS refused_at, l.changed_at AS committed_at, l.quarantined, w.warnings, w.first_check,
        CASE
            WHEN s.committed IS NOT NULL AND (s.refused IS NOT NULL OR l.quarantined > 0 OR w.warnings > 0) THEN 'degraded'
            WHEN s.committed IS NOT NULL THEN 'available'
            WHEN NOT d.is_open THEN 'closed'
            WHEN d.partition_date < d.published_since THEN 'unpublished'
            WHEN s.refused IS NOT NULL THEN 'missing'
            WHEN d.open_days_since > d.kept_trading_days THEN 'unpublished'
            WHEN d.now_at < d.deadline_at THEN 'pending'
            ELSE 'missing' END AS condition
    FROM day d
    FULL JOIN state s ON s.dataset = d.dataset AND s.partition_date = d.partition_date
    LEFT JOIN refusal r ON r.load_id = s.refused
    LEFT JOIN rows_of l ON l.dataset = s.dataset AND l.partition_date = s.partition_date
    LEFT JOIN warned w ON w.dataset = s.dataset AND w.partition_date = s.partition_date)
SELECT dataset, partition_date, condition,
    CASE condition
        WHEN 'degraded' THEN CASE
            WHEN refused IS NOT NULL THEN 'a later file was refused: ' || coalesce(reason, 'see check_result')
            WHEN quarantined > 0 THEN CAST(quarantined AS VARCHAR(20)) || ' rows in quarantine'
            ELSE CAST(warnings AS VARCHAR(20)) || ' checks warn, such as ' || first_check END
        WHEN 'closed' THEN coalesce(note, CASE WHEN settlement_only THEN 'settlement alone' ELSE 'no trading' END)
        WHEN 'unpublished' THEN CASE
            WHEN partition_date < published_since
                THEN 'before the first day that is published, ' || CAST(published_since AS VARCHAR(10))
            ELSE 'the publisher keeps ' || CAST(kept_trading_days AS VARCHAR(10)) || ' trading days' END
        WHEN 'pending' THEN CASE
            WHEN now_at < due_at THEN 'due at ' ELSE 'waited for since ' END || left(CAST(due_at AS VARCHAR(32)), 16) || ' ' || time_zone
        WHEN 'missing' THEN coalesce(reason, 'nothing was loaded') END AS reason,
    CASE condition
        WHEN 'available' THEN committed_at
        WHEN 'degraded' THEN CASE WHEN refused_at > committed_at THEN refused_at ELSE committed_at END
        WHEN 'closed' THEN known_from
        WHEN 'missing' THEN coalesce(refused_at, convert_timezone(time_zone, 'UTC', deadline_at))
        WHEN 'pending' THEN CASE WHEN now_at >= due_at THEN convert_timezone(time_zone, 'UTC', due_at) END END AS changed_at
FROM found;
