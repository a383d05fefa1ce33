-- What the day's pages call a participant in each language: the most frequent name, of equally frequent ones the first.
WITH page AS (
    SELECT file_no, page_no, language,
        row_number() OVER (PARTITION BY stock_code, language ORDER BY file_no DESC, page_no DESC) AS newest_first,
        min(language) OVER (PARTITION BY stock_code) AS chosen_language
    FROM ccass_raw_page),
named AS (
    SELECT /*+ BROADCAST(p) */ r.participant_id, p.language, r.code, r.kind, r.name, r.address, count(*) AS times
    FROM ccass_raw_row r
    JOIN page p ON p.file_no = r.file_no AND p.page_no = r.page_no
    -- Without a code, the page in the other language names somebody whom no row knows.
    WHERE p.newest_first = 1 AND (r.code IS NOT NULL OR p.language = p.chosen_language)
    GROUP BY r.participant_id, p.language, r.code, r.kind, r.name, r.address)
SELECT participant_id, language, code, kind, name, address
FROM (
    SELECT *, row_number() OVER (PARTITION BY participant_id, language ORDER BY times DESC, name, address NULLS FIRST) AS choice
    FROM named)
WHERE choice = 1
