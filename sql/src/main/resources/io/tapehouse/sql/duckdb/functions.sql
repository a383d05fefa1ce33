-- Functions of Redshift that DuckDB lacks, under the names and with the argument order of Redshift, so that one query runs
-- on both. Those called redshift_... stand for functions that DuckDB has too, with another meaning or another type:
-- RedshiftDialect puts them into what users write; loads, checks and views meet DuckDB's own.
-- A part of a date reaches them as its full name in quotes ('day'): RedshiftDialect sees to bare ones and synonyms.

-- Timestamps without a zone; without a source zone, UTC, which is the zone of every connection.
CREATE OR REPLACE MACRO convert_timezone
    (target_zone, moment) AS timezone(target_zone, timezone('UTC', CAST(moment AS TIMESTAMP))),
    (source_zone, target_zone, moment) AS timezone(target_zone, timezone(source_zone, CAST(moment AS TIMESTAMP)));

CREATE OR REPLACE MACRO nvl(a, b) AS coalesce(a, b);

CREATE OR REPLACE MACRO nvl2(tested, present, absent) AS CASE WHEN tested IS NOT NULL THEN present ELSE absent END;

-- In whole seconds; SYSDATE has microseconds.
CREATE OR REPLACE MACRO getdate() AS date_trunc('second', CAST(now() AS TIMESTAMP));

CREATE OR REPLACE MACRO redshift_sysdate() AS CAST(now() AS TIMESTAMP);

CREATE OR REPLACE MACRO redshift_dateadd(part, amount, moment) AS CASE part
    WHEN 'millennium' THEN CAST(moment AS TIMESTAMP) + to_years(CAST(amount AS INTEGER) * 1000)
    WHEN 'century' THEN CAST(moment AS TIMESTAMP) + to_years(CAST(amount AS INTEGER) * 100)
    WHEN 'decade' THEN CAST(moment AS TIMESTAMP) + to_years(CAST(amount AS INTEGER) * 10)
    WHEN 'year' THEN CAST(moment AS TIMESTAMP) + to_years(CAST(amount AS INTEGER))
    WHEN 'quarter' THEN CAST(moment AS TIMESTAMP) + to_months(CAST(amount AS INTEGER) * 3)
    WHEN 'month' THEN CAST(moment AS TIMESTAMP) + to_months(CAST(amount AS INTEGER))
    WHEN 'week' THEN CAST(moment AS TIMESTAMP) + to_days(CAST(amount AS INTEGER) * 7)
    WHEN 'day' THEN CAST(moment AS TIMESTAMP) + to_days(CAST(amount AS INTEGER))
    WHEN 'hour' THEN CAST(moment AS TIMESTAMP) + to_hours(CAST(amount AS BIGINT))
    WHEN 'minute' THEN CAST(moment AS TIMESTAMP) + to_minutes(CAST(amount AS BIGINT))
    WHEN 'second' THEN CAST(moment AS TIMESTAMP) + to_microseconds(CAST(amount AS BIGINT) * 1000000)
    WHEN 'millisecond' THEN CAST(moment AS TIMESTAMP) + to_microseconds(CAST(amount AS BIGINT) * 1000)
    WHEN 'microsecond' THEN CAST(moment AS TIMESTAMP) + to_microseconds(CAST(amount AS BIGINT))
    ELSE CAST(error('DATEADD knows year, quarter, month, week, day, hour, minute, second, millisecond and microsecond, not '
        || part) AS TIMESTAMP) END;

-- For queries that do not pass through RedshiftDialect.
CREATE OR REPLACE MACRO dateadd(part, amount, moment) AS redshift_dateadd(lower(part), amount, moment);

-- Boundaries that lie between two moments. A week begins on Monday, as for DATE_TRUNC; date_diff('week') counts sevens of days.
CREATE OR REPLACE MACRO redshift_datediff(part, earlier, later) AS CASE part
    WHEN 'week' THEN date_diff('day', date_trunc('week', CAST(earlier AS TIMESTAMP)),
        date_trunc('week', CAST(later AS TIMESTAMP))) // 7
    ELSE date_diff(part, CAST(earlier AS TIMESTAMP), CAST(later AS TIMESTAMP)) END;

-- Milliseconds and microseconds are those of the second.
CREATE OR REPLACE MACRO redshift_extract(part, moment) AS CAST(CASE part
    WHEN 'millisecond' THEN date_part('microsecond', CAST(moment AS TIMESTAMP)) // 1000 % 1000
    WHEN 'microsecond' THEN date_part('microsecond', CAST(moment AS TIMESTAMP)) % 1000000
    WHEN 'epoch' THEN epoch_ms(CAST(moment AS TIMESTAMP)) // 1000
    ELSE date_part(part, CAST(moment AS TIMESTAMP)) END AS INTEGER);

CREATE OR REPLACE MACRO redshift_date_part(part, moment) AS CAST(redshift_extract(part, moment) AS DOUBLE);

