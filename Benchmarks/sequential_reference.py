# SPDX-License-Identifier: GPL-3.0-or-later
"""Lan-DeMets boundaries with NumPy and SciPy: the reference that the bench runs beside ours.

Reads designs as JSON lines {"information", "alpha"} (two-sided, O'Brien-Fleming spending), prints the
seconds that computing took, imports left out, then one JSON list of critical values per design.
"""

import json
import sys
import time

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

NODES = 64


def spent(tail, t):
    """Lan and DeMets's function near O'Brien and Fleming's boundary, for one tail."""
    return 2 * ndtr(ndtri(tail / 2) / np.sqrt(t))


def boundaries(information, alpha, points, weights):
    """The recursion of Armitage, McPherson and Rowe on the score S = Z * sqrt(t)."""
    tail = alpha / 2
    values, before, used = [], 0.0, 0.0
    nodes = mass = None
    for t in information:
        increment = spent(tail, t) - used
        if increment >= 1e-15:  # what a look cannot spend is left for the next one
            used += increment
        root, step = np.sqrt(t), np.sqrt(t - before)

        def excess(b):
            if nodes is None:
                return ndtr(-b) - increment
            return mass @ ndtr(-(b * root - nodes) / step) - increment

        b = np.inf if increment < 1e-15 else brentq(excess, 0, 12, xtol=1e-10)
        values.append(b)
        limit = min(b, 8.5) * root
        new = limit * points
        if nodes is None:
            density = np.exp(-0.5 * (new / root) ** 2) / (root * np.sqrt(2 * np.pi))
        else:
            gap = (new[:, None] - nodes[None, :]) / step
            density = np.exp(-0.5 * gap * gap) @ mass / (step * np.sqrt(2 * np.pi))
        nodes, mass = new, density * weights * limit
        before = t
    return values


def main():
    designs = [json.loads(line) for line in sys.stdin]
    points, weights = np.polynomial.legendre.leggauss(NODES)
    boundaries([0.5, 1.0], 0.05, points, weights)
    begin = time.perf_counter()
    found = [boundaries(d["information"], d["alpha"], points, weights) for d in designs]
    print(time.perf_counter() - begin)
    for values in found:
        print(json.dumps([value if np.isfinite(value) else "inf" for value in values]))


if __name__ == "__main__":
    main()
