// SPDX-License-Identifier: GPL-3.0-or-later

/// The bytes of one field, already unquoted; valid only while its block is.
public struct FieldBytes {
    @usableFromInline let start: UnsafePointer<UInt8>
    /// The number of bytes.
    public let count: Int

    @inlinable @inline(__always)
    init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    /// Views memory as a field; the memory must outlive the view.
    @inlinable
    public init?(_ buffer: UnsafeRawBufferPointer) {
        guard let base = buffer.baseAddress else { return nil }
        self.init(start: base.assumingMemoryBound(to: UInt8.self), count: buffer.count)
    }

    /// Whether the field has no bytes.
    @inlinable @inline(__always)
    public var isEmpty: Bool { count == 0 }

    /// The byte at a position.
    @inlinable @inline(__always)
    public subscript(position: Int) -> UInt8 {
        precondition(position >= 0 && position < count, "position outside the field")
        return start[position]
    }

    /// The bytes as a buffer.
    @inlinable @inline(__always)
    public var buffer: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: count)
    }

    /// The field as text; invalid UTF-8 never gets this far.
    public var string: String { String(decoding: buffer, as: UTF8.self) }

    /// Whether the field holds exactly these bytes.
    @inlinable @inline(__always)
    public func equals(_ other: [UInt8]) -> Bool {
        guard other.count == count else { return false }
        return other.withUnsafeBufferPointer { right in
            for position in 0..<count where start[position] != right[position] { return false }
            return true
        }
    }

    /// Whether two fields hold the same bytes.
    @inlinable @inline(__always)
    public func equals(_ other: FieldBytes) -> Bool {
        guard other.count == count else { return false }
        for position in 0..<count where start[position] != other.start[position] { return false }
        return true
    }

    /// Whether the field comes before another: shorter ones first, those of one length by bytes.
    @inlinable @inline(__always)
    func precedes(_ other: FieldBytes) -> Bool {
        guard count == other.count else { return count < other.count }
        let (left, right) = (UnsafeRawPointer(start), UnsafeRawPointer(other.start))
        var position = 0
        while position &+ 8 <= count {
            let own = left.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let its = right.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            if own != its { return UInt64(bigEndian: own) < UInt64(bigEndian: its) }
            position &+= 8
        }
        while position < count {
            if start[position] != other.start[position] {
                return start[position] < other.start[position]
            }
            position &+= 1
        }
        return false
    }

    /// Whether spaces or tabs stand at either end; numbers are read all the same, ids differ.
    @inlinable
    public var hasOuterSpaces: Bool { trimmed.count != count }

    /// The field without spaces and tabs at either end.
    @inlinable
    public var trimmed: FieldBytes {
        var first = 0
        var last = count
        while first < last, start[first] == 0x20 || start[first] == 0x09 { first += 1 }
        while last > first, start[last - 1] == 0x20 || start[last - 1] == 0x09 { last -= 1 }
        return FieldBytes(start: start + first, count: last - first)
    }
}
