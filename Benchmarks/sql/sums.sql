-- SPDX-License-Identifier: GPL-3.0-or-later
-- The bare sums, sums of squares and cross-product by arm: no report, no test, no interval.
SELECT
    variant,
    count(*) AS n,
    sum(visited) AS visited,
    sum(visited * visited) AS visited_squares,
    sum(converted) AS converted,
    sum(converted * converted) AS converted_squares,
    sum(revenue) AS revenue,
    sum(revenue * revenue) AS revenue_squares,
    sum(orders) AS orders,
    sum(orders * orders) AS orders_squares,
    sum(revenue * orders) AS revenue_orders
FROM read_csv('FILE'TYPES)
GROUP BY variant
ORDER BY variant;