-- From the last day of a month to the last day of a month.
CREATE OR REPLACE MACRO add_months(moment, months) AS CASE
    WHEN CAST(moment AS DATE) = last_day(CAST(moment AS DATE))
    THEN CAST(last_day(CAST(CAST(moment AS TIMESTAMP) + to_months(CAST(months AS INTEGER)) AS DATE)) AS TIMESTAMP)
        + (CAST(moment AS TIMESTAMP) - date_trunc('day', CAST(moment AS TIMESTAMP)))
    ELSE CAST(moment AS TIMESTAMP) + to_months(CAST(months AS INTEGER)) END;

-- Whole months where both are the same day of their month, or both the last; else with days as parts of 31.
CREATE OR REPLACE MACRO months_between(later, earlier) AS CASE
    WHEN day(CAST(later AS DATE)) = day(CAST(earlier AS DATE))
        OR CAST(later AS DATE) = last_day(CAST(later AS DATE)) AND CAST(earlier AS DATE) = last_day(CAST(earlier AS DATE))
    THEN CAST(date_diff('month', CAST(earlier AS DATE), CAST(later AS DATE)) AS DOUBLE)
    ELSE (year(CAST(later AS DATE)) - year(CAST(earlier AS DATE))) * 12.0
        + (month(CAST(later AS DATE)) - month(CAST(earlier AS DATE)))
        + (day(CAST(later AS DATE)) - day(CAST(earlier AS DATE))) / 31.0 END;

-- The first day of that name after a date.
CREATE OR REPLACE MACRO next_day(moment, weekday) AS CAST(moment AS DATE) + CAST(
    (CASE lower(left(weekday, 2)) WHEN 'su' THEN 7 WHEN 'mo' THEN 8 WHEN 'tu' THEN 9 WHEN 'we' THEN 10 WHEN 'th' THEN 11
        WHEN 'fr' THEN 12 WHEN 'sa' THEN 13 ELSE CAST(error('NEXT_DAY knows no day ' || weekday) AS INTEGER) END
        - dayofweek(CAST(moment AS DATE)) - 1) % 7 + 1 AS INTEGER);

CREATE OR REPLACE MACRO date_cmp(a, b) AS CAST(sign(date_diff('day', CAST(b AS DATE), CAST(a AS DATE))) AS INTEGER);

-- Of a timestamp its day, of a number its whole part.
CREATE OR REPLACE MACRO redshift_trunc
    (moment TIMESTAMP) AS CAST(moment AS DATE),
    (moment DATE) AS moment,
    (moment TIMESTAMPTZ) AS CAST(moment AS DATE),
    (value) AS trunc(value),
    (value, digits) AS trunc(value, digits);

-- Sums and means of integers are of Redshift's types: BIGINT of INTEGER, NUMERIC(38, 0) of BIGINT, a mean without fraction.
CREATE OR REPLACE MACRO redshift_sum
    (value TINYINT) AS CAST(sum(value) AS BIGINT),
    (value SMALLINT) AS CAST(sum(value) AS BIGINT),
    (value INTEGER) AS CAST(sum(value) AS BIGINT),
    (value BIGINT) AS CAST(sum(value) AS DECIMAL(38, 0)),
    (value HUGEINT) AS CAST(sum(value) AS DECIMAL(38, 0)),
    (value) AS sum(value);

CREATE OR REPLACE MACRO redshift_avg
    (value TINYINT) AS CAST(trunc(avg(value)) AS BIGINT),
    (value SMALLINT) AS CAST(trunc(avg(value)) AS BIGINT),
    (value INTEGER) AS CAST(trunc(avg(value)) AS BIGINT),
    (value BIGINT) AS CAST(trunc(avg(value)) AS BIGINT),
    (value HUGEINT) AS CAST(trunc(avg(value)) AS BIGINT),
    (value) AS avg(value);

-- NULL with anything is NULL.
CREATE OR REPLACE MACRO redshift_concat(a, b) AS CAST(a AS VARCHAR) || CAST(b AS VARCHAR);

CREATE OR REPLACE MACRO charindex(part, whole) AS instr(whole, part);

CREATE OR REPLACE MACRO btrim(whole) AS trim(whole), (whole, characters) AS trim(whole, characters);

CREATE OR REPLACE MACRO initcap(whole) AS array_to_string(list_transform(
    regexp_extract_all(lower(whole), '[\p{L}\p{N}]+|[^\p{L}\p{N}]+'), lambda part: upper(left(part, 1)) || substr(part, 2)), '');

CREATE OR REPLACE MACRO textlen(whole) AS length(whole);

-- From the character at a place on; of the matches the one that is asked for, the empty text where there is none.
CREATE OR REPLACE MACRO regexp_substr
    (whole, pattern) AS coalesce(regexp_extract(whole, pattern), ''),
    (whole, pattern, place) AS coalesce(regexp_extract(substr(whole, place), pattern), ''),
    (whole, pattern, place, occurrence) AS
        coalesce(regexp_extract_all(substr(whole, place), pattern)[occurrence], '');

