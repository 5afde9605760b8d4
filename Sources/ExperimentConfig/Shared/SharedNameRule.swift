// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Says what became of a name that should stand in the shared file and does not.
struct SharedNameRule {
    /// The parts of the shared file that a plan names.
    enum Part: String {
        case permission, holdout, layer, segment

        fileprivate var noun: String { self == .holdout ? "global control" : rawValue }
        fileprivate var list: String { rawValue + "s" }

        fileprivate func example(_ key: String) -> String {
            switch self {
            case .permission:
                "permissions: { \(key): { attribute: optin_\(key), equals: \"yes\" } }"
            case .holdout:
                "holdouts: [{ key: \(key), share: 5%, salt: \(key), from: 2026-01-01 }]"
            case .layer: "layers: [{ key: \(key), salt: \(key) }]"
            case .segment:
                "segments: [{ key: \(key), type: bands, attribute: score, cuts: [20, 50] }]"
            }
        }

        fileprivate func names(_ all: LoadedWorkspace.Names) -> [String] {
            switch self {
            case .permission: all.permissions
            case .holdout: all.holdouts
            case .layer: all.layers
            case .segment: all.segments
            }
        }
    }

    private let shared: SharedParts
    private let log: PlanLog

    init(_ shared: SharedParts, _ log: PlanLog) {
        self.shared = shared
        self.log = log
    }

    /// Reports a name that is not there; nothing when the shared file has it, well or badly.
    ///
    /// - Parameters:
    ///   - key: The name.
    ///   - part: What it should be.
    ///   - others: Names that would do as well, as the segments of the data.
    func require(_ key: Located<String>, _ part: Part, besides others: [String] = []) {
        guard let names = shared.names else { return }
        let known = others + part.names(names)
        guard !known.contains(key.value) else { return }
        let near = NearestName.names(like: key.value, among: known)
        let choice = near.map { "`\($0)`" }.joined(separator: " or ")
        log.report(
            "\(part.rawValue)-unknown",
            "there is no such \(part.noun) (seen: \(Visible.value(key.value)))", at: key.spot,
            why: known.isEmpty
                ? reason(part)
                : "known here: " + known.map { "`\($0)`" }.joined(separator: ", "),
            fix: near.isEmpty ? fix(key.value, part) : "did you mean \(choice)?")
    }

    private func reason(_ part: Part) -> String {
        switch shared {
        case .found(let loaded): "`\(loaded.file)` has no \(part.list)"
        case .notLooked:
            "\(part.list) stand in the shared file `\(PlanFolder.sharedFile)`, and this plan was "
                + "read without one"
        case .absent(let first, let last):
            "\(part.list) stand in the shared file `\(PlanFolder.sharedFile)`; there is none in "
                + (first == last
                    ? "`\(first)`" : "`\(first)` or the folders above it up to `\(last)`")
        }
    }

    private func fix(_ key: String, _ part: Part) -> String {
        let line = part.example(key)
        return switch shared {
        case .found(let loaded): "add it to `\(loaded.file)`: `\(line)`"
        case .notLooked, .absent:
            "write `\(PlanFolder.sharedFile)` beside the plan, with `version: 1` and `\(line)`"
        }
    }
}
