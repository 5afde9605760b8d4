// SPDX-License-Identifier: GPL-3.0-or-later

extension Pipeline {
    /// How many units go through the draws together; their lists stay in the fastest cache.
    private static let batch = 256

    /// Makes the draws of many units, which is faster than one by one.
    ///
    /// Id number `i` is `counts[i]` bytes of `bytes` from `offsets[i]`. Only units whose byte in
    /// `codes` is ``DrawCode/waiting`` are drawn, and get the ``DrawCode`` that ``code(of:)``
    /// gives; the others keep what they have. The three buffers have the same length.
    public func draw(
        in bytes: UnsafeRawBufferPointer, offsets: UnsafeBufferPointer<UInt32>,
        counts: UnsafeBufferPointer<UInt32>, into codes: UnsafeMutableBufferPointer<UInt8>
    ) {
        precondition(offsets.count == counts.count && counts.count == codes.count)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 5 * Pipeline.batch) { room in
            var left = Waiting(bytes: bytes, room: room, capacity: Pipeline.batch)
            var index = 0
            while index < codes.count {
                left.count = 0
                while index < codes.count, left.count < Pipeline.batch {
                    if codes[index] == DrawCode.waiting.rawValue {
                        left.add(offset: offsets[index], count: counts[index], place: index)
                    }
                    index += 1
                }
                draw(&left, into: codes)
            }
        }
    }

    private func draw(_ left: inout Waiting, into codes: UnsafeMutableBufferPointer<UInt8>) {
        if let system {
            for index in 0..<left.count {
                left.points[index] = system.refusal(left.id(index)) == nil ? 0 : 1
            }
            left.keep(orElse: .idNotASCII, in: codes) { $0 == 0 ? 0 : nil }
        }
        if let holdout {
            left.draw(by: holdout)
            left.keep(orElse: .heldOut, in: codes) { point in heldOut.holds(point) ? nil : 0 }
        }
        if let layer {
            left.draw(by: layer)
            left.keep(orElse: .otherLayer, in: codes) { slots.owns(point: $0) ? 0 : nil }
        }
        if let system {
            for index in 0..<left.count {
                codes[Int(left.places[index])] =
                    DrawCode(system.outcome(of: left.id(index))).rawValue
            }
            return
        }
        if let gate {
            left.draw(by: gate)
            left.keep(orElse: .notLetIn, in: codes) { point in
                bands.firstIndex { $0.contains(Int(point)) }.map { UInt32($0) }
            }
        }
        left.draw(by: split)
        if owners.count == 1, let table = owners.first {
            for index in 0..<left.count {
                codes[Int(left.places[index])] = table.code(at: left.points[index])
            }
            return
        }
        for index in 0..<left.count {
            let band = gate == nil ? 0 : Int(left.bands[index])
            codes[Int(left.places[index])] = owners[band].code(at: left.points[index])
        }
    }
}

/// The units of a batch that no draw has decided yet.
private struct Waiting {
    let bytes: UnsafeRawBufferPointer
    let offsets: UnsafeMutableBufferPointer<UInt32>
    let counts: UnsafeMutableBufferPointer<UInt32>
    /// Where the units stand among all of the caller's.
    let places: UnsafeMutableBufferPointer<UInt32>
    let points: UnsafeMutableBufferPointer<UInt32>
    let bands: UnsafeMutableBufferPointer<UInt32>
    var count = 0

    init(bytes: UnsafeRawBufferPointer, room: UnsafeMutableBufferPointer<UInt32>, capacity: Int) {
        room.initialize(repeating: 0)
        func part(_ index: Int) -> UnsafeMutableBufferPointer<UInt32> {
            UnsafeMutableBufferPointer(rebasing: room[index * capacity..<(index + 1) * capacity])
        }
        self.bytes = bytes
        offsets = part(0)
        counts = part(1)
        places = part(2)
        points = part(3)
        bands = part(4)
    }

    @inline(__always)
    mutating func add(offset: UInt32, count idCount: UInt32, place: Int) {
        offsets[count] = offset
        counts[count] = idCount
        places[count] = UInt32(truncatingIfNeeded: place)
        count += 1
    }

    /// The id of a unit.
    func id(_ index: Int) -> UnsafeRawBufferPointer {
        let start = Int(offsets[index])
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(counts[index])])
    }

    /// Draws a point for each unit.
    func draw(by hasher: SplitHasher) {
        hasher.points(
            in: bytes, offsets: UnsafeBufferPointer(rebasing: offsets[..<count]),
            counts: UnsafeBufferPointer(rebasing: counts[..<count]),
            into: UnsafeMutableBufferPointer(rebasing: points[..<count]))
    }

    /// Keeps the units whose point has a band, moved together, and gives the others a code.
    @inline(__always)
    mutating func keep(
        orElse code: DrawCode, in codes: UnsafeMutableBufferPointer<UInt8>,
        _ band: (UInt32) -> UInt32?
    ) {
        var kept = 0
        for index in 0..<count {
            guard let found = band(points[index]) else {
                codes[Int(places[index])] = code.rawValue
                continue
            }
            offsets[kept] = offsets[index]
            counts[kept] = counts[index]
            places[kept] = places[index]
            bands[kept] = found
            kept += 1
        }
        count = kept
    }
}
