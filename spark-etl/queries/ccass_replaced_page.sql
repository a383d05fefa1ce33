-- Pages that have other rows than the page of the same stock and language before them, which they replace.
SELECT file_name, stock_code
FROM (
    SELECT *, lag(rows_sha256) OVER (PARTITION BY stock_code, language ORDER BY file_no, page_no) AS replaced_sha256
    FROM ccass_raw_page)
WHERE replaced_sha256 <> rows_sha256
ORDER BY file_no, page_no
