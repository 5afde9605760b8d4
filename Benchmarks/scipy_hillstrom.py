# SPDX-License-Identifier: GPL-3.0-or-later
"""10,000 percentile resamples of each arm's spend by SciPy; prints the seconds and the differences.

Only the resampling is timed: not the start of Python, not the reading of the file. Each arm is
resampled once and both differences are taken from those replicates, which is the least work.
"""

import json
import sys
import time

import numpy as np
from scipy import stats

with open(sys.argv[1]) as source:
    groups = json.load(source)
arms = [np.array(values, dtype=float) for values in (groups["control"], *groups["arms"])]
resamples = int(groups["suggested_resamples"])

begin, used = time.perf_counter(), time.process_time()
replicates = [
    stats.bootstrap(
        (arm,), np.mean, n_resamples=resamples, batch=100, vectorized=True, method="percentile",
        rng=np.random.default_rng(number),
    ).bootstrap_distribution
    for number, arm in enumerate(arms)
]
differences = [arm - replicates[0] for arm in replicates[1:]]
intervals = [np.quantile(difference, [0.025, 0.975]).tolist() for difference in differences]
seconds, processor = time.perf_counter() - begin, time.process_time() - used

print(
    json.dumps(
        {
            "seconds": seconds,
            "processor": processor,
            "differences": [
                {
                    "diff": float(arm.mean() - arms[0].mean()),
                    "se": float(difference.std(ddof=1)),
                    "low": low,
                    "high": high,
                }
                for arm, difference, (low, high) in zip(arms[1:], differences, intervals)
            ],
        }
    )
)
