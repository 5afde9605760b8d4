// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// One true rate or mean that takes the place of the plan's, as `ordered.control=3.0%`.
public struct RateOverride: Sendable, Hashable {
    /// The metric's key.
    public var metric: String
    /// The variant's key.
    public var variant: String
    /// The rate as a fraction, or the mean.
    public var value: Double

    /// Creates an override.
    public init(metric: String, variant: String, value: Double) {
        self.metric = metric
        self.variant = variant
        self.value = value
    }

    /// Reads `METRIC.VARIANT=VALUE`, the value a number or a percentage.
    ///
    /// - Throws: A diagnostic that shows the form.
    public init(_ text: String) throws(DiagnosticsError) {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        let keys = sides.first?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        guard sides.count == 2, keys.count == 2, !keys[0].isEmpty, !keys[1].isEmpty,
            let value = RateOverride.number(sides[1])
        else {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "rate-form", "`\(Visible.value(text))` is no rate of a variant",
                        fix:
                            "write METRIC.VARIANT=VALUE, as ordered.control=3.0% or revenue.test=4.2"
                    )
                ])
        }
        self.init(metric: String(keys[0]), variant: String(keys[1]), value: value)
    }

    private static func number(_ text: Substring) -> Double? {
        let isPercentage = text.hasSuffix("%")
        let digits = isPercentage ? text.dropLast() : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
            let value = Double(digits)
        else { return nil }
        return isPercentage ? value / 100 : value
    }
}
