// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticCatalogue {
    /// Locks, phases, power, simulations and queries.
    static let campaigns = """
        audience-empty: Nobody can take part; widen the audience.
        audience-too-small: There are too few customers for the variants; widen the audience, or \
        drop a variant.
        audit-all-plans: The plan has no key that can be read, so the whole trail is shown; run \
        `experiment validate`.
        audit-broken: The audit trail was changed afterwards; restore it from version control.
        audit-not-written: This look is not in the audit trail; check that the file may be written.
        audit-unreadable: The audit trail cannot be read; check its permissions.
        balance-not-found: No salt makes the variants alike enough; allow more, or try more salts.
        balance-not-possible: A balanced salt cannot be looked for here; leave out `balance`.
        balance-without-customers: A balanced salt needs the customers; add --customers FILE.
        before-first-phase: The day lies before the locked test starts; name a later one with \
        --as-of.
        bug: The program did something nobody foresaw; report it with the command you ran.
        customers-unreadable: The customers cannot be counted; check the file.
        explain-failed: The customer could not be looked up for the reason shown; mend that and \
        run again.
        history-empty: The file of earlier outcomes has too few values; name another.
        history-unreadable: The column of earlier outcomes cannot be added up; check its values.
        history-value: A row of earlier outcomes has no value of the metric; correct it.
        layer-missing: The plan is in no layer, so there are no slots to give back; leave out \
        --release.
        layers-damaged: The file of the layers was damaged or changed by hand; restore it.
        layers-unreadable: The file of the layers cannot be read; check its permissions.
        layers-version: The file of the layers is of another version; use the tool that wrote it.
        lock-damaged: The lock was damaged or changed by hand; restore it from version control.
        lock-missing: The plan must be locked first; run `experiment lock`.
        lock-unreadable: The lock cannot be read; check its permissions.
        lock-version: The lock is of another version; use the tool that wrote it.
        no-simulation: The plan does not say what to simulate; add `simulate`.
        override-conflict: The overrides give one unit two variants; keep one row.
        override-unknown: Overrides name ids that no customer has; correct them, or remove the rows.
        override-variant-unknown: The overrides name a variant that the plan does not have; \
        write one of it.
        pepper-missing: The secret key of the pseudonyms is not set; make one with \
        `openssl rand -hex 32`, keep it, and set the environment variable.
        phase-after-end: A phase would start after the test ends; name an earlier day.
        phase-too-early: A phase would start before the one that holds; name a later day.
        phase-unchanged: The plan is the one that was locked, so there is no phase; change it first.
        phase-unknown: There is no such phase; name one of the lock, or leave out --phase.
        plan-changed: The plan is not the one that was locked; restore it, or open a phase.
        plan-file-missing: A file that the plan names for its draw is not there; put it there, or \
        correct the name.
        plan-not-finite: The plan holds a number that no computer holds; correct it.
        power-audience-missing: Nothing says how many customers there are; add --customers or \
        --audience.
        power-baseline-missing: Nothing says what the metric is without contact; add `baseline` \
        or --history.
        power-baseline-range: The rate without contact leaves nothing to compare; write it as 3.0%.
        power-deviation-missing: Nothing says how much customers differ; add \
        `standard_deviation` or --history.
        power-empty-group: A variant gets nobody; give it a weight.
        power-no-reference: The plan has no control and no base; add one.
        power-no-test: The plan has no variant under test; give one `role: test`.
        power-not-computable: What the test can find cannot be worked out; check the numbers of \
        the plan.
        power-quantile: There is no power for a quantile; make a share of customers the primary \
        metric.
        rate-form: A rate to simulate cannot be read; write METRIC.VARIANT=VALUE.
        rate-unknown: A rate names no simulated metric and variant; write one of those shown.
        result-metric: The earlier result has nothing of this metric; use another result.
        result-no-reference: The earlier result has no control and no base; use another, or \
        state the baseline.
        result-schema: The earlier result is of another version; name one of this tool.
        result-unreadable: The file is no result; name the result.json of a report.
        simulate-customers: So many customers cannot be generated; write 1 to 1000000000.
        simulate-encoding: A generated campaign is UTF-8; remove the encoding.
        simulate-kind: Only a file with a row per customer is generated; write `kind: units`.
        simulate-metric: A simulated metric is not defined; define it, or remove it.
        simulate-rate: A simulated rate would exceed 100%; lower the rate or its multipliers.
        simulate-segment: A simulated segment is not in the data; add it there.
        simulate-value: A variant has no simulated rate or mean; give it one.
        slots-lost: The file of the layers does not know the slots of the lock; restore it.
        slots-released: The plan gave its slots back; name an earlier day with --as-of, or start \
        anew.
        sql-algorithm: A query cannot draw by this algorithm; assign with `experiment assign`.
        sql-household-map: A query cannot read the household map; join it to the customers in a \
        view.
        sql-nul: A name or text holds a NUL character; remove it.
        sql-overrides: There are too many overrides for a query; assign with `experiment assign`.
        sql-pseudonyms: A query cannot make pseudonyms; assign with `experiment assign`.
        sql-strata: A query cannot give these exact quotas; assign with `experiment assign`.
        sql-table: This is not the name of a table; write --table customers.
        start-past: The plan starts before the day it is locked on; start later, or mind what it \
        proves.
        """
}
