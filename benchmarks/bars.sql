-- The same bars by one straight script: unzipped CSV in, five scales out. Run by Benchmark.java with ${csv} replaced.
SET threads = 2;
SET preserve_insertion_order = true;

CREATE TABLE minute_bar AS
WITH line AS (
    SELECT
        regexp_extract(filename, 'Daily_(\d{4}_\d\d_\d\d)', 1) AS trading_day,
        trim(product) AS product,
        trim(expire) AS expire,
        strptime(day || time, '%Y%m%d%H%M%S') AS local_time,
        CAST(price AS DECIMAL(18, 6)) AS price,
        CAST(volume AS BIGINT) AS volume,
        row_number() OVER () AS line_number
    FROM read_csv('${csv}', header = false, skip = 1, filename = true, encoding = 'latin-1', columns = {
        'day': 'VARCHAR', 'product': 'VARCHAR', 'expire': 'VARCHAR', 'time': 'VARCHAR', 'price': 'VARCHAR',
        'volume': 'VARCHAR', 'near': 'VARCHAR', 'far': 'VARCHAR', 'auction': 'VARCHAR'})
)
SELECT
    trading_day,
    product,
    expire,
    date_trunc('minute', local_time) AS minute,
    arg_min(price, line_number) AS price_open,
    max(price) AS price_high,
    min(price) AS price_low,
    arg_max(price, line_number) AS price_close,
    sum(price) AS price_sum,
    sum(CAST(price AS DOUBLE) * CAST(price AS DOUBLE)) AS price_squares,
    sum(CAST(price AS DOUBLE) * volume) AS weighted,
    sum(volume) AS volume,
    count(*) AS prints
FROM line
GROUP BY ALL;

CREATE TABLE bar AS
SELECT
    trading_day,
    product,
    expire,
    scale,
    time_bucket(to_minutes(scale), minute) AS start,
    arg_min(price_open, minute) AS price_open,
    max(price_high) AS price_high,
    min(price_low) AS price_low,
    arg_max(price_close, minute) AS price_close,
    sum(price_sum) / sum(prints) AS price_mean,
    sum(weighted) / sum(volume) AS price_vwap,
    sqrt(greatest(sum(price_squares) - sum(CAST(price_sum AS DOUBLE)) * sum(CAST(price_sum AS DOUBLE)) / sum(prints), 0)
        / nullif(sum(prints) - 1, 0)) AS price_std,
    CAST(sum(volume // CASE WHEN expire LIKE '%/%' THEN 4 ELSE 2 END) AS BIGINT) AS volume
FROM minute_bar, (SELECT unnest([1, 5, 15, 30, 60]) AS scale) AS scales
GROUP BY ALL;
