// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticCatalogue {
    /// What a plan says, and what plans say together.
    static let planMeaning = """
        aggregate-type: The way events are added up does not fit the type of the metric; change \
        one of the two.
        bar-form: An effect cannot be read; write it as +8%, 0.5 pt or an amount.
        bar-unit: The unit of an effect does not fit the metric; write the unit shown.
        bare-number: A number has no unit; say whether it is a percentage, points, an amount or \
        days.
        card-incomplete: The contact strategy leaves some of its elements open; fill them in \
        where they matter.
        channel-misspelt: A channel looks like a slip of the pen; write it as elsewhere.
        channel-unlisted: A variant uses a channel that the contact strategy does not list; correct \
        one of the two.
        choice-unknown: The word is none of those known here; write one of the list shown.
        cluster-column: The cluster column cannot group customers; name that of the household or \
        store.
        cluster-mixed: One metric has a cluster and another has none; give both the same.
        comparator-room: There is no room for a comparison group; hold out fewer, or keep fewer \
        clear periods.
        contact-overlap: Two tests can contact the same people by one channel; put both in one \
        layer.
        correction-method: Dunnett's correction does not go with looks along the way; use \
        `correction: holm`.
        correction-one: A correction does nothing with one test variant; remove it.
        cost-missing: Net value is asked for and nothing says what a result is worth; add `value`.
        covariate-form: The covariate does not fit the metric; write it in the form shown.
        covariate-outcome: The covariate is known only after the start; use values from before.
        covariate-twice: A covariate is listed twice; remove one.
        currency-mixed: Amounts are in different currencies; write all in one.
        cuts-order: The cuts of a segment do not rise; write them from small to large.
        deadline-before-end: The goal is due before the test ends; move the deadline or the end.
        deadline-before-readout: The goal is due before all results are in; move it to the day \
        shown.
        direction-missing: A metric does not say which way is better; add `direction`.
        direction-type: The direction does not fit the type of the metric; write the one shown.
        end-before-start: Something ends before it starts; correct one of the two days.
        file-twice: Two variants have the same data file; give each its own.
        files-unsupported: Customers cannot come in a file per variant; bring them together in one.
        global-control-missing: A comparison with the global control needs one; add `holdout`.
        goal-missing: A planned test has no goal; add `goal`.
        goal-not-detectable: The effect aimed at is smaller than this test can see; make it \
        larger or longer.
        goal-not-measurable: The goal has no number; add `target`.
        goal-not-specific: The goal names no metric; add `metric`.
        goal-not-time-bound: The goal has no day; add `deadline`.
        goal-out-of-range: The goal takes a share of customers below 0% or above 100%; aim at less.
        holdout-late: The global control starts after the test; start it before, or leave it out.
        holdout-unknown: There is no such global control in experiments.yaml; correct the name, \
        or define it.
        holdout-unused: A campaign contacts the global control that others leave alone; add \
        `holdout`.
        key-duplicate: Two things have one key; give one of them another.
        key-no-effect: A key does nothing beside the others; remove it, or add what it needs.
        key-reserved: A variant has the name of a file that assignment writes; rename it.
        key-unsupported: Two parts of the plan do not go together; keep one of them.
        label-twice: Two parts of a segment have one label; give each its own.
        layer-full: The tests in a layer take more than there is; lower `slots`, or move the \
        dates apart.
        layer-unknown: There is no such layer in experiments.yaml; correct the name, or define it.
        level-form: The baseline does not fit the metric; write a rate in percent, or a mean.
        levels-sum: The shares of a simulated segment do not add up to 100%; correct one.
        looks-last: The last look is not at the end; end the list with 100% or the last day.
        looks-mixed: Some looks are days and others shares; write all in one way.
        looks-order: The looks do not follow one another; write them in order.
        looks-schedule: Looks are days, and the schedule has no start or end; add them.
        margin-missing: Net value is asked for and the margin is not known; add `margin_pct`.
        margin-sign: The margin of a guardrail has the sign of an improvement; turn the sign.
        match-duplicate: One value of the data would belong to two variants or metrics; give \
        each its own.
        match-several: A variant with columns of its own matches several values; keep one.
        members-column: People and households have one column; name the household's under `unit`.
        metric-shared: A metric is defined in the plan and in experiments.yaml; keep one.
        metric-twice: A metric plays two parts; keep one.
        metric-unknown: There is no such metric; correct the name, or define it.
        metric-unused: A metric is defined and plays no part; list it, or remove it.
        missing-key: Something that is needed is not there; add the line shown.
        missing-type: What happens to missing values does not fit the metric; write what is shown.
        money-form: This is no currency; write a code of three letters, as EUR.
        no-base: The tests must beat a base, and no variant is one; give one `role: base`.
        no-control: No variant is left without contact; give one `role: control`.
        no-test-variant: No variant is under test; give the new strategy `role: test`.
        non-actionable: The plan does not say what its result decides; add `decision`.
        one-of: Exactly one of several keys is needed; keep or add one.
        outcome-attribute: A segment is cut by an outcome of the test; use values from before \
        the start.
        overlap-whole: A rotating group would never change; write an overlap below 100%.
        payload-column: The payload has the column of the id; give it another name.
        percentile-share: A percentile is very low; write 99 for 99%.
        permission-conflict: A rule and a permission leave nobody; remove one of them.
        permission-missing: A variant uses a channel without its permission; add it to `require`.
        permission-rule: A rule does what a permission is for; write it under `require`.
        permission-unknown: There is no such permission in experiments.yaml; correct the name, \
        or define it.
        placeholder-mixed: Some columns have `{variant}` and others do not; write all in one way.
        placeholder-place: `{variant}` stands where it means nothing; write the name of the column.
        primary-control: The primary metric cannot happen to customers without contact; choose \
        another.
        primary-missing: The plan has no primary metric; add `primary`.
        refunds-event: A metric takes back its own event; name the event of the refund.
        runtime-longer: The test ends before it ran its least time; move the end, or lower it.
        runtime-schedule: The least time to run is counted from the start; add it to `schedule`.
        salt-collision: Two different draws have one salt, so one decides the other; change a salt.
        salt-duplicate: Two draws in one file have one salt; give each its own.
        salt-reused: Two tests have one salt, so the same people fall together; give one another \
        salt.
        sample-unreachable: The smallest sample asked for cannot be reached; lower it, or change \
        weights.
        segment-quantile: A quantile is not taken per segment; remove `segments`, or change the \
        metric.
        segment-unknown: There is no such segment; correct the name, or define it.
        sides-mixed: One side of a ratio is a column and the other an event; write both in one way.
        simulate-column: Two generated columns have one name; give each its own.
        simulate-data: The data section has a part that cannot be generated; remove it.
        simulate-event: A metric of events is not generated; give it a column.
        simulate-given: An outcome depends on one that is not generated before it; change the order.
        simulate-missing: A metric has no generated outcome; add it to `simulate`.
        simulate-nps: Answers of 0 to 10 are not generated; leave the metric out.
        simulate-quantile: A quantile follows from its column; remove the outcome.
        simulate-ratio: A ratio follows from its columns; remove the outcome.
        steps-order: The steps of a rollout do not rise; write them from small to large.
        steps-sum: The last step of a rollout leaves no room for control; lower one of the two.
        stratify-entry: Exact quotas need a final list; remove `stratify`, or write `entry: once`.
        target-sign: The target points the wrong way for its metric; turn the sign.
        time-left-out: The clock jumps over the start time in spring; write another time.
        time-twice: The clock shows the start time twice in autumn; write another time.
        two-primaries: Two metrics would decide; keep one, and list the other under `secondary`.
        type-unsupported: This type of metric cannot be measured on this kind of data; change \
        one of them.
        uplift-sign: The smallest uplift points the wrong way for its metric; turn the sign.
        value-direction: Fewer of the metric is better, so it brings no money; name a metric of \
        the good outcome.
        value-duplicate: A value is in the list twice; remove one.
        value-metric: This metric cannot be turned into money; name a proportion, a count or an \
        amount.
        value-missing: Nothing says what a result is worth; add `per_result`, or a currency.
        value-twice: The metric is money already; remove `per_result`.
        variant-column-missing: The data name no variant column; add `variant` to `data`.
        variant-missing: A variant is left out of a list that names each; add it.
        variant-unknown: There is no such variant; write one of those shown.
        weight-missing: A variant has no weight; give it one, or write `weights: even`.
        weights-both: A weight stands beside `weights: even`; keep one of the two.
        weights-sum: The weights do not add up to 100%; correct one, or write `weights: even`.
        window-after-deadline: The window of the metric is longer than the time to the deadline; \
        change one.
        """
}
