// SPDX-License-Identifier: GPL-3.0-or-later

/// What a field is when it is read as a number.
public enum ParsedNumber: Sendable, Equatable {
    /// A finite number.
    case value(Double)
    /// Nothing, or only spaces.
    case empty
    /// Not a number.
    case notANumber
    /// `NaN`, `inf` and the like, which no metric may hold.
    case notFinite
    /// A number with a currency sign.
    case currency
    /// A number with a percent sign.
    case percent
    /// A number like `12,500` or `1.234` that means one thing with a decimal point and another with a
    /// decimal comma.
    case ambiguous
}

/// Reads numbers and truth values from bytes, without allocation and without a locale.
public enum FieldParser {
    /// Reads a number written with a known decimal convention.
    ///
    /// Digits with an optional sign, fraction and exponent; the result is the nearest double. Spaces
    /// around it are allowed. Groups of three digits are allowed with the other separator.
    @inlinable @inline(__always)
    public static func double(_ field: FieldBytes, decimal: DecimalConvention) -> ParsedNumber {
        let value = plainDouble(field, separator: decimal == .point ? 0x2E : 0x2C)
        if value == value { return .value(value) }
        return slowDouble(field, decimal: decimal)
    }

    /// Reads a plain decimal of at most 18 digits exactly; NaN says "look closer".
    @inlinable @inline(__always)
    static func plainDouble(_ field: FieldBytes, separator: UInt8) -> Double {
        let bytes = field.start
        let count = field.count
        var position = 0
        var isNegative = false
        if count > 0, bytes[0] == 0x2D {
            isNegative = true
            position = 1
        }
        // A sign, a separator and 18 digits: the sum cannot overflow.
        guard count &- position <= 19, count > position else { return .nan }
        var mantissa: UInt64 = 0
        var fraction = 0
        let first = position
        while position < count {
            let digit = bytes[position] &- 0x30
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            position &+= 1
        }
        guard position > first else { return .nan }
        if position < count {
            guard bytes[position] == separator else { return .nan }
            position &+= 1
            let start = position
            while position < count {
                let digit = bytes[position] &- 0x30
                if digit > 9 { return .nan }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                position &+= 1
            }
            fraction = position &- start
            guard fraction > 0 else { return .nan }
        } else if position &- first > 18 {
            return .nan
        }
        guard mantissa <= 1 << 53 else { return .nan }
        let magnitude = fraction == 0 ? Double(mantissa) : Double(mantissa) / powerOfTen(fraction)
        return isNegative ? -magnitude : magnitude
    }

    @inlinable @inline(__always)
    static func powerOfTen(_ exponent: Int) -> Double {
        switch exponent {
        case 1: 1e1
        case 2: 1e2
        case 3: 1e3
        case 4: 1e4
        case 5: 1e5
        case 6: 1e6
        default: higherPowerOfTen(exponent)
        }
    }

    @usableFromInline
    static func higherPowerOfTen(_ exponent: Int) -> Double {
        var power = 1e6
        for _ in 6..<max(exponent, 6) { power *= 10 }
        return power
    }

    @usableFromInline @inline(never)
    static func slowDouble(_ field: FieldBytes, decimal: DecimalConvention) -> ParsedNumber {
        let shape = NumberShape(field)
        switch shape.kind {
        case .empty: return .empty
        case .notFinite: return .notFinite
        case .currency: return .currency
        case .percent: return .percent
        case .other: return .notANumber
        case .number: return shape.value(decimal: decimal)
        }
    }

    /// Reads a number when no convention is known: `12,500` is ambiguous, `12,50` is not.
    public static func double(_ field: FieldBytes) -> ParsedNumber {
        let shape = NumberShape(field)
        guard shape.kind == .number else { return slowDouble(field, decimal: .point) }
        switch (shape.fits(.point), shape.fits(.comma)) {
        case (true, true):
            let (point, comma) = (shape.value(decimal: .point), shape.value(decimal: .comma))
            return point == comma ? point : .ambiguous
        case (true, false): return shape.value(decimal: .point)
        case (false, true): return shape.value(decimal: .comma)
        case (false, false): return .notANumber
        }
    }

    /// Whether the field can be read as a number in some convention.
    static func looksNumeric(_ field: FieldBytes) -> Bool {
        let shape = NumberShape(field)
        return shape.kind == .number && (shape.fits(.point) || shape.fits(.comma))
    }

    /// Reads a whole number in plain digits with an optional sign.
    @inlinable
    public static func integer(_ field: FieldBytes) -> Int? {
        let text = field.trimmed
        var position = 0
        var isNegative = false
        if text.count > 0, text.start[0] == 0x2D || text.start[0] == 0x2B {
            isNegative = text.start[0] == 0x2D
            position = 1
        }
        guard position < text.count, text.count - position <= 18 else { return nil }
        var value = 0
        while position < text.count {
            let digit = text.start[position] &- 0x30
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
            position += 1
        }
        return isNegative ? -value : value
    }

    /// Reads a truth value: `1`/`0`, `true`/`false`, `yes`/`no`, `ja`/`nee`, in any case.
    @inlinable
    public static func boolean(_ field: FieldBytes) -> Bool? {
        if field.count == 1 {
            if field.start[0] == 0x31 { return true }
            if field.start[0] == 0x30 { return false }
        }
        return slowBoolean(field)
    }

    @usableFromInline @inline(never)
    static func slowBoolean(_ field: FieldBytes) -> Bool? {
        guard field.count < 16 else { return nil }
        switch field.trimmed.string.lowercased() {
        case "1", "true", "yes", "ja": return true
        case "0", "false", "no", "nee": return false
        default: return nil
        }
    }
}
