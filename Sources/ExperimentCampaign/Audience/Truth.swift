// SPDX-License-Identifier: GPL-3.0-or-later

/// What a rule says of one customer.
public enum Truth: Sendable, Hashable {
    /// The rule holds.
    case yes
    /// The rule does not hold.
    case no
    /// A value that the rule needs is empty.
    case unknown
    /// A value that the rule needs cannot be read as what it is compared with.
    case unreadable(column: Int)

    /// The answer as a number, for the evaluator: a column when it is not negative.
    static let yesCode = -1
    static let noCode = -2
    static let unknownCode = -3

    @inline(__always)
    init(code: Int) {
        switch code {
        case Self.yesCode: self = .yes
        case Self.noCode: self = .no
        case Self.unknownCode: self = .unknown
        default: self = .unreadable(column: code)
        }
    }
}
