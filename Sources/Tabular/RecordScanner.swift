// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds where the last whole record in a run of bytes ends, given that the run starts at a record.
struct RecordScanner {
    let delimiter: UInt8
    let newline: UInt8

    /// The byte behind the last whole record, and the place of a quote still open after it.
    func lastRecordEnd(
        _ bytes: UnsafePointer<UInt8>, from first: Int, to last: Int
    ) -> (end: Int?, openQuote: Int?, hasQuotes: Bool) {
        guard last > first else { return (nil, nil, false) }
        if memchr(bytes + first, Int32(FieldIndexer.quote), last - first) == nil {
            var position = last
            while position > first {
                if bytes[position - 1] == newline { return (position, nil, false) }
                position -= 1
            }
            return (nil, nil, false)
        }
        let exact = exactEnd(bytes, from: first, to: last)
        return (exact.end, exact.openQuote, true)
    }

    private func exactEnd(
        _ bytes: UnsafePointer<UInt8>, from first: Int, to last: Int
    ) -> (end: Int?, openQuote: Int?) {
        var end: Int?
        var position = first
        while position < last {
            if bytes[position] == FieldIndexer.quote {
                let open = position
                guard let close = closingQuote(bytes, after: open, to: last) else {
                    return (end, open)
                }
                position = close + 1
            }
            while position < last, bytes[position] != delimiter, bytes[position] != newline {
                position &+= 1
            }
            guard position < last else { break }
            position += 1
            if bytes[position - 1] == newline { end = position }
        }
        return (end, nil)
    }

    /// The closing quote, as far as it can be known: at the last byte it may still be a doubled one.
    private func closingQuote(
        _ bytes: UnsafePointer<UInt8>, after open: Int, to last: Int
    ) -> Int? {
        var position = open + 1
        while position < last {
            guard let found = memchr(bytes + position, Int32(FieldIndexer.quote), last - position)
            else { return nil }
            position = UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
            guard position + 1 < last, bytes[position + 1] == FieldIndexer.quote else {
                return position
            }
            position += 2
        }
        return nil
    }
}
