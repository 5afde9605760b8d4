// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// The JUnit file of a gate that could not be evaluated, so that an earlier green one cannot stand.
public enum JUnitFailure {
    /// A suite with one error per problem.
    ///
    /// - Parameters:
    ///   - suite: The experiment's key, or the plan's file name where the plan could not be read.
    ///   - diagnostics: The problems.
    /// - Returns: The text of the file.
    public static func render(suite: String, diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.filter { $0.severity == .error }
        let counts =
            "tests=\"\(errors.count)\" failures=\"0\" errors=\"\(errors.count)\" skipped=\"0\""
        let name = JUnitRenderer.escaped(suite)
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites \(counts)>",
            "  <testsuite name=\"\(name)\" \(counts)>",
        ]
        for (place, error) in errors.enumerated() {
            let id = JUnitRenderer.escaped(error.id + (place == 0 ? "" : " \(place + 1)"))
            lines += [
                "    <testcase classname=\"\(name)\" name=\"\(id)\">",
                "      <error message=\"\(JUnitRenderer.escaped(error.summary))\">"
                    + JUnitRenderer.escaped(error.rendered()) + "</error>",
                "    </testcase>",
            ]
        }
        lines += ["  </testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }
}
