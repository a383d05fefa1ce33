-- The page of each stock: of its pages in one language the last one counts, and the English one before the Chinese one.
SELECT stock_code, trading_date, stock_name, language, issued_shares,
    intermediary_shareholding, intermediary_participants, consenting_shareholding, consenting_participants,
    non_consenting_shareholding, non_consenting_participants, total_shareholding, total_participants, percent_published
FROM (
    SELECT *, row_number() OVER (PARTITION BY stock_code ORDER BY language, file_no DESC, page_no DESC) AS choice
    FROM ccass_raw_page)
WHERE choice = 1
