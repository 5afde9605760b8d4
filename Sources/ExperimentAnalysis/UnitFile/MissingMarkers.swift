// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// The texts that mean "no value".
struct MissingMarkers: Sendable {
    private let markers: [[UInt8]]
    private let first: [Bool]
    /// Whether an empty field is a missing value.
    let includesEmpty: Bool
    /// Whether a single digit is a marker, as `9`.
    let mayBeDigit: Bool

    init(_ texts: [String]) {
        markers = texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
        includesEmpty = texts.contains("")
        var table = [Bool](repeating: false, count: 256)
        for marker in markers { table[Int(marker[0])] = true }
        first = table
        mayBeDigit = markers.contains { $0.count == 1 && (0x30...0x39).contains($0[0]) }
    }

    /// Whether a field is a marker.
    func matches(_ field: FieldBytes) -> Bool {
        guard field.count > 0 else { return includesEmpty }
        return first[Int(field[0])] && isMarker(field)
    }

    private func isMarker(_ field: FieldBytes) -> Bool {
        markers.contains { field.equals($0) }
    }

    /// Calls a body with a matcher that is valid only inside.
    @inline(__always)
    func withMatcher<Result>(_ body: (Matcher) throws -> Result) rethrows -> Result {
        try first.withUnsafeBufferPointer { try body(Matcher(markers: self, first: $0)) }
    }

    /// Answers for nearly every field by its first byte.
    struct Matcher {
        let markers: MissingMarkers
        let first: UnsafeBufferPointer<Bool>

        /// Whether a field is a marker.
        @inline(__always)
        func matches(_ field: FieldBytes) -> Bool {
            guard field.count > 0 else { return markers.includesEmpty }
            guard first[Int(field[0])] else { return false }
            return markers.isMarker(field)
        }
    }
}
