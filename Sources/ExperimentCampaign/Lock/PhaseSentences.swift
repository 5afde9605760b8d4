// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

extension PhasePlanner.Proposal {
    /// Who moves, with exact shares of the customers that reach the gate.
    public var movements: [String] {
        var said: [String] = []
        func share(_ cells: Int) -> String { PhasePlanner.percent(cells) }
        for flow in change.flows where flow.from != flow.to {
            switch (flow.from, flow.to) {
            case (nil, let to?): said.append("\(share(flow.cells)) of the customers join `\(to)`.")
            case (let from?, nil):
                said.append("\(share(flow.cells)) of the customers leave `\(from)` and the test.")
            case (let from?, let to?):
                said.append("\(share(flow.cells)) of the customers move from `\(from)` to `\(to)`.")
            case (nil, nil): break
            }
        }
        if change.moving == 0, change.leaving == 0 {
            said.append("Nobody who takes part already moves.")
        }
        return said
    }

    /// What the phase means for the analysis.
    public var consequence: String {
        switch phase.effect {
        case .pooled:
            "The phases may be pooled: everybody keeps their variant, and the shares are the same."
        case .ownBand:
            "Who is new is compared with the others who came in with it, in its own band."
        case .apart:
            "The phases are reported apart, and customers who moved are left out."
        }
    }
}

extension PhasePlanner {
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
