// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The article that shows the measured tables, each between two marks that name it.
///
/// With `RENEW_TABLES` in the environment a table is written there, else it is compared.
actor Article {
    static let shared = Article()

    private let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "Sources/Inference/Inference.docc/Calibration.md")
    private let isRenewed = ProcessInfo.processInfo.environment["RENEW_TABLES"] != nil

    /// Holds the table that stands in the article against the measured one.
    func expect(
        _ table: MarkdownTable, as name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        print("\n\(name)\n\n\(table.text)\n")
        let text = try String(contentsOf: file, encoding: .utf8)
        let opening = try #require(
            text.range(of: "<!-- measured: \(name) -->"), "the article has no table \(name)",
            sourceLocation: sourceLocation)
        let closing = try #require(
            text.range(of: "<!-- end: \(name) -->", range: opening.upperBound..<text.endIndex),
            "the table \(name) has no end", sourceLocation: sourceLocation)
        let place = opening.upperBound..<closing.lowerBound
        let measured = "\n\n\(table.text)\n\n"
        if isRenewed {
            try text.replacingCharacters(in: place, with: measured)
                .write(to: file, atomically: true, encoding: .utf8)
        } else {
            let isAsMeasured = text[place] == measured
            #expect(
                isAsMeasured, "Calibration/renew writes the tables as they are measured now",
                sourceLocation: sourceLocation)
        }
    }
}
