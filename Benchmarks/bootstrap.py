# SPDX-License-Identifier: GPL-3.0-or-later
"""The bootstrap of revenue per customer in three arms against SciPy's."""

import csv
import json
from pathlib import Path

import peers
from cases import Disagree, against, close
from measuring import Series, alternate, run_once

HERE = Path(__file__).resolve().parent
RESAMPLES = 10_000
CONTROL = "No E-Mail"
TARGET = 0.1


def spend(data):
    """The spend column by arm, as the question both sides answer."""
    arms = {}
    with open(data, newline="") as source:
        for row in csv.DictReader(source):
            arms.setdefault(row["segment"], []).append(float(row["spend"]))
    control = arms.pop(CONTROL)
    question = {
        "control": control,
        "arms": [arms[name] for name in sorted(arms)],
        "suggested_resamples": RESAMPLES,
        "seed": 1,
    }
    path = peers.WORK / "spend.json"
    path.write_text(json.dumps(question))
    return path


def compare(ours, theirs):
    """Holds estimates, standard errors and intervals against each other, by Monte-Carlo error."""
    for own, other in zip(ours, theirs, strict=True):
        if not close(own["diff"], other["diff"]):
            raise Disagree(f"difference: {own['diff']} against {other['diff']}")
        # Two standard errors from 10,000 replicates each differ by 1 %, an end by 1 % of the width.
        if not close(own["se"] / other["se"], 1, 0.05):
            raise Disagree(f"standard error: {own['se']} against {other['se']}")
        width = other["high"] - other["low"]
        for end in ("low", "high"):
            if abs(own[f"percentile_{end}"] - other[end]) > 0.05 * width:
                raise Disagree(f"{end} end: {own[f'percentile_{end}']} against {other[end]}")


def bootstrap(program, data, rounds):
    """Our whole process, reading included, against the resampling alone of SciPy."""
    if not data.exists():
        print(f"skipped: {data} is absent; EXPERIMENT_DATA names the folder it is in")
        return []
    question = spend(data)
    script = [peers.python(), HERE / "scipy_hillstrom.py", question]
    ours, theirs = Series(), Series()
    found = {}

    def other():
        answer = json.loads(run_once(script, Series()))
        theirs.seconds.append(answer["seconds"])
        theirs.processor.append(answer["processor"])
        found.update(theirs=answer["differences"])

    def one():
        answer = run_once([program, "calc", "poisson_bootstrap"], ours, stdin=question)
        found.update(ours=json.loads(answer)["result"]["arms"])

    # SciPy takes many seconds, so that a few rounds are enough to find its best.
    alternate(min(rounds, 3), one, other)
    compare(found["ours"], found["theirs"])
    return [
        against(
            f"{RESAMPLES:,} bootstrap resamples of 64,000 amounts in three arms: time",
            ours, theirs, TARGET, "SciPy, resampling only",
        )
    ]


__all__ = ["bootstrap"]