CREATE OR REPLACE MACRO regexp_count
    (whole, pattern) AS CAST(len(regexp_extract_all(whole, pattern)) AS INTEGER),
    (whole, pattern, place) AS CAST(len(regexp_extract_all(substr(whole, place), pattern)) AS INTEGER);

CREATE OR REPLACE MACRO regexp_instr
    (whole, pattern) AS CAST(CASE WHEN regexp_matches(whole, pattern)
        THEN instr(whole, regexp_extract(whole, pattern)) ELSE 0 END AS INTEGER),
    (whole, pattern, place) AS CAST(CASE WHEN regexp_matches(substr(whole, place), pattern)
        THEN instr(substr(whole, place), regexp_extract(substr(whole, place), pattern)) + place - 1 ELSE 0 END AS INTEGER);

-- Every match, not the first alone.
CREATE OR REPLACE MACRO redshift_regexp_replace
    (whole, pattern) AS regexp_replace(whole, pattern, '', 'g'),
    (whole, pattern, replacement) AS regexp_replace(whole, pattern, replacement, 'g'),
    (whole, pattern, replacement, place) AS
        left(whole, place - 1) || regexp_replace(substr(whole, place), pattern, replacement, 'g');

-- The text at a path of keys; the empty text where there is none.
CREATE OR REPLACE MACRO redshift_json_text(document, keys) AS coalesce(json_extract_string(document,
    '$' || array_to_string(list_transform(keys, lambda key: '."' || key || '"'), '')), '');

CREATE OR REPLACE MACRO json_extract_array_element_text(document, place) AS
    json_extract_string(document, '$[' || place || ']');

CREATE OR REPLACE MACRO is_valid_json(document) AS json_valid(document);

CREATE OR REPLACE MACRO split_to_array(whole, separator) AS string_split(whole, separator);

CREATE OR REPLACE MACRO func_sha1(whole) AS sha1(whole);

CREATE OR REPLACE MACRO dlog10(value) AS log10(value);

CREATE OR REPLACE MACRO dlog1(value) AS ln(value);

CREATE OR REPLACE MACRO dexp(value) AS exp(value);

-- Patterns that are no constants: the numbers of dates alone. RedshiftDialect takes the constant ones. A format that is no
-- constant is refused by strftime, so the parts are put in one by one.
CREATE OR REPLACE MACRO to_char(moment, pattern) AS
    replace(replace(replace(replace(replace(replace(pattern,
        'YYYY', strftime(CAST(moment AS TIMESTAMP), '%Y')), 'MM', strftime(CAST(moment AS TIMESTAMP), '%m')),
        'DD', strftime(CAST(moment AS TIMESTAMP), '%d')), 'HH24', strftime(CAST(moment AS TIMESTAMP), '%H')),
        'MI', strftime(CAST(moment AS TIMESTAMP), '%M')), 'SS', strftime(CAST(moment AS TIMESTAMP), '%S'));

CREATE OR REPLACE MACRO redshift_unknown_pattern(value, pattern) AS
    error('the pattern ' || pattern || ' has elements that are not known here; see docs/sql-compatibility.md');

-- A number by a pattern, whose figures RedshiftDialect has counted: the text of a number that is too long, digits before and after the point, zeros at the end that
-- may go, whether a zero before the point may go ('bare'), where a sign stands, how wide the text is (0: as wide as it needs).
CREATE OR REPLACE MACRO redshift_number_body(size, format, part, droppable, zero) AS regexp_replace(regexp_replace(
    format(format, CAST(size AS DOUBLE)), CASE zero WHEN 'bare' THEN '^0+\.' ELSE '^\.' END, '.'),
    '0{0,' || droppable || '}$', '');

CREATE OR REPLACE MACRO redshift_number_signed(value, body, sign, width) AS
    CASE WHEN width > 0 THEN lpad(
        CASE WHEN sign IN ('s', 'mi') THEN '' WHEN value < 0 THEN '-' WHEN sign = 'left' THEN '+' ELSE ' ' END || body,
        CAST(greatest(width, length(body) + CASE WHEN sign IN ('s', 'mi') THEN 0 ELSE 1 END) AS INTEGER), ' ')
    ELSE CASE WHEN sign IN ('s', 'mi') THEN '' WHEN value < 0 THEN '-' WHEN sign = 'left' THEN '+' ELSE '' END || body END
    || CASE sign WHEN 's' THEN CASE WHEN value < 0 THEN '-' ELSE '+' END
        WHEN 'mi' THEN CASE WHEN value < 0 THEN '-' WHEN width > 0 THEN ' ' ELSE '' END ELSE '' END;

CREATE OR REPLACE MACRO redshift_number_text(value, format, overflow, whole, part, droppable, zero, sign, width) AS
    redshift_number_signed(round(value, part), CASE WHEN abs(round(value, part)) >= power(10, whole) THEN overflow
        ELSE redshift_number_body(abs(round(value, part)), format, part, droppable, zero) END, sign, width);

CREATE OR REPLACE MACRO redshift_number_digits(whole, pattern) AS
    CASE WHEN contains(whole, '-') THEN '-' ELSE '' END || regexp_replace(whole, '[^0-9.]', '', 'g');
