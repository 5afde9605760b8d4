-- SPDX-License-Identifier: GPL-3.0-or-later
-- A customer file of ROWS customers with six columns: each value follows from the MD5 of the row
-- number alone, so the bytes are the same on every machine and in every run.
COPY (
    SELECT
        'c' || lpad(i::VARCHAR, 8, '0') AS customer_id,
        CASE WHEN h % 10 = 0 THEN 'no' ELSE 'yes' END AS optin_email,
        (h >> 8) % 12 AS orders_12m,
        (20 + (h >> 16) % 300) || '.' || lpad(((h >> 32) % 100)::VARCHAR, 2, '0')
            AS avg_order_value,
        (h >> 40) % 700 AS last_order_days,
        ['Ede', 'Utrecht', 'Leiden', 'Zwolle'][((h >> 50) % 4)::INT + 1] AS town
    FROM (SELECT i, md5_number_lower(i::VARCHAR) AS h FROM range(ROWS) t(i))
) TO 'FILE' (FORMAT csv, HEADER);
