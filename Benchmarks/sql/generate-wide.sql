-- SPDX-License-Identifier: GPL-3.0-or-later
-- A campaign file of ROWS customers: each value follows from the MD5 of the row number alone, in
-- whole numbers, so the bytes are the same on every machine and in every run. NUMBER is what stands in the id.
COPY (
    SELECT
        id AS customer_id,
        variant,
        visited,
        converted,
        CASE
            WHEN converted = 0 THEN '0.00'
            ELSE (cents // 100) || '.' || lpad((cents % 100)::VARCHAR, 2, '0')
        END AS revenue,
        CASE
            WHEN converted = 0 THEN 0
            WHEN h & 3 <> 0 THEN 1
            WHEN h & 12 <> 0 THEN 2
            ELSE 3
        END AS orders
    FROM (
        SELECT
            *,
            CASE
                WHEN visited = 1 AND (h >> 8 & 1048575) % 997 < 100 + 10 * arm THEN 1
                ELSE 0
            END AS converted,
            1500 + (h >> 20 & 1023) * (h >> 30 & 1023) // 100 AS cents
        FROM (
            SELECT
                *,
                CASE WHEN (h >> 42) % 1000 < 290 + 10 * arm THEN 1 ELSE 0 END AS visited,
                ['control', 'base', 'personal'][arm + 1] AS variant
            FROM (
                SELECT
                    'c' || lpad((NUMBER)::VARCHAR, 9, '0') AS id,
                    h,
                    (h % 3)::INT AS arm
                FROM (SELECT i, md5_number_lower(i::VARCHAR) AS h FROM range(ROWS) t(i))
            )
        )
    )
) TO 'FILE' (FORMAT csv, HEADER);
