// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Inference
import Tabular
import Testing

@testable import ExperimentAnalysis

@Suite("Cutting large values")
struct CapTests {
    /// Units with skewed revenue: `id,arm,revenue`.
    static func values(_ count: Int) -> [(arm: Int, value: Double)] {
        var dice = Dice(state: 3)
        return (0..<count).map { _ in
            let value = (dice.uniform() * 40).rounded(.down) / 4
            return (dice.uniform() < 0.5 ? 0 : 1, value * value)
        }
    }

    static func text(_ values: [(arm: Int, value: Double)], mark: String = ".") -> String {
        let lines = values.enumerated().map { place, unit in
            let amount = "\(unit.value)".split(separator: ".").joined(separator: mark)
            return "c\(place);\(unit.arm == 0 ? "control0" : "test1");\(amount)"
        }
        return "id;arm;revenue\n" + lines.joined(separator: "\n") + "\n"
    }

    static func plan(_ cap: Metric.Cap?) -> Plan {
        var metric = Campaign.revenue
        metric.cap = cap
        return Campaign.plan(
            metrics: [metric], data: DataSource(id: .column("id"), variant: "arm"))
    }

    /// The type-7 quantile by sorting everything.
    static func quantile(_ values: [Double], _ p: Double) -> Double {
        let sorted = values.sorted()
        let position = Double(sorted.count - 1) * p
        let low = Int(position)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
    }

    private func check(
        _ result: AnalysisResult, _ units: [(arm: Int, value: Double)], _ cap: Double
    )
        throws
    {
        for arm in 0...1 {
            let cut = units.filter { $0.arm == arm }.map { min($0.value, cap) }
            let moments = try Moments(cut)
            #expect(result.metrics[0].arms[arm].count == cut.count)
            #expect(abs((result.metrics[0].arms[arm].value ?? 0) - moments.mean) < 1e-9)
        }
        #expect(abs((result.metrics[0].capValue ?? 0) - cap) < 1e-12)
    }

    @Test("at a value")
    func byValue() throws {
        let units = Self.values(400)
        let result = try Campaign.analyse(Self.plan(.value(20)), Self.text(units))
        try check(result, units, 20)
    }

    @Test("at a percentile of all arms together", arguments: [0.5, 0.9, 0.99, 0.995, 1])
    func byQuantile(p: Double) throws {
        let units = Self.values(401)
        let result = try Campaign.analyse(Self.plan(.quantile(p)), Self.text(units), workers: 2)
        try check(result, units, Self.quantile(units.map(\.value), p))
    }

    @Test("at a percentile of what counts: decimal commas are read, duplicates left out")
    func dirt() throws {
        let units = Self.values(300)
        var text = Self.text(units, mark: ",")
        text += "c0;\(units[0].arm == 0 ? "control0" : "test1");9999,5\n"
        let result = try Campaign.analyse(Self.plan(.quantile(0.9)), text)
        try check(result, units, Self.quantile(units.map(\.value), 0.9))
        #expect(result.inputs[0].rowsExcluded == 1 && result.inputs[0].rowsRejected == 0)
    }

    @Test("without a cap nothing is cut")
    func none() throws {
        let units = Self.values(200)
        let result = try Campaign.analyse(Self.plan(nil), Self.text(units))
        #expect(result.metrics[0].capValue == nil)
        let mean = try Moments(units.filter { $0.arm == 0 }.map(\.value)).mean
        #expect(abs((result.metrics[0].arms[0].value ?? 0) - mean) < 1e-9)
    }
}
