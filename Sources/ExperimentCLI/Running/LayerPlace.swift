// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentCampaign
import ExperimentConfig
import ExperimentModel
import Foundation

/// Where the slots of layers are kept: beside the shared file of a plan, else beside the plan.
enum LayerPlace {
    /// The file with the slots.
    ///
    /// The shared file is looked for as plans look for it: in the plan's folder and upwards, to the
    /// first that has one, a folder with `.git`, or the root.
    static func path(of planFile: String) -> String {
        let start = URL(filePath: planFile).standardizedFileURL.deletingLastPathComponent()
        var folder = start
        while true {
            let files = FileManager.default
            if files.fileExists(atPath: folder.appending(path: PlanFolder.sharedFile).path) {
                return folder == start
                    ? beside(planFile) : folder.appending(path: LayerMapFile.name).path
            }
            let above = folder.deletingLastPathComponent().standardizedFileURL
            guard above.path != folder.path,
                !files.fileExists(atPath: folder.appending(path: ".git").path)
            else { return beside(planFile) }
            folder = above
        }
    }

    /// The slots of a plan in its layer; nil without a layer.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - file: The plan's file.
    ///   - from: The first day on which it is drawn.
    ///   - claiming: Whether the slots are claimed, or only those are told that would be.
    /// - Returns: The slots.
    /// - Throws: When there are too few, or the file with the slots cannot be used.
    static func slots(
        of plan: Plan, file: String, from: Day, claiming: Bool
    ) throws -> [PointRange]? {
        guard let layer = plan.assignment.layer else { return nil }
        let place = path(of: file)
        func claim(_ map: inout SlotMap) throws(SlotProblem) -> [PointRange] {
            try map.claim(
                plan.assignment.slots ?? .whole, for: plan.key, from: from,
                until: plan.schedule?.end, cooldown: layer.cooldown)
        }
        if claiming { return try LayerMapFile.update(layer, in: place, claim) }
        var map = try LayerMapFile.map(of: layer, in: place)
        do throws(SlotProblem) { return try claim(&map) } catch {
            var diagnostic = error.diagnostic
            diagnostic.place = Diagnostic.Place(file: file, keyPath: "assignment.layer")
            throw DiagnosticsError(.badPlan, [diagnostic])
        }
    }

    private static func beside(_ planFile: String) -> String {
        let folder = Paths.folder(of: planFile)
        return folder.isEmpty ? LayerMapFile.name : folder + "/" + LayerMapFile.name
    }
}
