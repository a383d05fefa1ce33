-- Functions of Redshift that DuckDB lacks, under the names and with the argument order of Redshift, so that one query runs
-- on both. Where Redshift takes a bare date part (day), quote it ('day'): both take that.

-- Timestamps without a zone; without a source zone, UTC.
CREATE OR REPLACE MACRO convert_timezone
    (target_zone, moment) AS timezone(target_zone, timezone('UTC', moment)),
    (source_zone, target_zone, moment) AS timezone(target_zone, timezone(source_zone, moment));

CREATE OR REPLACE MACRO nvl(a, b) AS coalesce(a, b);

CREATE OR REPLACE MACRO nvl2(tested, present, absent) AS CASE WHEN tested IS NOT NULL THEN present ELSE absent END;

CREATE OR REPLACE MACRO getdate() AS CAST(now() AS TIMESTAMP);

CREATE OR REPLACE MACRO dateadd(part, amount, moment) AS CASE lower(part)
    WHEN 'year' THEN CAST(moment AS TIMESTAMP) + to_years(CAST(amount AS INTEGER))
    WHEN 'month' THEN CAST(moment AS TIMESTAMP) + to_months(CAST(amount AS INTEGER))
    WHEN 'week' THEN CAST(moment AS TIMESTAMP) + to_weeks(CAST(amount AS INTEGER))
    WHEN 'day' THEN CAST(moment AS TIMESTAMP) + to_days(CAST(amount AS INTEGER))
    WHEN 'hour' THEN CAST(moment AS TIMESTAMP) + to_hours(CAST(amount AS BIGINT))
    WHEN 'minute' THEN CAST(moment AS TIMESTAMP) + to_minutes(CAST(amount AS BIGINT))
    WHEN 'second' THEN CAST(moment AS TIMESTAMP) + to_seconds(CAST(amount AS DOUBLE))
    ELSE CAST(error('dateadd knows year, month, week, day, hour, minute and second, not ' || part) AS TIMESTAMP) END;

CREATE OR REPLACE MACRO charindex(part, whole) AS instr(whole, part);

-- The patterns that dates need; fractions and names of months are left out. A format that is no constant is refused by
-- strftime, so the parts are put in one by one.
CREATE OR REPLACE MACRO to_char(moment, pattern) AS
    replace(replace(replace(replace(replace(replace(pattern,
        'YYYY', strftime(CAST(moment AS TIMESTAMP), '%Y')), 'MM', strftime(CAST(moment AS TIMESTAMP), '%m')),
        'DD', strftime(CAST(moment AS TIMESTAMP), '%d')), 'HH24', strftime(CAST(moment AS TIMESTAMP), '%H')),
        'MI', strftime(CAST(moment AS TIMESTAMP), '%M')), 'SS', strftime(CAST(moment AS TIMESTAMP), '%S'));
