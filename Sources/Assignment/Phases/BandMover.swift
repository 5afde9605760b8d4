// SPDX-License-Identifier: GPL-3.0-or-later

/// Works bands over until the variants have what they should have.
///
/// All amounts are cells: pairs of a gate point and a split point.
struct BandMover {
    private(set) var bands: [Band]
    /// The variants before and after the change.
    let variants: [String]
    /// The points of the split that each variant should own.
    let points: [Int]
    /// The points of the gate that should be let in.
    let letIn: Int

    /// What counts as nothing: less than one point of the split.
    private var grain: Int { letIn }
    private var gateCount: Int { bands.reduce(0) { $0 + $1.gate.count } }

    init(bands: [Band], variants: [String], points: [Int], letIn: Int) {
        self.bands = bands
        self.variants = variants
        self.points = points
        self.letIn = letIn
    }

    /// Takes gate points from the end of every band, from each the same part.
    mutating func shrink() {
        guard letIn < gateCount else { return }
        let kept = Apportionment.shares(of: letIn, by: bands.map(\.gate.count))
        for (index, count) in kept.enumerated() {
            bands[index].gate.to = bands[index].gate.from + count
        }
        bands.removeAll { $0.gate.count == 0 }
    }

    /// Lets in gate points that no band has, for the variants that have too little.
    ///
    /// - Parameter first: The variants that are served before others.
    mutating func grow(first: Set<String>) {
        let added = letIn - gateCount
        guard added > 0 else { return }
        let whole = added * Allocation.pointCount
        let needs = missing().map { max($0, 0) }
        let new = variants.indices.map { first.contains(variants[$0]) ? needs[$0] : 0 }
        let old = variants.indices.map { needs[$0] - new[$0] }
        let newCells = min(new.reduce(0, +), whole)
        // Points that the new variants leave are divided by what the others need.
        let newPoints = Int(
            (Int128(newCells) * Int128(Allocation.pointCount) + Int128(whole) / 2) / Int128(whole))
        let oldNeeds = old.contains { $0 > 0 } ? old : points
        let forNew = Apportionment.shares(of: newPoints, by: new)
        let forOld = Apportionment.shares(of: Allocation.pointCount - newPoints, by: oldNeeds)
        let owned = variants.indices.map { forNew[$0] + forOld[$0] }
        let owners = self.owners(of: owned)
        for gate in free(added) { add(Band(gate: gate, owners: owners)) }
        bands.sort { $0.gate.from < $1.gate.from }
    }

    /// Moves points from variants that have too much to variants that have too little.
    mutating func move() {
        let missing = missing()
        var excess = missing.map { $0 <= -grain ? -$0 : 0 }
        var needs = missing.map { max($0, 0) }
        var held = held()
        for index in bands.indices {
            let size = bands[index].gate.count
            let owned = bands[index].points(of: variants)
            var given = [Int](repeating: 0, count: variants.count)
            for place in variants.indices where excess[place] > 0 && owned[place] > 0 {
                // The same part of what it has in this band and in the bands that follow.
                // In the last of them that is the rest, to the nearest point.
                let part = Int128(excess[place]) * Int128(owned[place]) / Int128(held[place])
                given[place] = min(owned[place], Int(part))
                if held[place] == owned[place] * size {
                    given[place] = min(owned[place], (excess[place] + size / 2) / size)
                }
            }
            for place in variants.indices { held[place] -= owned[place] * size }
            let total = given.reduce(0, +)
            guard total > 0, needs.contains(where: { $0 > 0 }) else { continue }
            let taken = Apportionment.shares(of: total, by: needs)
            bands[index].pass(given: given, taken: taken, of: variants)
            for place in variants.indices {
                excess[place] -= given[place] * size
                needs[place] = max(needs[place] - taken[place] * size, 0)
            }
        }
    }

    /// What each variant lacks; negative where it has too much.
    private func missing() -> [Int] {
        zip(points, held()).map { $0 * letIn - $1 }
    }

