// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticCatalogue {
    /// Draws of customers: ids, salts, layers and global controls.
    static let assignment = """
        allocation-out-of-range: The allocation is not above 0% and up to 100%; correct it.
        assign-failed: The draw stopped for the reason shown; mend that and run again.
        broken-design: The stored design cannot be used; restore the file from version control.
        duplicate-id-conflict: Rows repeat a customer with other values; mend the file, or use \
        --on-duplicate.
        duplicate-id: Rows repeat an earlier customer; only the first row is drawn.
        empty-id: A row has no id and is rejected; fill it in.
        fixed-ranges: This algorithm cannot change weights halfway; start a new test.
        gate-salt-missing: This algorithm needs a gate salt where not everybody takes part; add \
        `gate_salt`.
        gate-salt-unused: This algorithm has no place for a gate salt; remove `gate_salt`.
        holdout-comparator: The comparison group has no clear period; write 1 or more.
        holdout-days: The global control ends before it starts; correct the days.
        holdout-overlap: The overlap of the global control is not between 0% and 100%; correct it.
        holdout-share: The global control has no share between 0% and 100%; correct it.
        holdout-too-large: Two periods of the global control do not fit beside each other; lower \
        the share.
        id-formula: Ids start with a sign that spreadsheets run; check where they come from.
        id-leading-zeros: Ids may have lost their leading zeros; export them as text.
        id-not-ascii: An id has a character that this algorithm cannot hash; the row is rejected.
        id-outer-space: Ids have space around them, which counts; remove it where it does not \
        belong.
        id-scientific-notation: Ids look shortened by a spreadsheet, as 1.04E+05; export them as \
        text.
        invalid-salt: The salt cannot be used; write 1 to 123 of A-Z a-z 0-9 . _ / and -.
        layer-salt-changed: A layer has another salt than before; write the old one again.
        many-rejects: Many rows are rejected; see the rejects file for the reasons.
        missing-weight: A variant has no weight; give it one, or write `weights: even`.
        no-points: This work needs the house algorithm; use sha256-52/1.
        no-variants: There are no variants to draw to; list at least two.
        pepper-changed: The pepper is another than before; set the one that was used.
        pepper-too-short: The pepper can be guessed; make one with `openssl rand -hex 32`.
        placeholder-id: An id is a word for no id, as NULL, and is rejected; fill in the real one.
        salt-not-integer: This algorithm takes a whole number as salt; write the seed of that \
        system.
        share-not-representable: This algorithm cannot have such a share; write one that it \
        divides into.
        shared-salt: Two draws of the design have one salt; give each its own.
        slots-broken: The slots of a test cannot be read; restore the file of the layers.
        slots-days: A test in a layer ends before it starts; correct the days.
        slots-held-already: The test has other slots already; keep its share and days, or \
        release them first.
        slots-missing: The test has no slots of its layer; claim them with `experiment lock`.
        slots-none: The test has no slots to give back; claim them with `experiment lock`.
        slots-share: A test takes no slots or more than there are; write 0.01% to 100%.
        slots-shared: Two tests have the same slots; restore the file of the layers.
        too-many-variants: There are more variants than one draw can tell apart; list fewer.
        unknown-algorithm: There is no such algorithm; write one of those shown.
        """
}
