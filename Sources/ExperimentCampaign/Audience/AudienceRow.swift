// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular

/// What gives the fields of one customer by column.
protocol AudienceRow {
    func bytes(_ column: Int) -> FieldBytes
}

extension Record: AudienceRow {}

/// A few values that stand one after another in memory.
struct ValueRow: AudienceRow {
    private let memory: UnsafeRawBufferPointer
    private let places: [Int: Range<Int>]
    private let nothing: FieldBytes

    /// Calls a body with values as the fields of their columns; they are valid only inside.
    static func with<Answer>(
        _ values: [[UInt8]], at columns: [Int], _ body: (ValueRow) -> Answer
    ) -> Answer? {
        var places: [Int: Range<Int>] = [:]
        // One byte more, so that no values have an address too.
        var bytes: [UInt8] = [0]
        for (column, value) in zip(columns, values) {
            places[column] = bytes.count..<(bytes.count + value.count)
            bytes += value
        }
        return bytes.withUnsafeBytes { memory in
            guard let nothing = FieldBytes(UnsafeRawBufferPointer(rebasing: memory[..<0])) else {
                return nil
            }
            return body(ValueRow(memory: memory, places: places, nothing: nothing))
        }
    }

    func bytes(_ column: Int) -> FieldBytes {
        guard let place = places[column] else { return nothing }
        return FieldBytes(UnsafeRawBufferPointer(rebasing: memory[place])) ?? nothing
    }
}
