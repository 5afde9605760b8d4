-- Assigns the customers of crm.customers to the variants of `spring`, in SQLite 3.35 or later.
-- Every row comes back with its columns and two more: variant, which is NULL for a row that is not
--   in the test, and reason. The query changes nothing.
-- Variants and reasons are those of `experiment assign` on the same rows.
--
-- Day: 2026-03-02. Algorithm: sha256-52/1.
-- gc-2026 decides: global control global-control
-- lifecycle-2026 decides: layer lifecycle
-- spring-2026/gate decides: who takes part
-- spring-2026 decides: which variant
--
-- Before you run it:
-- - customer_id must be a text or a whole number. It is hashed as its text, byte for byte in UTF-8:
--   42, not 42.0 or 4.2E1; no padding to a fixed length; no NUL. NULL gives empty-id.
-- - SQLite has no SHA-256. Register a function sha256hex(text) that gives the digest of the text in
--   UTF-8 as 64 hexadecimal digits in lower case. In Python:
-- connection.create_function("sha256hex", 1, lambda k: None if k is None else
--   hashlib.sha256(k.encode()).hexdigest(), deterministic=True)
-- In C and Swift: sqlite3_create_function_v2 with SQLITE_UTF8 | SQLITE_DETERMINISTIC.
-- - Numbers that stand in texts have a decimal point and no marks between thousands.
WITH
-- 1. The columns that decide, as text. NULL is a value that is not there.
customer_rows AS (
  SELECT
    CAST(c."customer_id" AS TEXT) COLLATE BINARY AS raw_id,  -- customer_id
    COALESCE(CAST(c."optin_email" AS TEXT) COLLATE BINARY, '') AS raw_1,  -- optin_email
    COALESCE(CAST(c."orders_12m" AS TEXT) COLLATE BINARY, '') AS raw_2,  -- orders_12m
    COALESCE(CAST(c."last_order" AS TEXT) COLLATE BINARY, '') AS raw_3,  -- last_order
    COALESCE(CAST(c."open_complaint" AS TEXT) COLLATE BINARY, '') AS raw_4,  -- open_complaint
    COALESCE(CAST(c."country" AS TEXT) COLLATE BINARY, '') AS raw_5  -- country
  FROM "crm"."customers" AS c
),

-- 2. One row for each id. Rows with one id that differ in a column that decides are a conflict:
--   nobody can say which of them holds.
customer_ids AS (
  SELECT
    n.*
  FROM (
    SELECT
      r.raw_id AS id,
      MIN(r.raw_1) OVER same_id AS text_1,
      MIN(r.raw_2) OVER same_id AS text_2,
      MIN(r.raw_3) OVER same_id AS text_3,
      MIN(r.raw_4) OVER same_id AS text_4,
      MIN(r.raw_5) OVER same_id AS text_5,
      CASE
        WHEN MIN(r.raw_1) OVER same_id <> MAX(r.raw_1) OVER same_id
          OR MIN(r.raw_2) OVER same_id <> MAX(r.raw_2) OVER same_id
          OR MIN(r.raw_3) OVER same_id <> MAX(r.raw_3) OVER same_id
          OR MIN(r.raw_4) OVER same_id <> MAX(r.raw_4) OVER same_id
          OR MIN(r.raw_5) OVER same_id <> MAX(r.raw_5) OVER same_id
        THEN 1
        ELSE 0
      END AS is_conflict,
      ROW_NUMBER() OVER same_id AS id_copy
    FROM customer_rows AS r
    WHERE r.raw_id IS NOT NULL
    WINDOW same_id AS (PARTITION BY r.raw_id)
  ) AS n
  WHERE n.id_copy = 1
),

-- 3. Ids and values without outer spaces and invisible characters, to look at. What is hashed is
--   the id as it stands.
trimmed_values AS (
  SELECT
    i.*,
    TRIM(i.id, (CHAR(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31) || ' ' || CHAR(127, 160, 8203, 8204, 8205, 8206, 8207, 8239, 8288, 12288, 65279))) AS bare_id,
    TRIM(i.text_1, (' ' || CHAR(9))) AS seen_1,  -- optin_email
    TRIM(i.text_2, (' ' || CHAR(9))) AS seen_2,  -- orders_12m
    TRIM(i.text_3, (' ' || CHAR(9))) AS seen_3,  -- last_order
    TRIM(i.text_4, (' ' || CHAR(9))) AS seen_4,  -- open_complaint
    TRIM(i.text_5, (' ' || CHAR(9))) AS seen_5  -- country
  FROM customer_ids AS i
),

