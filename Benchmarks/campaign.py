# SPDX-License-Identifier: GPL-3.0-or-later
"""An assignment with every step against DuckDB making one of its four draws on the same file."""

import shutil
from pathlib import Path

import peers
from cases import MEGABYTE, SMALL, Disagree, Line, against
from measuring import Series, alternate, run_once, warm

HERE = Path(__file__).resolve().parent


def plan_folder(program):
    """The plan in a folder of its own, locked, so that it owns its slots of the layer."""
    folder = peers.WORK / "campaign"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "plans" / "campaign", folder)
    run_once([program, "lock", folder / "campaign.yaml"], Series())
    return folder / "campaign.yaml"


def compare(ours, theirs):
    """Holds the variants of whoever is in the test against those of the single draw."""
    assigned = 0
    with open(ours) as left, open(theirs) as right:
        for number, (one, other) in enumerate(zip(left, right, strict=True), start=1):
            columns, wanted = one.rstrip("\r\n").split(","), other.rstrip("\r\n").split(",")
            if columns[:6] != wanted[:6]:
                raise Disagree(f"line {number}: {one.strip()} against {other.strip()}")
            if columns[7] == "assigned":
                assigned += 1
                if columns[6] != wanted[6]:
                    raise Disagree(f"line {number}: {columns[6]} against {wanted[6]}")
    if assigned == 0:
        raise Disagree("nobody was assigned")


def campaign(program, rows, rounds):
    """Permission, audience, global control, layer, gate and split against one draw."""
    plan = plan_folder(program)
    customers = peers.generated("customers", rows)
    small = peers.generated("customers", min(SMALL, rows))
    warm(customers)
    our_file, their_file = peers.WORK / "campaign.csv", peers.WORK / "campaign-duckdb.csv"
    script = peers.statement("draw-once", FILE=customers, OUTPUT=their_file)
    ours, theirs, on_small = Series(), Series(), Series()

    def assign(path, series):
        our_file.unlink(missing_ok=True)
        run_once([program, "assign", plan, "--customers", path, "--out", our_file], series)

    def other():
        their_file.unlink(missing_ok=True)
        run_once([peers.duckdb()], theirs, stdin=script)

    assign(small, on_small)
    alternate(rounds, lambda: assign(customers, ours), other)
    compare(our_file, their_file)
    own, own_small = ours.peak.anonymous, on_small.peak.anonymous
    # Threads and allocator settle a few megabytes apart from run to run.
    flat = own <= own_small * 1.1 + 8 * MEGABYTE
    return [
        against(
            f"assign {rows:,} customers with every step, {customers.stat().st_size / 1e6:.0f} MB:"
            " time", ours, theirs, 0.6, "DuckDB, one draw of four",
        ),
        Line(
            f"the same: memory against that on {min(SMALL, rows):,} rows",
            f"{own / own_small:.2f}", "flat", flat,
            f"{own / MEGABYTE:.0f} MB, {own_small / MEGABYTE:.0f} MB on the smaller file;"
            f" DuckDB {theirs.peak.anonymous / MEGABYTE:.0f} MB",
        ),
    ]
