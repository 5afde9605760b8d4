-- SPDX-License-Identifier: GPL-3.0-or-later
-- One draw of the four: the split alone, under the salt bench-campaign, 10/45/45, input order kept,
-- every column written again with the variant and a reason.
COPY (
    SELECT
        customer_id, optin_email, orders_12m, avg_order_value, last_order_days, town,
        CASE
            WHEN point < 100000 THEN 'control'
            WHEN point < 550000 THEN 'base'
            ELSE 'personal'
        END AS variant,
        'assigned' AS reason
    FROM (
        SELECT
            *,
            ('0x' || substr(sha256('bench-campaign:' || customer_id), 1, 13))::BIGINT % 1000000
                AS point
        FROM read_csv(
            'FILE', header = true,
            columns = {
                'customer_id': 'VARCHAR', 'optin_email': 'VARCHAR', 'orders_12m': 'VARCHAR',
                'avg_order_value': 'VARCHAR', 'last_order_days': 'VARCHAR', 'town': 'VARCHAR'
            }
        )
    )
) TO 'OUTPUT' (FORMAT csv, HEADER);
