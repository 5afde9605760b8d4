# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the queries of a folder of cases in one engine and holds each answer against the expected one.

    compare.py ENGINE FOLDER

A case is a folder with `case.json` (the table's name in parts), `customers.csv` (every column a
text, `\\N` for NULL; the first column numbers the rows), `expected.csv` (the same first column and
what the query must add) and `ENGINE.sql`. PostgreSQL is reached by the usual PG variables.
"""
import collections
import csv
import hashlib
import json
import pathlib
import subprocess
import sys

NULL = "\\N"


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            yield row


def quoted(name, mark='"'):
    return mark + name.replace(mark, mark + mark) + mark


class Case:
    def __init__(self, folder, engine):
        self.folder = folder
        self.name = folder.name
        facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
        self.table = facts["table"]
        self.copies = facts["copies"]
        self.query = (folder / f"{engine}.sql").read_text(encoding="utf-8")
        self.customers = folder / "customers.csv"
        self.columns = next(rows_of(self.customers))

    def customer_rows(self):
        rows = rows_of(self.customers)
        next(rows)
        for row in rows:
            yield [None if value == NULL else value for value in row]

    def compare(self, names, answer):
        """Holds rows of an engine, in any order, against the expected ones."""
        wanted = rows_of(self.folder / "expected.csv")
        header = next(wanted)
        expected_names = self.columns + header[1:]
        if [name.lower() for name in names] != [name.lower() for name in expected_names]:
            return [f"the columns are {names}, not {expected_names}"]
        if self.copies:
            return self.compare_copies(answer, wanted)
        places = [0] + list(range(len(self.columns), len(names)))
        got = {}
        count = 0
        for row in answer:
            got[str(row[0])] = ["" if row[place] is None else str(row[place]) for place in places]
            count += 1
        problems = []
        expected = 0
        for row in wanted:
            expected += 1
            found = got.get(row[0])
            if found != row and len(problems) < 10:
                problems.append(f"expected {row}, got {found}")
        if count != expected:
            problems.append(f"{count} rows came back, not {expected}")
        return problems or expected

    def compare_copies(self, answer, wanted):
        """Holds rows against each other that can stand for each other."""
        got = collections.Counter(
            tuple("" if value is None else str(value) for value in row) for row in answer)
        rows = [
            tuple((value or "") for value in given) + tuple(row[1:])
            for given, row in zip(self.customer_rows(), wanted)]
        expected = collections.Counter(rows)
        return [f"expected {expected - got}, got {got - expected}"] if got != expected else len(rows)


def sqlite(cases):
    import sqlite3

    for case in cases:
        connection = sqlite3.connect(":memory:")
        connection.create_function(
            "sha256hex", 1,
            lambda k: None if k is None else hashlib.sha256(k.encode()).hexdigest(),
            deterministic=True)
        if len(case.table) > 1:
            connection.execute(f"ATTACH ':memory:' AS {quoted(case.table[0])}")
        table = ".".join(map(quoted, case.table))
        columns = ", ".join(quoted(name) + " TEXT" for name in case.columns)
        connection.execute(f"CREATE TABLE {table} ({columns})")
        marks = ", ".join("?" for _ in case.columns)
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", case.customer_rows())
        cursor = connection.execute(case.query)
        yield case, case.compare([column[0] for column in cursor.description], cursor)
        left = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        assert left == sum(1 for _ in case.customer_rows()), "the query changed the table"
        connection.close()


def duckdb(cases):
    import duckdb as engine

    for case in cases:
        connection = engine.connect(":memory:")
        if len(case.table) > 1:
            connection.execute(f"CREATE SCHEMA {quoted(case.table[0])}")
        table = ".".join(map(quoted, case.table))
        columns = ", ".join(quoted(name) + " VARCHAR" for name in case.columns)
        connection.execute(f"CREATE TABLE {table} ({columns})")
        connection.execute(
            f"COPY {table} FROM '{case.customers}' (FORMAT csv, HEADER, NULLSTR '{NULL}', "
            "QUOTE '\"', ESCAPE '\"', DELIMITER ',', AUTO_DETECT false, NEW_LINE '\\n')")
        cursor = connection.execute(case.query)
        names = [column[0] for column in cursor.description]
        yield case, case.compare(names, cursor.fetchall())
        connection.close()


def postgres(cases):
    def psql(script):
        return subprocess.run(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres"], input=script,
            encoding="utf-8", stdout=subprocess.PIPE, check=True).stdout

    for case in cases:
        schema = ""
        if len(case.table) > 1:
            schema = f"CREATE SCHEMA IF NOT EXISTS {quoted(case.table[0])};\n"
        table = ".".join(map(quoted, case.table))
        columns = ", ".join(quoted(name) + " TEXT" for name in case.columns)
        psql(f"{schema}DROP TABLE IF EXISTS {table};\nCREATE TABLE {table} ({columns});\n")
        loaded = case.customers.read_text(encoding="utf-8").split("\n", 1)[1]
        # The header may run over several lines; rows are written again instead.
        if "\n" in "".join(case.columns):
            loaded = "".join(
                ",".join(NULL if v is None else quoted(v) for v in row) + "\n"
                for row in case.customer_rows())
        with open(case.folder / "load.csv", "w", encoding="utf-8", newline="") as file:
            file.write(loaded)
        subprocess.run(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-c",
             f"COPY {table} FROM STDIN (FORMAT csv, NULL '{NULL}')"],
            stdin=open(case.folder / "load.csv", "rb"), check=True)
        psql(f"ANALYZE {table};\n")
        query = case.query.rstrip().removesuffix(";")
        answer = psql(f"COPY (\n{query}\n) TO STDOUT (FORMAT csv, HEADER, NULL '{NULL}');\n")
        rows = csv.reader(answer.splitlines(keepends=True))
        names = next(rows)
        yield case, case.compare(names, ([None if v == NULL else v for v in row] for row in rows))
        psql(f"DROP TABLE {table};\n")


def spark(cases):
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StringType, StructField, StructType

    session = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4").config("spark.driver.memory", "3g")
        .config("spark.driver.host", "127.0.0.1").config("spark.driver.maxResultSize", "2g")
        .getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    for case in cases:
        if sum(1 for _ in case.customer_rows()) > 50_000:
            frame = session.read.csv(
                str(case.customers), header=True, nullValue=NULL, escape='"', quote='"',
                multiLine=True, ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False,
                emptyValue="", encoding="UTF-8")
        else:
            schema = StructType([StructField(name, StringType()) for name in case.columns])
            frame = session.createDataFrame(list(case.customer_rows()), schema)
        frame.createOrReplaceTempView(quoted(case.table[-1], "`"))
        answer = session.sql(case.query.rstrip().removesuffix(";"))
        yield case, case.compare(answer.columns, (tuple(row) for row in answer.toLocalIterator()))
    session.stop()


def main():
    engine, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = [
        Case(path.parent, engine) for path in sorted(folder.glob("*/case.json"))
        if (path.parent / f"{engine}.sql").exists()]
    if not cases:
        sys.exit(f"no cases in {folder}")
    failed = False
    run = {"sqlite": sqlite, "duckdb": duckdb, "postgres": postgres, "spark": spark}[engine]
    for case, outcome in run(cases):
        if isinstance(outcome, int):
            print(f"{engine} {case.name}: {outcome} rows agree")
            continue
        failed = True
        for problem in outcome:
            print(f"{engine} {case.name}: {problem}")
    sys.exit(1 if failed else 0)


main()
