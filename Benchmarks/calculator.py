# SPDX-License-Identifier: GPL-3.0-or-later
"""The calculator: every golden case in one process, and boundaries of tests with fifty looks."""

import json
import subprocess
import time

import peers
from cases import Disagree, Line, ROOT, close
from measuring import Failed

GOLDEN = tuple(ROOT / "Tests" / name / "Golden" for name in ("InferenceTests", "DistributionsTests"))
# Answers that take a search, an integral or repeated draws; the others are formulas.
SEARCHED = (
    "beta_", "boot", "boschloo", "dunnett", "gs_", "mann_whitney", "permutation", "poisson_boot",
    "prob_best", "qini", "uplift", "power_design", "miettinen", "score_skew", "mde", "power_means",
)
LOOKS = 50
DESIGNS = 100


def golden():
    """The golden cases as lines, by whether they are closed-form."""
    closed, searched = [], []
    for folder in GOLDEN:
        for path in sorted(folder.glob("*.jsonl")):
            lines = [line for line in path.read_text().splitlines() if line.strip()]
            (searched if path.stem.startswith(SEARCHED) else closed).extend(lines)
    return closed, searched


def batch(program, lines):
    """Answers lines in one process; returns the seconds it took and the answers."""
    path = peers.WORK / "batch.jsonl"
    path.write_text("\n".join(lines) + "\n")
    begin = time.perf_counter()
    done = subprocess.run(
        [program, "calc", "--batch", path], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        raise Failed(f"calc --batch ended with {done.returncode}\n{done.stderr}")
    return seconds, [json.loads(line) for line in done.stdout.splitlines()]


def check(lines, answers):
    """Holds the numbers of the answers against what the cases expect, each to its tolerance."""
    for line, answer in zip(lines, answers):
        case = json.loads(line)
        if "error" in answer:
            raise Disagree(f"{case['id']}: {answer['error']}")
        found = answer.get("result", {})
        for name, value in case.get("expected", {}).items():
            if name not in found or not isinstance(value, (int, float)):
                continue
            allowed = max(case["rtol"] * abs(value), case.get("atol", 0))
            if not isinstance(found[name], (int, float)) or abs(found[name] - value) > allowed:
                raise Disagree(f"{case['id']}, {name}: {found[name]} against {value}")


def throughput(program, rounds):
    """How many closed-form cases a second, the start of the process included."""
    closed, searched = golden()
    many = closed * 20
    seconds = min(batch(program, many)[0] for _ in range(rounds))
    everything = closed + searched
    whole, answers = batch(program, everything)
    check(everything, answers)
    rate = len(many) / seconds
    return [
        Line(
            f"calc --batch on {len(many):,} closed-form cases: cases a second",
            f"{rate:,.0f}", "at least 2,000", rate >= 2000,
            f"{seconds:.2f} s; every golden case once, {len(everything)} of them,"
            f" searches and draws included: {whole:.1f} s",
        )
    ]


def boundaries(program, rounds):
    """Boundaries of fifty looks against the same recursion in NumPy."""
    information = [(look + 1) / LOOKS for look in range(LOOKS)]
    designs = [
        {"information": information, "alpha": 0.01 + 0.0008 * place} for place in range(DESIGNS)
    ]
    questions = [
        json.dumps({
            "id": str(place), "method": "gs_spending_bounds",
            "inputs": {**design, "sided": 2, "spending": "lan-demets-obf"},
        })
        for place, design in enumerate(designs)
    ]
    text = "\n".join(json.dumps(design) for design in designs)
    ours, theirs = [], []
    for _ in range(rounds):
        seconds, answers = batch(program, questions)
        ours.append(seconds)
        done = subprocess.run(
            [peers.python(), ROOT / "Benchmarks" / "sequential_reference.py"],
            input=text, capture_output=True, text=True, check=True,
        )
        first, *rows = done.stdout.splitlines()
        theirs.append(float(first))
    for place, (answer, row) in enumerate(zip(answers, rows)):
        for ours_value, theirs_value in zip(answer["result"]["critical_z"], json.loads(row)):
            infinite = "inf" in (ours_value, theirs_value)
            # Looks that spend next to nothing have no boundary worth the name on either side.
            if not infinite and ours_value < 8 and not close(ours_value, theirs_value, 1e-4):
                raise Disagree(f"boundary, design {place}: {ours_value} against {theirs_value}")
    ratio = min(ours) / min(theirs)
    return [
        Line(
            f"{DESIGNS} Lan-DeMets boundaries of {LOOKS} looks: time", f"{ratio:.2f}",
            "at most 0.20", ratio <= 0.2,
            f"{min(ours):.2f} s, whole process, against {min(theirs):.2f} s"
            " (the same recursion in NumPy and SciPy, imports left out)",
        )
    ]
