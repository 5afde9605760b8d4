// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel

/// The other tests of a folder that run on some of the same days.
enum OtherTests {
    /// Finds the locked plans beside a plan whose days overlap with its own.
    ///
    /// A plan that cannot be read or drawn is left out: its own commands say what is wrong with it.
    static func find(
        beside file: String, plan: Plan, on day: Day, allowOutside: Bool
    ) -> [OtherTest] {
        let folder = Paths.folder(of: file)
        let files = PlanFolder.files(in: [folder.isEmpty ? "." : folder]).files
        return files.sorted().compactMap { path -> OtherTest? in
            let loaded = PlanLoader.load(path: path, allowOutside: allowOutside)
            guard let other = loaded.plan, other.key != plan.key, overlap(plan, other),
                let locked = try? LockedPlan(other, file: path), let lock = locked.lock,
                let design = (lock.phase(on: day) ?? lock.phases.first)?.design
            else { return nil }
            return OtherTest(plan: lock.plan, design: design, folder: Paths.folder(of: path))
        }
    }

    /// Whether two plans share a day; a plan without days may run on any.
    private static func overlap(_ one: Plan, _ other: Plan) -> Bool {
        func starts(_ first: Plan, before second: Plan) -> Bool {
            guard let start = first.schedule?.start, let end = second.schedule?.end else {
                return true
            }
            return start <= end
        }
        return starts(one, before: other) && starts(other, before: one)
    }
}
