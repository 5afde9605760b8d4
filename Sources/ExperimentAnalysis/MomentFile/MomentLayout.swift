// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Tabular

/// Where a row of moments has its numbers: once, or once per variant side by side.
struct MomentLayout {
    /// What stands for a variant's value in the name of a column.
    static let placeholder = "{variant}"

    /// The numbers of one variant in a row.
    struct Group {
        /// The variant's value; nil when the row as a whole belongs to one variant.
        var match: ArmMatch?
        var count: String
        var mean: String
        var variance: String
        var thirdMoment: String?
        /// The place of the first of its four numbers in the row.
        var first: Int
    }

    let groups: [Group]
    /// Whether a row holds all variants.
    let isWide: Bool

    init(_ names: DataSource.MomentColumns, variants: [Variant]) {
        let all = [names.count, names.mean, names.variance, names.thirdMoment ?? ""]
        isWide = all.contains { $0.contains(Self.placeholder) }
        func group(_ match: ArmMatch?, _ text: String, first: Int) -> Group {
            func name(_ template: String) -> String {
                template.replacing(Self.placeholder, with: text)
            }
            return Group(
                match: match, count: name(names.count), mean: name(names.mean),
                variance: name(names.variance), thirdMoment: names.thirdMoment.map(name),
                first: first)
        }
        guard isWide else {
            groups = [group(nil, "", first: 0)]
            return
        }
        var groups: [Group] = []
        for (arm, variant) in variants.enumerated() {
            for (match, text) in variant.matches.enumerated() {
                groups.append(
                    group(
                        ArmMatch(arm: arm, match: match), text, first: groups.count * 4))
            }
        }
        self.groups = groups
    }

    /// The places of all numbers in a file.
    func places(_ columns: inout AggregateColumns, _ reader: DelimitedReader) -> [Int?] {
        var places: [Int?] = []
        for group in groups {
            places.append(columns.place(group.count, "data.columns.count", in: reader))
            places.append(columns.place(group.mean, "data.columns.mean", in: reader))
            places.append(columns.place(group.variance, "data.columns.variance", in: reader))
            places.append(
                group.thirdMoment.map {
                    columns.place($0, "data.columns.third_moment", in: reader)
                })
        }
        return places
    }

    /// The name of the column with a variant's count.
    func count(of match: ArmMatch) -> String {
        (groups.first { $0.match == match } ?? groups.first)?.count ?? ""
    }
}
