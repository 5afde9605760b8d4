// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentModel
import Foundation
import Tabular

/// Makes the lock of a plan: claims slots, looks for a salt, writes the trail and the file.
struct LockMaker {
    /// When a plan is locked: its day, and the text that is written down.
    struct Moment {
        var day: Day
        var text: String
    }

    let plan: Plan
    let file: String
    let customers: String?
    let idColumn: String?
    let reading: ReadOptions
    let moment: Moment

    /// The first day on which the plan is drawn.
    private var first: Day { plan.schedule?.start ?? moment.day }

    /// What the user should know before the lock is made.
    var warnings: [Diagnostic] {
        guard let start = plan.schedule?.start, start < moment.day else { return [] }
        let days = moment.day.ordinal - start.ordinal
        return [
            Diagnostic(
                .warning, "start-past",
                "the plan starts on \(start.iso), \(days) \(days == 1 ? "day" : "days") before it is "
                    + "locked on \(moment.day.iso)",
                at: Diagnostic.Place(file: file, keyPath: "schedule.start"),
                why: "a lock proves that outcomes were not seen before the plan was fixed",
                fix: "start later, or keep in mind that the first days prove nothing")
        ]
    }

    func make() throws -> PlanLock {
        let survey = try customers.map {
            try CustomerSurvey(
                plan: plan, customers: $0, idColumn: idColumn, options: reading,
                workers: ProcessInfo.processInfo.activeProcessorCount)
        }
        try checkBalance(survey)
        let pepper = try pepperID()
        let households = try householdDigest()
        var design: AssignmentDesign
        do {
            design = try AssignmentDesign(
                plan: plan, on: first,
                slots: try LayerPlace.slots(of: plan, file: file, from: first, claiming: false))
        } catch let error as AssignmentError {
            throw DiagnosticsError(.badPlan, [error.diagnostic])
        }
        var search: BalanceSearch?
        if let rule = plan.assignment.balance, let survey {
            let progress = Progress("looking for a balanced salt")
            defer { progress.end() }
            do {
                (design, search) = try BalanceFinder(
                    rule: rule, design: design, survey: survey,
                    workers: ProcessInfo.processInfo.activeProcessorCount
                ).search()
            } catch let error as DiagnosticsError { throw placed(error) }
        }
        // Slots are claimed last: a lock that is not made takes nobody's.
        if let slots = try LayerPlace.slots(of: plan, file: file, from: first, claiming: true) {
            design.layer?.slots = slots
        }
        var lock = try PlanLock(
            plan: plan, design: design, from: first, list: survey?.list,
            householdMapDigest: households, pepperID: pepper, balance: search,
            toolVersion: Tool.version, lockedAt: moment.text)
        lock.audit = try AuditRecorder.record(
            .lock, of: plan, digest: lock.planDigest, file: file, at: moment.text,
            details: details(of: lock))
        try PlanLockFile.write(lock, to: PlanLockFile.path(beside: file, key: plan.key))
        return lock
    }

    private func details(of lock: PlanLock) -> [String: String] {
        var details = ["salt": lock.salts.split]
        if let list = lock.audience.list {
            details["customers"] = list.digest
            details["rows"] = String(list.rows)
            details["eligible"] = list.eligible.map { String($0) }
        }
        if let search = lock.balance {
            details["candidates"] = search.candidates.map {
                "\($0.salt) \(BalanceFinder.short($0.difference))"
            }.joined(separator: "; ")
        }
        return details
    }

    private func checkBalance(_ survey: CustomerSurvey?) throws {
        guard plan.assignment.balance != nil else { return }
        let place = Diagnostic.Place(file: file, keyPath: "assignment.balance")
        if survey == nil {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "balance-without-customers",
                        "the plan asks for a balanced salt, and no customers are named", at: place,
                        why: "whether variants start alike is seen in the customers",
                        fix: "add `--customers FILE`")
                ])
        }
        guard plan.assignment.members?.map == nil, plan.privacy?.pseudonymise == nil else {
            throw DiagnosticsError(
                .badPlan,
                [
                    Diagnostic(
                        .error, "balance-not-possible",
                        "a balanced salt cannot be looked for with a household map or pseudonyms",
                        at: place,
                        why: "the customer file does not hold the units that are drawn",
                        fix: "leave out `balance`, or put the units into the customer file")
                ])
        }
    }

    private func pepperID() throws -> String? {
        guard plan.privacy?.pseudonymise != nil,
            let variable = plan.privacy?.pepperEnvironment
        else { return nil }
        guard let pepper = ProcessInfo.processInfo.environment[variable], !pepper.isEmpty else {
            let place = Diagnostic.Place(file: file, keyPath: "privacy.pepper_env")
            throw DiagnosticsError(
                .badPlan, [Pepper.missing(variable, isKnown: false, at: place)])
        }
        do throws(Pseudonymizer.Problem) {
            return try Pseudonymizer(pepper: pepper).pepperID
        } catch { throw DiagnosticsError(.badPlan, [error.diagnostic]) }
    }

    private func householdDigest() throws -> String? {
        guard let name = plan.assignment.members?.map else { return nil }
        let path = Paths.join(Paths.folder(of: file), name)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DiagnosticsError(
                .inputMissing,
                [
                    Diagnostic(
                        .error, "file-missing", "no file \(Visible.value(path))",
                        at: Diagnostic.Place(file: file, keyPath: "assignment.members.map"),
                        why: "who lives together is fixed with the plan",
                        fix: "check the name; it is relative to the plan")
                ])
        }
        return TreeDigest(of: Array(data)).description
    }

    private func placed(_ error: DiagnosticsError) -> DiagnosticsError {
        var error = error
        for index in error.diagnostics.indices where error.diagnostics[index].place?.file == "" {
            error.diagnostics[index].place?.file = file
        }
        return error
    }
}
