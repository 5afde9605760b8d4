// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticCatalogue {
    /// Draws of customers: ids, salts, layers and global controls.
    static let assignment = """
        allocation-out-of-range: The allocation is not above 0% and up to 100%; correct it.
        as-of-outside: The day of --as-of is outside the plan's dates; name a day of the test.
        assign-failed: The draw stopped for the reason shown; mend that and run again.
        assignment-differs: The file of assignments was changed by hand; assign again from the \
        customers.
        assignment-other-phase: The file of assignments is of another phase; name a day of that \
        phase with --as-of, or assign again.
        assignment-reordered: The file of assignments was sorted; assign again, and sort a copy.
        assignment-truncated: The file of assignments ends too early; assign again from the \
        customers.
        attributes-after-start: The customer file is from after the start; take values from before.
        broken-design: The stored design cannot be used; restore the file from version control.
        duplicate-id-conflict: Rows repeat a customer with other values; mend the file, or use \
        --on-duplicate.
        duplicate-id: Rows repeat an earlier customer; only the first row is drawn.
        empty-id: A row has no id and is rejected; fill it in.
        explain-quotas: Exact quotas follow from the whole list; look in the assignments file.
        fixed-ranges: This algorithm cannot change weights halfway; start a new test.
        forced-held-out: Overrides name customers of the global control, which wins; take them off.
        forced-not-in-audience: Overrides name customers outside the audience; take them off if its \
        rules should hold.
        forced-without-permission: Overrides name customers without a permission, who are left \
        alone; take them off.
        gate-salt-missing: This algorithm needs a gate salt where not everybody takes part; add \
        `gate_salt`.
        gate-salt-unused: This algorithm has no place for a gate salt; remove `gate_salt`.
        holdout-comparator: The comparison group has no clear period; write 1 or more.
        holdout-days: The global control ends before it starts; correct the days.
        holdout-overlap: The overlap of the global control is not between 0% and 100%; correct it.
        holdout-period-passed: The global control has moved on since the test began; draw for an \
        earlier day.
        holdout-share: The global control has no share between 0% and 100%; correct it.
        holdout-too-large: Two periods of the global control do not fit beside each other; lower \
        the share.
        household-map-conflict: The map gives one person two households; keep one row.
        id-formula: Ids start with a sign that spreadsheets run; check where they come from.
        id-invisible-character: Ids hold a character that nobody sees; clean the id column.
        id-leading-zeros: Ids may have lost their leading zeros; export them as text.
        id-look-alike: Ids differ in case, spaces or form alone; decide whether they are one \
        customer.
        id-map-circle: Merged ids lead back to themselves; remove the row that leads back.
        id-map-conflict: The map gives one old id two new ones; keep one row.
        id-not-ascii: An id has a character that this algorithm cannot hash; the row is rejected.
        id-outer-space: Ids have space around them, which counts; remove it where it does not \
        belong.
        id-scientific-notation: Ids look shortened by a spreadsheet, as 1.04E+05; export them as \
        text.
        id-unicode-form: Ids have accents apart from their letters; export them in one form.
        invalid-salt: The salt cannot be used; write 1 to 123 of A-Z a-z 0-9 . _ / and -.
        layer-salt-changed: A layer has another salt than before; write the old one again.
        list-changed: The list is not the one that was locked; assign that one, or see who is new.
        list-not-final: Exact quotas hold for one list; assign the list that was locked.
        many-rejects: Many rows are rejected; see the rejects file for the reasons.
        missing-weight: A variant has no weight; give it one, or write `weights: even`.
        newcomers-outside-list: People enter once, and some are new; leave them out.
        no-points: This work needs the house algorithm; use sha256-52/1.
        no-variants: There are no variants to draw to; list at least two.
        pair-incomplete: A row of a file of pairs misses one side; fill it in, or remove it.
        pepper-changed: The pepper is another than before; set the one that was used.
        pepper-too-short: The pepper can be guessed; make one with `openssl rand -hex 32`.
        placeholder-id: An id is a word for no id, as NULL, and is rejected; fill in the real one.
        salt-not-integer: This algorithm takes a whole number as salt; write the seed of that \
        system.
        segment-cells-small: A level of a segment has a variant with too few customers; read it \
        with care.
        self-check: What was read back is not what was drawn; run again, on another disk if it \
        comes back.
        share-not-representable: This algorithm cannot have such a share; write one that it \
        divides into.
        shared-across-variants: Customers who share a value are in different variants; draw by \
        household.
        shared-salt: Two draws of the design have one salt; give each its own.
        slots-broken: The slots of a test cannot be read; restore the file of the layers.
        slots-days: A test in a layer ends before it starts; correct the days.
        slots-held-already: The test has other slots already; keep its share and days, or \
        release them first.
        slots-missing: The test has no slots of its layer; claim them with `experiment lock`.
        slots-none: The test has no slots to give back, or gave them back before; there is nothing to \
        do.
        slots-share: A test takes no slots or more than there are; write 0.01% to 100%.
        slots-shared: Two tests have the same slots; restore the file of the layers.
        tests-overlap: Customers are also in another test; put both in one layer.
        too-many-variants: There are more variants than one draw can tell apart; list fewer.
        unknown-algorithm: There is no such algorithm; write one of those shown.
        variant-empty: A variant gets no customer; draw from more customers, or change the weights.
        variant-moved: Customers have another variant than before; check plan, lock and earlier file.
        """
}
