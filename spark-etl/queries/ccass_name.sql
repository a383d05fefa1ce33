-- What the day's pages call a participant in each language: the most frequent name, of equally frequent ones the first.
WITH page AS (
    SELECT file_no, page_no, language,
        row_number() OVER (PARTITION BY stock_code, language ORDER BY file_no DESC, page_no DESC) AS newest_first,
        min(language) OVER (PARTITION BY stock_code) AS chosen_language
    FROM ccass_raw_page),
-- By number first: the million rows are counted without their names.
counted AS (
    SELECT /*+ BROADCAST(p) */ r.file_no, r.name_no, p.language, p.language = p.chosen_language AS chosen, count(*) AS times
    FROM ccass_raw_row r
    JOIN page p ON p.file_no = r.file_no AND p.page_no = r.page_no
    WHERE p.newest_first = 1
    GROUP BY r.file_no, r.name_no, p.language, p.language = p.chosen_language),
named AS (
    SELECT n.participant_id, c.language, n.code, n.kind, n.name, n.address, sum(c.times) AS times
    FROM counted c
    JOIN ccass_raw_name n ON n.file_no = c.file_no AND n.name_no = c.name_no
    -- Without a code, the page in the other language names somebody whom no row knows.
    WHERE n.code IS NOT NULL OR c.chosen
    GROUP BY n.participant_id, c.language, n.code, n.kind, n.name, n.address)
SELECT participant_id, language, code, kind, name, address
FROM (
    SELECT *, row_number() OVER (PARTITION BY participant_id, language ORDER BY times DESC, name, address NULLS FIRST) AS choice
    FROM named)
WHERE choice = 1
