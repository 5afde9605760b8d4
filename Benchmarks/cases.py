# SPDX-License-Identifier: GPL-3.0-or-later
"""The three comparisons: a report on a wide file, an assignment of ids, a report on a small file."""

import csv
import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import peers
from measuring import Failed, Series, alternate, run_once, warm

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SMALL = 1_000_000
MEGABYTE = 1 << 20


@dataclass
class Line:
    """One line of the table."""

    what: str
    measured: str
    target: str
    met: bool
    context: str


class Disagree(Exception):
    """A peer found other numbers."""


def against(what, ours, theirs, target, peer):
    """The line of a ratio of times."""
    ratio = ours.best / theirs.best
    return Line(
        what=what,
        measured=f"{ratio:.2f}",
        target=f"at most {target:.2f}",
        met=ratio <= target,
        context=f"{ours.best:.2f} s against {theirs.best:.2f} s ({peer});"
        f" medians {ours.median:.2f} and {theirs.median:.2f};"
        f" processor time {min(ours.processor):.2f} and {min(theirs.processor):.2f}",
    )


def report(program, plan, data, series):
    """One report; returns its result file."""
    out = peers.WORK / "out"
    shutil.rmtree(out, ignore_errors=True)
    run_once([program, "report", plan, "--data", data, "--out", out], series)
    return json.loads((out / "result.json").read_text())


def close(ours, theirs, tolerance=1e-9):
    return abs(ours - theirs) <= tolerance * max(1.0, abs(theirs))


def compare_sums(result, rows):
    """Holds counts, sums and standard errors of a result against the sums of DuckDB."""
    expected = {
        row["variant"]: {name: float(value) for name, value in row.items() if name != "variant"}
        for row in rows
    }
    metrics = {metric["key"]: metric for metric in result["metrics"]}
    for key in ("visited", "converted", "revenue", "orders"):
        for arm in metrics[key]["arms"]:
            sums = expected[arm["key"]]
            for name, ours, theirs in (
                ("n", arm["n"], sums["n"]), ("sum", arm["sum"], sums[key])
            ):
                if not close(ours, theirs):
                    raise Disagree(f"{key}, {arm['key']}, {name}: {ours} against {theirs}")
    for key in ("revenue", "orders", "order-value"):
        for comparison in metrics[key]["comparisons"]:
            ours = comparison["absolute"]["standard_error"]
            theirs = sum(
                variance_of_value(expected[comparison[side]], key)
                for side in ("treatment", "reference")
            ) ** 0.5
            if not close(ours / theirs, 1, 1e-6):
                raise Disagree(f"{key}, standard error: {ours} against {theirs}")


def variance_of_value(sums, key):
    """The variance of a mean, or by the delta method of the ratio of two means, from bare sums."""
    n = sums["n"]

    def spread(left, right, product):
        return (sums[product] - sums[left] * sums[right] / n) / (n - 1)

    if key != "order-value":
        return spread(key, key, f"{key}_squares") / n
    ratio = sums["revenue"] / sums["orders"]
    residual = (
        spread("revenue", "revenue", "revenue_squares")
        - 2 * ratio * spread("revenue", "orders", "revenue_orders")
        + ratio * ratio * spread("orders", "orders", "orders_squares")
    )
    return residual / n / (sums["orders"] / n) ** 2


def wide(program, rows, rounds):
    """A whole report on a wide file against the bare sums by DuckDB, and the memory it takes."""
    plan = HERE / "plans" / "wide.yaml"
    data = peers.generated("wide", rows, NUMBER="i")
    small = peers.generated("wide", min(SMALL, rows), NUMBER="i")
    # The same customers under ids that come in no order: double ids take more work to rule out.
    mixed = peers.generated("wide", rows, name="mixed", NUMBER="i * 48271 % 100000007")
    warm(data)
    warm(mixed)
    declared = peers.statement(
        "sums", FILE=data,
        TYPES=", header = true, columns = {'customer_id': 'VARCHAR', 'variant': 'VARCHAR',"
        " 'visited': 'BIGINT', 'converted': 'BIGINT', 'revenue': 'DOUBLE', 'orders': 'BIGINT'}",
    ).rename(peers.WORK / "sums-declared.sql")
    detected = peers.statement("sums", FILE=data, TYPES="").rename(
        peers.WORK / "sums-detected.sql"
    )
    ours, with_types, without_types, on_small = Series(), Series(), Series(), Series()
    on_mixed = Series()
    found = {}
    duckdb = [peers.duckdb(), "-csv"]
    alternate(
        rounds,
        lambda: found.update(result=report(program, plan, data, ours)),
        lambda: found.update(sums=run_once(duckdb, with_types, stdin=declared)),
        lambda: run_once(duckdb, without_types, stdin=detected),
        lambda: found.update(mixed=report(program, plan, mixed, on_mixed)),
    )
    sums = list(csv.DictReader(io.StringIO(found["sums"])))
    compare_sums(found["result"], sums)
    compare_sums(found["mixed"], sums)
    report(program, plan, small, on_small)
    theirs = min(with_types, without_types, key=lambda series: series.best)
    own, own_small = ours.peak.anonymous, on_small.peak.anonymous
    # Threads and allocator settle a few megabytes apart from run to run.
    flat = own <= own_small * 1.1 + 8 * MEGABYTE
    return [
        against(
            f"report on {rows:,} rows, {data.stat().st_size / 1e6:.0f} MB: time",
            ours, theirs, 0.5, "DuckDB, sums only",
        ),
        against(
            "the same with ids in no order: time", on_mixed, theirs, 0.5, "DuckDB, sums only"
        ),
        Line(
            "the same: memory beyond mapped file pages",
            f"{own / MEGABYTE:.0f} MB", "at most 150 MB", own <= 150 * MEGABYTE,
            f"mapped file pages {ours.peak.file / MEGABYTE:.0f} MB;"
            f" DuckDB {theirs.peak.anonymous / MEGABYTE:.0f} MB",
        ),
        Line(
            f"the same: memory against that on {min(SMALL, rows):,} rows",
            f"{own / own_small:.2f}", "flat", flat,
            f"{own_small / MEGABYTE:.0f} MB on the smaller file",
        ),
    ]


