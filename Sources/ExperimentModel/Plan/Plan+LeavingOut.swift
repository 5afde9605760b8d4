// SPDX-License-Identifier: GPL-3.0-or-later

extension Plan {
    /// Whether a customer of the file may be left out of the test, so that the rows of an assignment say why
    /// and a row without a variant belongs to nobody in the test.
    public var canLeaveOut: Bool {
        let rule = assignment
        let asks =
            audience.map { !$0.require.isEmpty || !$0.include.isEmpty || !$0.exclude.isEmpty }
            ?? false
        return asks || rule.holdout != nil || rule.layer != nil || rule.overrides != nil
            || rule.members != nil || rule.allocation.map { $0.fraction < 1 } ?? false
    }
}
