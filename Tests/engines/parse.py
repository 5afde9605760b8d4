# SPDX-License-Identifier: GPL-3.0-or-later
"""Parses every query of a folder in its dialect: parse.py FOLDER (files named NAME.DIALECT.sql)."""
import pathlib
import sys

import sqlglot

failed = False
files = sorted(pathlib.Path(sys.argv[1]).glob("*.sql"))
for file in files:
    dialect = file.name.split(".")[-2]
    try:
        statements = sqlglot.parse(
            file.read_text(encoding="utf-8"), read=dialect,
            error_level=sqlglot.ErrorLevel.RAISE)
        commands = [s for s in statements if not isinstance(s, sqlglot.exp.Query)]
        if len(statements) != 1 or commands:
            failed = True
            print(f"{file.name}: not one query but {len(statements)} statements")
    except sqlglot.errors.SqlglotError as error:
        failed = True
        print(f"{file.name}: {str(error)[:600]}")
if not files:
    sys.exit("no queries")
print(f"{len(files)} queries parsed")
sys.exit(1 if failed else 0)
