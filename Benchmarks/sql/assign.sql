-- SPDX-License-Identifier: GPL-3.0-or-later
-- The same draw in SQL: sha256-52/1 under the salt bench-ids, 10/45/45, input order kept.
COPY (
    SELECT
        customer_id,
        CASE
            WHEN point < 100000 THEN 'control'
            WHEN point < 550000 THEN 'base'
            ELSE 'personal'
        END AS variant
    FROM (
        SELECT
            customer_id,
            ('0x' || substr(sha256('bench-ids:' || customer_id), 1, 13))::BIGINT % 1000000 AS point
        FROM read_csv('FILE', header = true, columns = {'customer_id': 'VARCHAR'})
    )
) TO 'OUTPUT' (FORMAT csv, HEADER);
