// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a row could not be used.
enum RejectCode: String, Sendable, CaseIterable {
    case ragged = "ragged-row"
    case emptyID = "empty-id"
    case placeholderID = "placeholder-id"
    case duplicateID = "duplicate-id"
    case unknownVariant = "unknown-variant"
    case emptyValue = "empty-value"
    case notANumber = "not-a-number"
    case notFinite = "not-finite"
    case currencyInNumber = "currency-in-number"
    case percentInNumber = "percent-in-number"
    case ambiguousNumber = "ambiguous-number"
    case notZeroOrOne = "not-zero-or-one"
    case notACount = "not-a-count"
    case notAScore = "not-a-score"
    case notATime = "not-a-time"
    case duplicateRow = "duplicate-row"
    case countDecreased = "count-decreased"
    case negativeVariance = "negative-variance"
    case numeratorAboveDenominator = "numerator-above-denominator"
}

/// A row that could not be used.
struct RejectedRow: Sendable {
    var row: Int
    var column: Int?
    var code: RejectCode
    var value: String
}