def assign(program, rows, rounds):
    """Ids drawn to variants against DuckDB computing the same points and writing the same file."""
    plan = HERE / "plans" / "ids.yaml"
    ids = peers.generated("ids", rows)
    warm(ids)
    our_file, their_file = peers.WORK / "assigned.csv", peers.WORK / "assigned-duckdb.csv"
    script = peers.statement("assign", FILE=ids, OUTPUT=their_file)
    ours, theirs = Series(), Series()

    def one():
        our_file.unlink(missing_ok=True)
        run_once([program, "assign", plan, "--customers", ids, "--out", our_file], ours)

    def other():
        their_file.unlink(missing_ok=True)
        run_once([peers.duckdb()], theirs, stdin=script)

    alternate(rounds, one, other)
    compare_files(our_file, their_file)
    own = ours.peak.anonymous
    return [
        against(f"assign {rows:,} ids: time", ours, theirs, 0.4, "DuckDB, the same file"),
        Line(
            "the same: memory beyond mapped file pages",
            f"{own / MEGABYTE:.0f} MB", "at most 150 MB", own <= 150 * MEGABYTE,
            f"DuckDB {theirs.peak.anonymous / MEGABYTE:.0f} MB",
        ),
    ]


def count_lines(path):
    with open(path, "rb") as source:
        return sum(block.count(b"\n") for block in iter(lambda: source.read(1 << 22), b""))


def compare_files(ours, theirs):
    """Holds two assignment files against each other, row by row."""
    if count_lines(ours) != count_lines(theirs):
        raise Disagree("the assignment files have other numbers of lines")
    with open(ours, newline="") as left, open(theirs, newline="") as right:
        for number, (one, other) in enumerate(zip(left, right), start=1):
            if one.rstrip("\r\n").replace('"', "") != other.rstrip("\r\n").replace('"', ""):
                raise Disagree(f"line {number}: {one.strip()} against {other.strip()}")


def start_up(program, data, rounds):
    """A report on a small file as a whole process against tea-tasting on Polars."""
    if not data.exists():
        print(f"skipped: {data} is absent; EXPERIMENT_DATA names the folder it is in")
        return []
    warm(data)
    plan = ROOT / "experiments" / "hillstrom-email.yaml"
    script = [peers.python(), HERE / "tea_tasting_hillstrom.py", data]
    ours, theirs = Series(), Series()
    run_once(script, Series())  # compiles Python's modules once, which is not start-up
    found = {}
    alternate(
        rounds,
        lambda: found.update(result=report(program, plan, data, ours)),
        lambda: found.update(peer=json.loads(run_once(script, theirs))),
    )
    names = {"mens": "Mens E-Mail", "womens": "Womens E-Mail"}
    for metric in found["result"]["metrics"]:
        for arm in metric["arms"]:
            if arm["key"] in names:
                expected = found["peer"][names[arm["key"]]][metric["key"]]["treatment"]
            else:
                expected = found["peer"]["Mens E-Mail"][metric["key"]]["control"]
            if not close(arm["value"], expected):
                raise Disagree(f"{metric['key']}, {arm['key']}: {arm['value']} against {expected}")
    return [
        against(
            "report on 64,000 rows, whole process: time", ours, theirs, 0.25,
            "tea-tasting on Polars, no report",
        )
    ]


__all__ = ["Disagree", "Failed", "Line", "assign", "start_up", "wide"]
