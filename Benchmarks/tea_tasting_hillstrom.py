# SPDX-License-Identifier: GPL-3.0-or-later
"""The four metrics of experiments/hillstrom-email.yaml by tea-tasting on Polars, as one process."""

import json
import sys

import polars as pl
import tea_tasting as tt

units = pl.read_csv(
    sys.argv[1],
    columns=["segment", "visit", "conversion", "spend"],
    schema_overrides={"spend": pl.Float64},
)
experiment = tt.Experiment(
    {
        "visit": tt.Mean("visit"),
        "conversion": tt.Mean("conversion"),
        "spend": tt.Mean("spend"),
        "aov": tt.RatioOfMeans("spend", "conversion"),
    },
    variant="segment",
)
results = experiment.analyze(units, control="No E-Mail", all_variants=True)
answer = {}
for (control, treatment), result in results.items():
    if control == "No E-Mail":
        answer[treatment] = {
            key: {"control": metric.control, "treatment": metric.treatment, "p": metric.pvalue}
            for key, metric in result.items()
        }
print(json.dumps(answer))
