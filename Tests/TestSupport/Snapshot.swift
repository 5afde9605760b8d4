// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation
public import Testing

/// Compares a text with the committed snapshot file, or records it.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written and the test fails once, so that
/// a recording run can never pass for a checking run. A missing file fails too.
///
/// - Parameters:
///   - text: The text as it is now.
///   - url: Where the snapshot lives, beside the test that uses it.
///   - sourceLocation: The test line to blame.
/// - Throws: When a snapshot cannot be written.
public func expectSnapshot(
    _ text: String, at url: URL, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        Issue.record("recorded \(url.lastPathComponent)", sourceLocation: sourceLocation)
        return
    }
    guard let stored = try? String(decoding: Data(contentsOf: url), as: UTF8.self) else {
        Issue.record("no snapshot \(url.path)", sourceLocation: sourceLocation)
        return
    }
    guard stored != text else { return }
    let was = stored.split(separator: "\n", omittingEmptySubsequences: false)
    let now = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
        zip(was, now).enumerated().first { $1.0 != $1.1 }?.offset ?? min(was.count, now.count)
    let before = line < was.count ? String(was[line]) : "(end)"
    let after = line < now.count ? String(now[line]) : "(end)"
    Issue.record(
        """
        \(url.lastPathComponent) differs at line \(line + 1)
        - \(before)
        + \(after)
        """, sourceLocation: sourceLocation)
}
