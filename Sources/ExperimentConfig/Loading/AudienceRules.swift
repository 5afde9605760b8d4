// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads whom the test is about.
struct AudienceRules {
    private let builder: PlanBuilder
    private var log: PlanLog { builder.log }

    init(_ builder: PlanBuilder) { self.builder = builder }

    /// The audience, if the plan names one.
    func read() -> Audience? {
        guard let reader = builder.root.group("audience") else { return nil }
        let require = reader.texts("require") ?? []
        for (number, key) in require.enumerated() {
            if require[..<number].contains(where: { $0.value == key.value }) {
                log.report(
                    "value-duplicate",
                    "the permission is in the list already (seen: \(Visible.value(key.value)))",
                    at: key.spot, why: "once is enough", fix: "remove it here")
            } else {
                SharedNameRule(builder.shared, log).require(key, .permission)
            }
        }
        return Audience(
            require: require.map(\.value), include: rules(reader, "where"),
            exclude: rules(reader, "exclude"))
    }

    /// The permissions that the audience asks for, in its order.
    func permissions(_ audience: Audience?) -> [Permission]? {
        let all = builder.shared.workspace?.permissions ?? []
        let found = (audience?.require ?? []).compactMap { key in all.first { $0.key == key } }
        return found.isEmpty ? nil : found
    }

    private func rules(_ reader: Reader, _ key: String) -> [String] {
        (reader.texts(key) ?? []).map(\.value)
    }
}
