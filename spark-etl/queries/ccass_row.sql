-- The rows of the pages that ccass_page chooses.
WITH page AS (
    SELECT file_no, page_no
    FROM (
        SELECT file_no, page_no,
            row_number() OVER (PARTITION BY stock_code ORDER BY language, file_no DESC, page_no DESC) AS choice
        FROM ccass_raw_page)
    WHERE choice = 1)
-- A few thousand pages: the million rows stay where they are read.
SELECT /*+ BROADCAST(page) */ r.stock_code, r.participant_id, r.shareholding, r.percent
FROM ccass_raw_row r
JOIN page ON page.file_no = r.file_no AND page.page_no = r.page_no
