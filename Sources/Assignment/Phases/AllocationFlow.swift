// SPDX-License-Identifier: GPL-3.0-or-later

/// The units that were in one place before a change and are in one place after it.
public struct AllocationFlow: Sendable, Hashable, Codable {
    /// The variant before; nil for units that were not let in.
    public var from: String?
    /// The variant after; nil for units that are no longer let in.
    public var to: String?
    /// How many pairs of a gate point and a split point, of the million times a million there are.
    public var cells: Int

    /// All pairs of a gate point and a split point.
    public static let allCells = Allocation.pointCount * Allocation.pointCount

    /// Creates a flow.
    public init(from: String?, to: String?, cells: Int) {
        self.from = from
        self.to = to
        self.cells = cells
    }

    /// The share of all units that reach the gate.
    public var share: Double { Double(cells) / Double(AllocationFlow.allCells) }

    /// Whether units change variant.
    public var isMove: Bool { from != nil && to != nil && from != to }

    /// Counts, exactly, where the units of every place go between two sets of bands.
    ///
    /// - Parameters:
    ///   - old: The bands before.
    ///   - new: The bands after.
    ///   - order: The variants in the order of the answer.
    /// - Returns: Every flow that has units, except the units that are outside before and after; by
    ///   the variant before, then by the variant after, outside last.
    public static func between(
        _ old: [Band], _ new: [Band], order: [String]
    ) -> [AllocationFlow] {
        // Place `order.count` is outside.
        let outside = order.count
        let side = outside + 1
        var cells = [Int](repeating: 0, count: side * side)
        for gate in intervals(of: (old + new).map(\.gate)) {
            let before = old.first { $0.gate.contains(gate.from) }?.owners ?? []
            let after = new.first { $0.gate.contains(gate.from) }?.owners ?? []
            if before.isEmpty && after.isEmpty { continue }
            for split in intervals(of: (before + after).map(\.points)) {
                let from = place(of: split.from, in: before, order: order)
                let to = place(of: split.from, in: after, order: order)
                cells[from * side + to] += gate.count * split.count
            }
        }
        var flows: [AllocationFlow] = []
        for from in 0..<side {
            for to in 0..<side where cells[from * side + to] > 0 {
                if from == outside && to == outside { continue }
                flows.append(
                    AllocationFlow(
                        from: from == outside ? nil : order[from],
                        to: to == outside ? nil : order[to], cells: cells[from * side + to]))
            }
        }
        return flows
    }

    /// The ring cut at every end of a range.
    private static func intervals(of ranges: [PointRange]) -> [PointRange] {
        let cuts = Set(ranges.flatMap { [$0.from, $0.to] } + [0, Allocation.pointCount]).sorted()
        return zip(cuts, cuts.dropFirst()).map { PointRange($0, $1) }
    }

    private static func place(of point: Int, in owners: [Ownership], order: [String]) -> Int {
        guard let owner = owners.first(where: { $0.points.contains(point) }) else {
            return order.count
        }
        return order.firstIndex(of: owner.variant) ?? order.count
    }
}
