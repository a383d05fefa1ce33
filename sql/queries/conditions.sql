-- title: Whether the dates of a dataset may be used
-- about: available: loaded, and nothing is known against it. degraded: loaded, but a check of its exactness warns, rows are
--     in quarantine, or a later file was refused. pending: not due yet, or waited for. missing: it should be there and is
--     not. closed: no trading. unpublished: before the publisher's first day, or after it was deleted there.
-- about: Days that the calendar of this warehouse does not hold are not shown unless something was loaded for them.
-- parameter: dataset text optional: the dataset, such as twse.bwibbu_d; all of them by default
-- parameter: from date optional: the first date; the first known one by default
-- parameter: to date optional: the last date; today by default
-- column: dataset: its id
-- column: partition_date: the date that its file is filed under
-- column: condition: available, degraded, pending, missing, closed or unpublished
-- column: reason: why; empty for available
-- column: changed_at: when that last changed, UTC
SELECT dataset, partition_date, condition, reason, changed_at
FROM dataset_condition
WHERE (CAST(:dataset AS VARCHAR(64)) IS NULL OR dataset = CAST(:dataset AS VARCHAR(64)))
    AND (CAST(:from AS DATE) IS NULL OR partition_date >= CAST(:from AS DATE))
    AND (CAST(:to AS DATE) IS NULL OR partition_date <= CAST(:to AS DATE))
ORDER BY partition_date, dataset
