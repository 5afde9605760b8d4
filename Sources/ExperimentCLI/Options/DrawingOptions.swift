// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
import Assignment
public import ExperimentCampaign
import ExperimentModel
import Foundation

extension AssignmentOptions.OnDuplicate: ExpressibleByArgument {}

/// How customers are drawn, for the commands that do it and those that look at it.
struct DrawingOptions: ParsableArguments {
    @Option(help: "The day of the draw, as 2026-03-02 (default: the first day of the plan).")
    var asOf: String?

    @Option(
        name: [.customLong("id-column"), .customLong("id")],
        help: "The column with the ids (default: the plan's unit).")
    var id: String?

    @Option(help: "What to do when one id stands in rows that differ: error or first.")
    var onDuplicate: AssignmentOptions.OnDuplicate = .error

    @Option(
        help: "A file with the columns old,new of ids that became one customer.",
        completion: .file())
    var idMap: String?

    @Flag(help: "Draw ids as they stand, also where a spreadsheet seems to have damaged them.")
    var acceptIds = false

    @Option(help: "The day that the customers' attributes are from, as 2026-02-27.")
    var customersDated: String?

    @Option(help: "The column that says from which day a row is.")
    var dated: String?

    @Option(
        help: """
            Columns that people share, separated by commas, to warn where one value meets two \
            variants (default: columns named as e-mail or household).
            """)
    var shared: String?

    /// The day of the draw that the user named.
    func asOfDay() throws -> Day? { try Self.day(asOf, "--as-of") }

    /// The options for a plan and its file.
    func options(_ locked: LockedPlan, reading: DataOptions) throws -> AssignmentOptions {
        let names = shared?.split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        var pseudonym: Pseudonym?
        if let made = try Pepper.pseudonymizer(of: locked) {
            pseudonym = { made.pseudonym(of: $0) }
        }
        return try AssignmentOptions(
            idColumn: id, onDuplicate: onDuplicate,
            reading: reading.readOptions(locked.plan.data?.format ?? .init()),
            workers: ProcessInfo.processInfo.activeProcessorCount,
            planFolder: Paths.folder(of: locked.file), idMap: idMap, acceptsDamagedIDs: acceptIds,
            customersDated: Self.day(customersDated, "--customers-dated"), datedColumn: dated,
            sharedColumns: names,
            pseudonym: pseudonym)
    }

    private static func day(_ text: String?, _ option: String) throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else {
            throw ValidationError("\(option) takes a day as 2026-03-02, not '\(text)'")
        }
        return day
    }
}
