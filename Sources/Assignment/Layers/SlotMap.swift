// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Who owns which slots of one layer and when; it is kept, not worked out again, so that an owner
/// never depends on the order in which tests were planned.
///
/// A test owns its slots from its first day until its last, or until it releases them. They rest
/// after that before another test may have them, so that what the first test did has worn off.
public struct SlotMap: Sendable, Hashable, Codable {
    /// The slots of one test.
    public struct Claim: Sendable, Hashable, Codable {
        /// The key of the test.
        public var key: String
        /// The slots, ascending, neighbours joined.
        public var slots: [PointRange]
        /// The first day.
        public var from: Day
        /// The last day, included, as planned; nil while open.
        public var until: Day?
        /// The day from which the test no longer needs them; nil until it releases them.
        public var released: Day?
        /// How many days they rest afterwards.
        public var cooldownDays: Int

        /// How many slots.
        public var count: Int { slots.reduce(0) { $0 + $1.count } }

        /// The first day on which the test no longer needs the slots; nil while open.
        public var freed: Day? {
            let planned = until?.adding(days: 1)
            guard let released else { return planned }
            return planned.map { min($0, released) } ?? released
        }

        /// The first day on which another test may have the slots; nil while open.
        public var available: Day? { freed?.adding(days: cooldownDays) }

        /// Whether two tests would need or rest slots on the same day.
        func meets(_ other: Claim) -> Bool {
            let isBefore = available.map { $0 <= other.from } ?? false
            let isAfter = other.available.map { $0 <= from } ?? false
            return !isBefore && !isAfter
        }
    }

    /// The key of the layer.
    public let layer: String
    /// The salt of its ring when the first slots were claimed; another salt would mix the tests.
    public let salt: String
    /// The claims by first day, then by key.
    public private(set) var claims: [Claim]

    /// Creates the map of a layer in which nobody has slots.
    public init(layer: Layer) {
        self.layer = layer.key
        salt = layer.salt
        claims = []
    }

    /// How many slots nobody needs or rests on any day of a period.
    ///
    /// - Parameters:
    ///   - from: The first day.
    ///   - until: The last day, included; nil for ever.
    ///   - cooldown: How long the slots would rest afterwards.
    /// - Returns: The slots, ascending, neighbours joined.
    public func free(
        from: Day, until: Day? = nil, cooldown: PlanDuration? = nil
    ) -> [PointRange] {
        let asked = Claim(
            key: "", slots: [], from: from, until: until,
            cooldownDays: cooldown?.longestDays ?? 0)
        var isTaken = [Bool](repeating: false, count: Layer.slotCount)
        for claim in claims where claim.meets(asked) {
            for range in claim.slots {
                for slot in range.from..<range.to { isTaken[slot] = true }
            }
        }
        var ranges: [PointRange] = []
        for slot in isTaken.indices where !isTaken[slot] {
            if let last = ranges.indices.last, ranges[last].to == slot {
                ranges[last].to = slot + 1
            } else {
                ranges.append(PointRange(slot, slot + 1))
            }
        }
        return ranges
    }

    /// The claim of a test; nil when it has none.
    public func claim(of key: String) -> Claim? { claims.last { $0.key == key } }

    /// Gives a test the lowest slots that are free in its period.
    ///
    /// A test that asks again for what it has gets what it has.
    ///
    /// - Parameters:
    ///   - share: The share of the layer.
    ///   - key: The key of the test.
    ///   - from: The first day.
    ///   - until: The last day, included; nil while open.
    ///   - cooldown: How long the slots rest afterwards.
    /// - Returns: The slots, ascending.
    /// - Throws: ``SlotProblem`` when there are too few, or the test has other slots already.
    @discardableResult
    public mutating func claim(
        _ share: Share, for key: String, from: Day, until: Day? = nil,
        cooldown: PlanDuration? = nil
    ) throws(SlotProblem) -> [PointRange] {
        guard let count = share.part(of: Layer.slotCount), count > 0 else {
            throw .share(share.fraction, key: key)
        }
        if let until, until < from { throw .days(from: from, until: until, key: key) }
        var claim = Claim(
            key: key, slots: [], from: from, until: until,
            cooldownDays: cooldown?.longestDays ?? 0)
        if let held = claims.last(where: { $0.key == key && $0.meets(claim) }) {
            guard held.count == count, held.from == from, held.until == until,
                held.released == nil
            else { throw .heldAlready(held, layer: layer) }
            return held.slots
        }
        let free = free(from: from, until: until, cooldown: cooldown)
        let freeCount = free.reduce(0) { $0 + $1.count }
        guard freeCount >= count else {
            let holders = claims.filter { $0.meets(claim) }
            throw .tooFew(
                SlotProblem.Shortage(
                    layer: layer, key: key, wanted: count, free: freeCount, from: from,
                    until: until, holders: holders))
        }
        var left = count
        for range in free where left > 0 {
            let size = min(range.count, left)
            claim.slots.append(PointRange(range.from, range.from + size))
            left -= size
        }
        claims.append(claim)
        claims.sort { ($0.from, $0.key) < ($1.from, $1.key) }
        return claim.slots
    }

    /// Ends a test's claim, so that its slots start to rest.
    ///
    /// Releasing on or before the first day takes the claim back: nobody was drawn.
    ///
    /// - Parameters:
    ///   - key: The key of the test.
    ///   - day: The first day on which the test no longer needs its slots.
    /// - Returns: The first day on which another test may have them.
    /// - Throws: ``SlotProblem/noClaim(key:layer:)`` when the test has no slots.
    @discardableResult
    public mutating func release(_ key: String, on day: Day) throws(SlotProblem) -> Day {
        guard let index = claims.lastIndex(where: { $0.key == key }) else {
            throw .noClaim(key: key, layer: layer)
        }
        guard day > claims[index].from else {
            claims.remove(at: index)
            return day
        }
        // A claim that ended by itself or was released before is not opened again.
        if let freed = claims[index].freed, freed <= day {
            return claims[index].available ?? freed
        }
        claims[index].released = day
        return claims[index].available ?? day
    }

    /// Checks a map that was read from a file: no slot has two owners on one day.
    ///
    /// - Parameter layer: The layer as the workspace declares it.
    /// - Throws: ``SlotProblem`` for the first problem.
    public func check(for layer: Layer) throws(SlotProblem) {
        guard layer.salt == salt else {
            throw .saltChanged(layer: self.layer, from: salt, to: layer.salt)
        }
        for (index, claim) in claims.enumerated() {
            guard !claim.slots.isEmpty, claim.cooldownDays >= 0,
                AssignmentDesign.isAscending(claim.slots, within: Layer.slotCount)
            else { throw .broken(claim.key, layer: self.layer) }
            for other in claims[(index + 1)...]
            where claim.meets(other) && claim.shares(slotsWith: other) {
                throw .shared(claim, other, layer: self.layer)
            }
        }
    }
}

extension SlotMap.Claim {
    fileprivate func shares(slotsWith other: SlotMap.Claim) -> Bool {
        slots.contains { mine in
            other.slots.contains { mine.from < $0.to && $0.from < mine.to }
        }
    }
}
