// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

extension PhasePlanner {
    /// Customers that a phase puts elsewhere.
    public struct Movement: Sendable, Hashable {
        /// The variant before; nil for customers who did not take part.
        public var from: String?
        /// The variant after; nil for customers who no longer take part.
        public var to: String?
        /// Their exact share of the customers that reach the gate, as `4.5%`.
        public var share: String

        /// Creates a movement.
        public init(from: String?, to: String?, share: String) {
            self.from = from
            self.to = to
            self.share = share
        }
    }

    /// A number of cells as an exact percentage.
    static func percent(_ cells: Int) -> String {
        // A cell is a ten-thousand-millionth of a percent.
        let unit = AllocationFlow.allCells / 100
        let (whole, rest) = cells.quotientAndRemainder(dividingBy: unit)
        guard rest > 0 else { return "\(whole)%" }
        var digits = String(rest)
        digits =
            String(repeating: "0", count: max(0, String(unit).count - 1 - digits.count)) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)%"
    }
}

extension PhasePlanner.Proposal {
    /// Who is put elsewhere, by the variant before and then the variant after.
    public var movements: [PhasePlanner.Movement] {
        change.flows.filter { $0.from != $0.to }.map {
            PhasePlanner.Movement(
                from: $0.from, to: $0.to, share: PhasePlanner.percent($0.cells))
        }
    }

    /// Whether everybody who takes part already stays where they are.
    public var keepsEverybody: Bool {
        change.moving == 0 && change.leaving == 0 && holdoutShift == nil
    }
}