-- 4. Values as the rules read them; NULL where there is none, or it cannot be read.
read_values AS (
  SELECT
    t.*,
    CASE
      WHEN LENGTH(seen_2) <= 100 AND CAST(seen_2 AS REAL) = seen_2
        AND seen_2 NOT GLOB '*.' AND seen_2 NOT GLOB '*.[eE]*'
        AND seen_2 NOT GLOB '*[^0-9.eE+-]*'
        AND seen_2 NOT GLOB '*[eE]*[0-9][0-9][0-9]'
      THEN CAST(seen_2 AS REAL)
    END AS number_2,  -- orders_12m as a number
    CASE
      WHEN SUBSTR(seen_3, 1, 10) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
        AND DATE(SUBSTR(seen_3, 1, 10), '+0 days') = SUBSTR(seen_3, 1, 10) AND SUBSTR(seen_3, 1, 10) >= '0001'
        AND (SUBSTR(seen_3, 11) = '' OR EXISTS (
          SELECT 1
          FROM (
            SELECT CASE  -- the time without its zone
              WHEN SUBSTR(seen_3, 11) GLOB '*[zZ]' THEN SUBSTR(SUBSTR(seen_3, 11), 1, LENGTH(SUBSTR(seen_3, 11)) - 1)
              WHEN SUBSTR(seen_3, 11) GLOB '*[+-][0-9][0-9]:[0-9][0-9]'
              THEN SUBSTR(SUBSTR(seen_3, 11), 1, LENGTH(SUBSTR(seen_3, 11)) - 6)
              WHEN SUBSTR(seen_3, 11) GLOB '*[+-][0-9][0-9][0-9][0-9]'
              THEN SUBSTR(SUBSTR(seen_3, 11), 1, LENGTH(SUBSTR(seen_3, 11)) - 5)
              WHEN SUBSTR(seen_3, 11) GLOB '*[+-][0-9][0-9]'
              THEN SUBSTR(SUBSTR(seen_3, 11), 1, LENGTH(SUBSTR(seen_3, 11)) - 3)
              ELSE SUBSTR(seen_3, 11)
            END AS clock
          ) AS zoneless
          WHERE SUBSTR(clock, 2, 2) <= '24' AND SUBSTR(clock, 7, 3) <= ':60'
            AND (clock GLOB '[Tt ][0-2][0-9]:[0-5][0-9]'
              OR clock GLOB '[Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9]'
              OR clock GLOB '[Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9][.,][0-9]*'
                AND SUBSTR(clock, 11) NOT GLOB '*[^0-9]*')
        ))
      THEN SUBSTR(seen_3, 1, 10)
    END AS day_3,  -- last_order as a day
    CASE
      WHEN LOWER(seen_4) IN ('1', 'true', 'yes', 'ja') THEN 1
      WHEN LOWER(seen_4) IN ('0', 'false', 'no', 'nee') THEN 0
    END AS truth_4,  -- open_complaint as 1 for true, 0 for false
    CASE WHEN seen_5 <> '' THEN text_5 END AS value_5  -- country as a text
  FROM trimmed_values AS t
),

-- 5. The rules of the audience: true, false, or NULL where a value is missing.
rule_answers AS (
  SELECT
    v.*,
    (number_2 >= 1) AS where_1,  -- orders_12m >= 1
    (day_3 >= '2025-01-01') AS where_2,  -- last_order >= 2025-01-01
    (truth_4 = 1 OR value_5 IN ('NL', 'BE')) AS exclude_1  -- open_complaint = true or country in ("NL", "BE")
  FROM read_values AS v
),

-- 6. The first 13 hexadecimal digits of SHA-256 over salt, colon and unit in UTF-8, with a salt for
--   each draw.
digests AS MATERIALIZED (
  SELECT
    a.*,
    SUBSTR(sha256hex('gc-2026:' || a.id), 1, 13) AS holdout_digits,  -- global control global-control
    SUBSTR(sha256hex('lifecycle-2026:' || a.id), 1, 13) AS layer_digits,  -- layer lifecycle
    SUBSTR(sha256hex('spring-2026/gate:' || a.id), 1, 13) AS gate_digits,  -- who takes part
    SUBSTR(sha256hex('spring-2026:' || a.id), 1, 13) AS split_digits  -- which variant
  FROM rule_answers AS a
),

