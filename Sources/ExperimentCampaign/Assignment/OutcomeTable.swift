// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

/// Everything that can become of a row of one plan, numbered so that hot loops need no names.
struct OutcomeTable: Sendable {
    /// What becomes of a row.
    struct Outcome: Sendable {
        let reason: ReasonCode
        /// The place of the variant that is drawn or given by hand.
        let variant: Int?
        /// The send list, by its place among ``OutcomeTable/lists``, or the list of people to leave
        /// alone; nil for none.
        let list: Int?
        /// What stands in the list of people to leave alone.
        let suppression: String?
    }

    /// A unit that the draws decide about.
    static let waiting = UInt16.max

    let outcomes: [Outcome]
    /// The places of the variants with a send list, in plan order.
    let lists: [Int]
    /// The outcome of each byte that the draws give.
    let drawn: [UInt16]
    /// The outcome of a unit forced to each variant.
    let forced: [UInt16]
    /// The outcome of a unit forced to each variant while a permission is missing, by permission:
    /// the reason stays that of the variant, and the customer is left alone.
    let forcedWithout: [[UInt16]]
    /// The outcome of a unit without each permission.
    let permissions: [UInt16]
    private let byReason: [ReasonCode: UInt16]

    /// The place of the list of people to leave alone.
    var suppressed: Int { lists.count }

    init(plan: Plan) {
        let variants = plan.variants
        let lists = variants.indices.filter { variants[$0].contact }
        var outcomes: [Outcome] = []
        var byReason: [ReasonCode: UInt16] = [:]
        func add(_ reason: ReasonCode, variant: Int? = nil, suppression: String? = nil) -> UInt16 {
            let contacted = variant.flatMap { lists.firstIndex(of: $0) }
            let kept = suppression ?? (variant == nil || contacted != nil ? nil : "control")
            let list = kept == nil ? contacted : lists.count
            let place = UInt16(outcomes.count)
            outcomes.append(
                Outcome(
                    reason: reason, variant: variant, list: list, suppression: kept))
            byReason[reason] = byReason[reason] ?? place
            return place
        }
        let assigned = variants.indices.map { add(.assigned, variant: $0) }
        let forced = variants.indices.map {
            add(.forced(variant: variants[$0].key), variant: $0)
        }
        self.forced = forced
        forcedWithout = (plan.permissions ?? []).map { permission in
            variants.indices.map { place in
                guard variants[place].contact else { return forced[place] }
                return add(
                    .forced(variant: variants[place].key), variant: place,
                    suppression: ReasonCode.noPermission(permission.key).rawValue)
            }
        }
        permissions = (plan.permissions ?? []).map { add(.noPermission($0.key)) }
        for reason in ReasonCode.fixed where reason != .assigned {
            let isHeldOut = reason == .heldOut || reason == .mergedHeldOut
            _ = add(reason, suppression: isHeldOut ? "held-out" : nil)
        }
        var drawn = [UInt16](repeating: OutcomeTable.waiting, count: 256)
        for (index, outcome) in assigned.enumerated() { drawn[index] = outcome }
        for code in [DrawCode.heldOut, .otherLayer, .notLetIn, .idNotASCII] {
            if let reason = code.reason { drawn[Int(code.rawValue)] = byReason[reason] ?? 0 }
        }
        self.outcomes = outcomes
        self.lists = lists
        self.drawn = drawn
        self.byReason = byReason
    }

    /// The number of an outcome that every plan knows.
    func place(of reason: ReasonCode) -> UInt16 { byReason[reason] ?? OutcomeTable.waiting }
}
