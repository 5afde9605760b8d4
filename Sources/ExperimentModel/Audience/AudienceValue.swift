// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that a rule writes and a column is held against; its kind says how the column is read.
public enum AudienceValue: Sendable, Hashable {
    /// A finite number of at most 15 digits.
    case number(Double)
    /// A text, compared byte for byte.
    case text(String)
    /// True or false.
    case truth(Bool)
    /// A day.
    case day(Day)
    /// An amount; the column is read as a number in this currency.
    case money(Double, currency: String)

    /// What a column is read as.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A number.
        case number
        /// A text.
        case text
        /// True or false.
        case truth
        /// A day.
        case day
        /// An amount of money.
        case money
    }

    /// What the column is read as.
    public var kind: Kind {
        switch self {
        case .number: .number
        case .text: .text
        case .truth: .truth
        case .day: .day
        case .money: .money
        }
    }

    /// Whether values of this kind have an order.
    public var isOrdered: Bool { kind != .text && kind != .truth }

    /// The value as a rule writes it.
    public var text: String {
        switch self {
        case .number(let number): Self.decimal(number)
        case .text(let text): Self.quoted(text, with: "\"")
        case .truth(let truth): truth ? "true" : "false"
        case .day(let day): day.iso
        case .money(let amount, let currency): "\(Self.decimal(amount)) \(currency)"
        }
    }

    /// The shortest digits that read back as the number, without an exponent, as `-0.00001`.
    public static func decimal(_ number: Double) -> String {
        let shortest = "\(number)"
        guard let mark = shortest.firstIndex(of: "e") else {
            if shortest == "-0.0" { return "0" }
            return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
        }
        let isNegative = shortest.hasPrefix("-")
        let mantissa = shortest[..<mark].filter { $0.isNumber || $0 == "." }
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 && parts[1] != "0" ? String(parts[1]) : ""
        let digits = String(parts[0]) + fraction
        let point = parts[0].count + (Int(shortest[mark...].dropFirst()) ?? 0)
        let zeros = { (count: Int) in String(repeating: "0", count: max(0, count)) }
        let plain =
            point <= 0
            ? "0." + zeros(-point) + digits
            : point >= digits.count
                ? digits + zeros(point - digits.count)
                : digits.prefix(point) + "." + digits.dropFirst(point)
        return isNegative ? "-" + plain : plain
    }

    /// A text between two marks, with every mark inside it written twice.
    static func quoted(_ text: String, with mark: Unicode.Scalar) -> String {
        var out = String.UnicodeScalarView([mark])
        for scalar in text.unicodeScalars {
            out.append(scalar)
            if scalar == mark { out.append(mark) }
        }
        out.append(mark)
        return String(out)
    }
}