-- 7. The digits as a number, modulo a million: the points.
points AS MATERIALIZED (
  SELECT
    d.*,
    (((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 1, 1)) - 1) << 48)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 2, 1)) - 1) << 44)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 3, 1)) - 1) << 40)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 4, 1)) - 1) << 36)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 5, 1)) - 1) << 32)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 6, 1)) - 1) << 28)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 7, 1)) - 1) << 24)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 8, 1)) - 1) << 20)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 9, 1)) - 1) << 16)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 10, 1)) - 1) << 12)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 11, 1)) - 1) << 8)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 12, 1)) - 1) << 4)
            + ((INSTR('0123456789abcdef', SUBSTR(d.holdout_digits, 13, 1)) - 1) << 0)) % 1000000 AS holdout_point,
    (((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 1, 1)) - 1) << 48)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 2, 1)) - 1) << 44)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 3, 1)) - 1) << 40)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 4, 1)) - 1) << 36)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 5, 1)) - 1) << 32)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 6, 1)) - 1) << 28)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 7, 1)) - 1) << 24)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 8, 1)) - 1) << 20)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 9, 1)) - 1) << 16)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 10, 1)) - 1) << 12)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 11, 1)) - 1) << 8)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 12, 1)) - 1) << 4)
            + ((INSTR('0123456789abcdef', SUBSTR(d.layer_digits, 13, 1)) - 1) << 0)) % 1000000 AS layer_point,
    (((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 1, 1)) - 1) << 48)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 2, 1)) - 1) << 44)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 3, 1)) - 1) << 40)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 4, 1)) - 1) << 36)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 5, 1)) - 1) << 32)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 6, 1)) - 1) << 28)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 7, 1)) - 1) << 24)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 8, 1)) - 1) << 20)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 9, 1)) - 1) << 16)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 10, 1)) - 1) << 12)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 11, 1)) - 1) << 8)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 12, 1)) - 1) << 4)
            + ((INSTR('0123456789abcdef', SUBSTR(d.gate_digits, 13, 1)) - 1) << 0)) % 1000000 AS gate_point,
    (((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 1, 1)) - 1) << 48)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 2, 1)) - 1) << 44)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 3, 1)) - 1) << 40)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 4, 1)) - 1) << 36)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 5, 1)) - 1) << 32)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 6, 1)) - 1) << 28)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 7, 1)) - 1) << 24)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 8, 1)) - 1) << 20)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 9, 1)) - 1) << 16)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 10, 1)) - 1) << 12)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 11, 1)) - 1) << 8)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 12, 1)) - 1) << 4)
            + ((INSTR('0123456789abcdef', SUBSTR(d.split_digits, 13, 1)) - 1) << 0)) % 1000000 AS split_point
  FROM digests AS d
),

-- 8. Why a unit is where it is: the first answer counts.
decisions AS (
  SELECT
    p.*,
    CASE
      WHEN bare_id = ''
      THEN 'empty-id'
      WHEN REPLACE(bare_id, '0', '') = ''
        OR LOWER(bare_id) IN (
          'null', '(null)', '<null>', 'nil', 'none', 'nan', 'na', 'n/a', '#n/a', '#na',
          'unknown', 'undefined', 'onbekend', 'nvt', 'n.v.t.', 'leeg', 'empty', '(empty)',
          '(blank)', 'blank', 'missing', 'test', '-', '--', '?', '.', 'tbd')
      THEN 'placeholder-id'
      WHEN is_conflict = 1
      THEN 'duplicate-id-conflict'
      WHEN TRIM(text_1, (' ' || CHAR(9))) <> 'yes'
      THEN 'no-permission-email'
      WHEN NOT where_1 OR NOT where_2
      THEN 'not-in-audience'
      WHEN exclude_1
      THEN 'excluded-by-rule'
      WHEN (where_1 IS NULL AND (seen_2 <> '' AND number_2 IS NULL))
        OR (where_2 IS NULL AND (seen_3 <> '' AND day_3 IS NULL))
        OR (exclude_1 IS NULL AND (seen_4 <> '' AND truth_4 IS NULL))
      THEN 'attribute-unreadable'
      WHEN where_1 IS NULL OR where_2 IS NULL
      THEN 'unknown-value'
      WHEN holdout_point < 20000
        OR (holdout_point >= 970000 AND holdout_point < 1000000)
      THEN 'held-out'
      WHEN NOT (layer_point < 150000
        OR (layer_point >= 300000 AND layer_point < 999900))
      THEN 'other-layer'
      WHEN NOT (gate_point < 400000
        OR (gate_point >= 400000 AND gate_point < 600001))
      THEN 'not-let-in'
      ELSE 'assigned'
    END AS reason
  FROM points AS p
),

-- 9. Which variant: ranges of points, the first included and the last not.
assigned AS (
  SELECT
    w.id,
    w.reason,
    CASE
      WHEN gate_point < 400000 THEN
        CASE
          WHEN split_point < 200000 THEN 'rest'
          WHEN split_point < 1000000 THEN 'mail'
        END
      WHEN (gate_point >= 400000 AND gate_point < 600001) THEN
        CASE
          WHEN split_point < 100000 THEN 'rest'
          WHEN split_point < 550000 THEN 'mail'
          WHEN split_point < 900000 THEN 'card'
          WHEN split_point < 1000000 THEN 'rest'
        END
    END AS drawn_variant
  FROM decisions AS w
)

-- Every row of the table with its variant. A row that repeats an id gets none.
SELECT
  c.*,
  CASE
    WHEN a.reason = 'assigned' AND ROW_NUMBER() OVER (PARTITION BY a.id ORDER BY a.id) = 1
    THEN a.drawn_variant
  END AS variant,
  CASE
    WHEN a.id IS NULL THEN 'empty-id'
    WHEN a.reason IN ('empty-id', 'placeholder-id', 'duplicate-id-conflict') THEN a.reason
    WHEN ROW_NUMBER() OVER (PARTITION BY a.id ORDER BY a.id) > 1 THEN 'duplicate-id'
    ELSE a.reason
  END AS reason
FROM "crm"."customers" AS c
LEFT JOIN assigned AS a
  ON a.id = CAST(c."customer_id" AS TEXT) COLLATE BINARY;
