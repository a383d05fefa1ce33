-- title: How complete each dataset is against the trading calendar
-- about: Of dates that the calendar of this warehouse has, by the conditions that the query conditions lists date by
--     date. Dates that are closed, or that the publisher does not publish, are none that should be there; pending
--     ones are not due yet.
-- parameter: dataset text optional: the dataset, such as twse.bwibbu_d; all of them by default
-- parameter: from date optional: the first date; the first known one by default
-- parameter: to date optional: the last date; today by default
-- column: dataset: its id
-- column: first_date: the first date that is there
-- column: last_date: the last date that is there
-- column: available: dates that are loaded
-- column: degraded: dates that are loaded, with something known against them
-- column: pending: dates that are not due yet, or waited for
-- column: missing: dates that should be there and are not
-- column: closed: dates without trading
-- column: unpublished: dates before the publisher's first one, or that it has deleted
-- column: percent_complete: available and degraded dates in percent of these and the missing ones
-- column: first_missing: the first missing date
-- column: last_missing: the last missing date
WITH counted AS (
    SELECT dataset, min(CASE WHEN condition IN ('available', 'degraded') THEN partition_date END) AS first_date,
        max(CASE WHEN condition IN ('available', 'degraded') THEN partition_date END) AS last_date,
        sum(CASE WHEN condition = 'available' THEN 1 ELSE 0 END) AS available,
        sum(CASE WHEN condition = 'degraded' THEN 1 ELSE 0 END) AS degraded,
        sum(CASE WHEN condition = 'pending' THEN 1 ELSE 0 END) AS pending,
        sum(CASE WHEN condition = 'missing' THEN 1 ELSE 0 END) AS missing,
        sum(CASE WHEN condition = 'closed' THEN 1 ELSE 0 END) AS closed,
        sum(CASE WHEN condition = 'unpublished' THEN 1 ELSE 0 END) AS unpublished,
        min(CASE WHEN condition = 'missing' THEN partition_date END) AS first_missing,
        max(CASE WHEN condition = 'missing' THEN partition_date END) AS last_missing
    FROM dataset_condition
    WHERE (CAST(:dataset AS VARCHAR(64)) IS NULL OR dataset = CAST(:dataset AS VARCHAR(64)))
        AND (CAST(:from AS DATE) IS NULL OR partition_date >= CAST(:from AS DATE))
        AND (CAST(:to AS DATE) IS NULL OR partition_date <= CAST(:to AS DATE))
    GROUP BY dataset)
SELECT dataset, first_date, last_date, CAST(available AS BIGINT) AS available, CAST(degraded AS BIGINT) AS degraded,
    CAST(pending AS BIGINT) AS pending, CAST(missing AS BIGINT) AS missing, CAST(closed AS BIGINT) AS closed,
    CAST(unpublished AS BIGINT) AS unpublished,
    CAST(100 * CAST(available + degraded AS DOUBLE PRECISION) / nullif(available + degraded + missing, 0)
        AS NUMERIC(18,2)) AS percent_complete,
    first_missing, last_missing
FROM counted
ORDER BY dataset
