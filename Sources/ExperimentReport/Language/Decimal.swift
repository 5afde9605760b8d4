// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Decimal text of a number, correctly rounded, with a point and no grouping.
enum Decimal {
    /// The number with a fixed number of decimals; never a negative zero.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        let text = printed("%.*f", [Int32(clamping: decimals), value])
        let isZero = text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x30 || $0 == 0x2E }
        return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    /// The number with at most so many significant digits, in the shortest form.
    static func significant(_ value: Double, _ digits: Int) -> String {
        value == 0 ? "0" : printed("%.*g", [Int32(clamping: digits), value])
    }

    /// The power of ten of the first significant digit: 0 for 1 to 9, -1 for 0.1.
    static func magnitude(_ value: Double) -> Int {
        let size = abs(value)
        guard size > 0, size.isFinite else { return 0 }
        return Int(log10(size).rounded(.down))
    }

    /// Ten to a whole power.
    static func powerOfTen(_ exponent: Int) -> Double { pow(10, Double(exponent)) }

    private static func printed(_ format: String, _ arguments: [any CVarArg]) -> String {
        withVaList(arguments) { list in
            var buffer = [CChar](repeating: 0, count: 400)
            let length = vsnprintf(&buffer, buffer.count, format, list)
            let bytes = buffer.prefix(max(0, min(Int(length), buffer.count - 1)))
            return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
