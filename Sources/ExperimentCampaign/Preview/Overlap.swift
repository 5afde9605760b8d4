// SPDX-License-Identifier: GPL-3.0-or-later
public import Assignment
public import ExperimentModel
import Tabular

/// Another test that runs on some of the same days.
public struct OtherTest: Sendable {
    /// Its plan.
    public var plan: Plan
    /// How it draws.
    public var design: AssignmentDesign
    /// The folder its own files are relative to.
    public var folder: String

    /// Creates a test.
    public init(plan: Plan, design: AssignmentDesign, folder: String = "") {
        self.plan = plan
        self.design = design
        self.folder = folder
    }
}

/// How many customers of a file are in this test and in another one.
public struct Overlap: Sendable, Hashable, Codable {
    /// The key of the other test.
    public var test: String
    /// The customers of the file that are in the other test.
    public var inOther: Int
    /// The customers that are in both.
    public var both: Int
    /// How many would be in both if the two knew nothing of each other; 0 in one layer.
    public var expected: Double
    /// Whether both are in the same layer.
    public var sameLayer: Bool
    /// The variants of the other test.
    public var variants: [String]
    /// The customers in both, per variant of this test and of the other one.
    public var cells: [[Int]]
    /// The columns of the file that the other test asks for and that are not there; its audience is
    /// taken to be everybody then.
    public var missingColumns: [String]
    /// What the other test has and the counts leave out: it is drawn by the id of each row.
    public var leftOut: [LeftOut]

    /// A part of another test that the counts leave out.
    public enum LeftOut: String, Sendable, Hashable, Codable, CaseIterable {
        /// It draws households or accounts as a whole.
        case households
        /// It gives some units their variant by hand.
        case overrides
    }
}

extension OtherTest {
    /// What the counts leave out.
    fileprivate var leftOut: [Overlap.LeftOut] {
        let rule = plan.assignment
        return (rule.members == nil ? [] : [.households])
            + (rule.overrides == nil ? [] : [.overrides])
    }
}

/// Judges the rows of this test's file by the rules of another test.
struct OverlapJudge: Sendable {
    let test: OtherTest
    let judge: RowJudge
    let missingColumns: [String]
    let variants: Int
    /// The variants of the test that the file is for.
    let ownVariants: Int
}

/// What was counted about one other test.
struct OverlapCount: Sendable {
    /// The rows that the other test would let in as far as its audience goes, and of these the rows
    /// in this test, in the other, in both.
    private(set) var eligible = 0
    private(set) var own = 0
    private(set) var other = 0
    private(set) var cells: [Int]
    private let variants: Int

    init(_ judge: OverlapJudge) {
        variants = judge.variants
        cells = [Int](repeating: 0, count: judge.variants * judge.ownVariants)
    }

    /// Counts a row of this test's file.
    mutating func add(_ record: Record, _ judge: OverlapJudge, variant: Int?) {
        let outcome = judge.judge.decided(record)
        switch judge.judge.outcomes.outcomes[Int(outcome)].reason {
        case .assigned, .heldOut, .otherLayer, .notLetIn: eligible += 1
        default: return
        }
        if variant != nil { own += 1 }
        guard Int(outcome) < variants else { return }
        other += 1
        if let variant { cells[variant * variants + Int(outcome)] += 1 }
    }

    mutating func add(_ later: OverlapCount) {
        eligible += later.eligible
        own += later.own
        other += later.other
        for place in cells.indices { cells[place] += later.cells[place] }
    }

    /// The counts with what would be expected of two tests that know nothing of each other.
    func overlap(_ judge: OverlapJudge, own plan: Plan) -> Overlap {
        let layer = plan.assignment.layer?.key
        let same = layer != nil && layer == judge.test.plan.assignment.layer?.key
        let expected = eligible > 0 ? Double(own) * Double(other) / Double(eligible) : 0
        return Overlap(
            test: judge.test.plan.key, inOther: other, both: cells.reduce(0, +),
            expected: same ? 0 : expected, sameLayer: same,
            variants: judge.test.plan.variants.map(\.key),
            cells: stride(from: 0, to: cells.count, by: max(variants, 1)).map {
                Array(cells[$0..<$0 + variants])
            }, missingColumns: judge.missingColumns, leftOut: judge.test.leftOut)
    }
}

/// Ids fit to be shown in a preview.
enum PreviewSample {
    /// The first two characters of an id and nothing that tells how long it is.
    static func masked(_ id: String) -> String {
        let shown = Visible.text(id)
        return shown.count < 5 ? "…" : "\(shown.prefix(2))…"
    }
}
