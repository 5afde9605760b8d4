-- SPDX-License-Identifier: GPL-3.0-or-later
-- A customer file of ROWS ids.
COPY (
    SELECT 'c' || lpad(i::VARCHAR, 8, '0') AS customer_id FROM range(ROWS) t(i)
) TO 'FILE' (FORMAT csv, HEADER);
