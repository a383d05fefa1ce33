-- The exchanges whose files are read. Their dates and times are local; the time zone turns them into UTC and back.
INSERT INTO exchange (code, name, time_zone, mic) VALUES
    ('TWSE', 'Taiwan Stock Exchange', 'Asia/Taipei', 'XTAI'),
    ('TPEx', 'Taipei Exchange', 'Asia/Taipei', 'ROCO'),
    ('TAIFEX', 'Taiwan Futures Exchange', 'Asia/Taipei', 'XTAF');
