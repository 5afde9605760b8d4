// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns ids into points of the assignment ring, `0 ..< 1_000_000`.
public protocol PointHasher: Sendable {
    /// The point of the id with these UTF-8 bytes.
    func point(of id: UnsafeRawBufferPointer) -> Int

    /// The points of many ids, which is faster than one by one.
    ///
    /// Id number `i` is `counts[i]` bytes of `bytes` from `offsets[i]`. The three buffers have the
    /// same length.
    func points(
        in bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<UInt32>,
        counts: UnsafeBufferPointer<UInt32>, into points: UnsafeMutableBufferPointer<UInt32>)

    /// The point of an id with every step that led to it.
    func draw(of id: String) -> Draw
}

extension PointHasher {
    /// The point of an id.
    public func point(of id: String) -> Int {
        var id = id
        return id.withUTF8 { point(of: UnsafeRawBufferPointer($0)) }
    }
}

/// One draw with its steps, so that it can be repeated by hand.
public struct Draw: Sendable, Hashable, Codable {
    /// The text that was hashed.
    public var hashed: String
    /// The part of the digest that is read as a number, in hexadecimal digits.
    public var hexadecimal: String
    /// The number those digits are.
    public var number: UInt64
    /// The number modulo a million.
    public var point: Int

    /// Creates a draw.
    public init(hashed: String, hexadecimal: String, number: UInt64, point: Int) {
        self.hashed = hashed
        self.hexadecimal = hexadecimal
        self.number = number
        self.point = point
    }
}