    /// What each variant has.
    private func held() -> [Int] {
        var cells = [Int](repeating: 0, count: variants.count)
        for band in bands {
            for (place, count) in band.points(of: variants).enumerated() {
                cells[place] += count * band.gate.count
            }
        }
        return cells
    }

    /// The first gate points that no band has.
    private func free(_ count: Int) -> [PointRange] {
        var found: [PointRange] = []
        var left = count
        var start = 0
        let ends = bands.map(\.gate) + [PointRange(Allocation.pointCount, Allocation.pointCount)]
        for gate in ends where left > 0 {
            let size = min(gate.from - start, left)
            if size > 0 { found.append(PointRange(start, start + size)) }
            left -= max(size, 0)
            start = gate.to
        }
        return found
    }

    /// Ranges in plan order; those of an existing band where every variant would own as much.
    private func owners(of owned: [Int]) -> [Ownership] {
        if let like = bands.last(where: { $0.points(of: variants) == owned }) {
            return like.owners
        }
        var start = 0
        var owners: [Ownership] = []
        for (place, count) in owned.enumerated() where count > 0 {
            owners.append(
                Ownership(points: PointRange(start, start + count), variant: variants[place]))
            start += count
        }
        return owners
    }

    /// Adds a band, or makes the one before it longer when it has the same owners.
    private mutating func add(_ band: Band) {
        let before = bands.firstIndex { $0.gate.to == band.gate.from && $0.owners == band.owners }
        if let before { bands[before].gate.to = band.gate.to } else { bands.append(band) }
    }
}

extension Band {
    /// How many points each variant owns.
    fileprivate func points(of variants: [String]) -> [Int] {
        variants.map { key in
            owners.filter { $0.variant == key }.reduce(0) { $0 + $1.points.count }
        }
    }

    /// Takes points from the end of the ranges of some variants and passes them to others.
    fileprivate mutating func pass(given: [Int], taken: [Int], of variants: [String]) {
        var freed: [PointRange] = []
        for (place, count) in given.enumerated() {
            var left = count
            for index in owners.indices.reversed()
            where left > 0 && owners[index].variant == variants[place] {
                let size = min(owners[index].points.count, left)
                let end = owners[index].points.to
                freed.append(PointRange(end - size, end))
                owners[index].points.to = end - size
                left -= size
            }
        }
        freed.sort { $0.from < $1.from }
        var next = 0
        for (place, count) in taken.enumerated() {
            var left = count
            while left > 0, next < freed.count {
                let size = min(freed[next].count, left)
                let points = PointRange(freed[next].from, freed[next].from + size)
                owners.append(Ownership(points: points, variant: variants[place]))
                freed[next].from += size
                left -= size
                if freed[next].count == 0 { next += 1 }
            }
        }
        tidy()
    }

    /// Puts ranges in order, without empty ones, neighbours of one variant joined.
    private mutating func tidy() {
        var tidied: [Ownership] = []
        for owner in owners.sorted(by: { $0.points.from < $1.points.from })
        where owner.points.count > 0 {
            if let last = tidied.indices.last, tidied[last].variant == owner.variant {
                tidied[last].points.to = owner.points.to
            } else {
                tidied.append(owner)
            }
        }
        owners = tidied
    }
}

/// Division of whole things by parts.
enum Apportionment {
    /// Divides a number by parts, by largest remainder with ties in order; all zeros when the parts
    /// are.
    static func shares(of count: Int, by parts: [Int]) -> [Int] {
        let whole = parts.reduce(Int128(0)) { $0 + Int128($1) }
        guard whole > 0 else { return parts.map { _ in 0 } }
        let quotas = parts.map {
            (Int128(count) * Int128($0)).quotientAndRemainder(dividingBy: whole)
        }
        var result = quotas.map { Int($0.quotient) }
        let order = parts.indices.sorted {
            quotas[$0].remainder == quotas[$1].remainder
                ? $0 < $1 : quotas[$0].remainder > quotas[$1].remainder
        }
        for index in order.prefix(count - result.reduce(0, +)) { result[index] += 1 }
        return result
    }
}
