// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentAnalysis
import ExperimentModel
import Mustache

/// Writes a report as one HTML file that needs nothing else: no script, no network.
public enum HTMLRenderer {
    /// The report of a result.
    ///
    /// - Parameters:
    ///   - result: What the analysis found.
    ///   - language: The language to write in.
    ///   - command: The command that makes this report again.
    /// - Returns: A page that is well-formed XML too.
    /// - Throws: When a template is malformed, which no result can cause.
    public static func render(
        _ result: AnalysisResult, language: Language, command: String
    ) throws -> String {
        let document = ReportDocument(result, language: language, command: command)
        let composer = Composer(language: language, plan: result.plan)
        var context = HTMLContext(document, composer: composer)
        return try Templates.library().render(context.page(), withTemplate: "page") ?? ""
    }
}
