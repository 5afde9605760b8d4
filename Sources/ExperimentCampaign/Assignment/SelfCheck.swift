// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel
import Tabular

/// Reads a sample of the rows back that were just written, and draws each of them again.
///
/// The rows are read from the file under its temporary name, cut up anew and drawn one by one, apart
/// from the loops that wrote them. A file that was cut short or changed meanwhile is seen.
struct SelfCheck {
    let judge: RowJudge
    let dialect: DelimitedDialect
    let variantColumn: Int
    let reasonColumn: Int?
    let variants: [String]
    /// Whether the variant follows from the row alone.
    let checksVariants: Bool

    /// Checks the rows at some places of a file.
    ///
    /// - Returns: The number of rows; nil where the bytes cannot be read back.
    /// - Throws: `self-check` at the first row that is not what it should be.
    func run(
        _ writer: DelimitedWriter, path: String, header: Range<Int>, samples: [Range<Int>]
    ) throws -> Int? {
        // A compressed file has no places, and pseudonyms cannot be turned back into ids.
        guard !path.hasSuffix(".gz"), let judge = readable(judge),
            let written = try writer.reread()
        else { return nil }
        var text = try bytes(header, of: written, path)
        for place in samples { text += try bytes(place, of: written, path) }
        let reader = try DelimitedReader(
            source: ByteSource(bytes: text, name: path),
            options: ReadOptions(
                delimiter: dialect.delimiter, encoding: .utf8, hasHeader: dialect.hasHeader))
        var checked = 0
        try reader.forEachBlock { block in
            var wrong: String?
            block.forEachRecord { record in
                if wrong == nil, let found = difference(record, judge) { wrong = found }
            }
            return (wrong, block.recordCount)
        } merge: { wrong, count in
            if let wrong { throw Self.problem(path, wrong) }
            checked += count
        }
        guard checked == samples.count else {
            throw Self.problem(path, "\(checked) rows where \(samples.count) were written")
        }
        return checked
    }

    /// The judge of rows that stand in an output: ids are pseudonyms already.
    private func readable(_ judge: RowJudge) -> RowJudge? {
        var judge = judge
        judge.duplicates = nil
        guard judge.units.pseudonym != nil else { return judge }
        guard judge.units.households == nil, judge.units.merges == nil else { return nil }
        judge.units.pseudonym = nil
        if judge.units.missing != nil { judge.units.missing = .exclude }
        return judge
    }

    private func difference(_ record: Record, _ judge: RowJudge) -> String? {
        let outcome = judge.outcomes.outcomes[Int(judge.decided(record))]
        let isIn = outcome.reason == .assigned
        let variant = isIn ? outcome.variant.map { variants[$0] } ?? "" : ""
        let seen = record.bytes(variantColumn).string
        let agrees = checksVariants ? seen == variant : seen.isEmpty == variant.isEmpty
        let reason = outcome.reason.rawValue
        let why = reasonColumn.map { record.bytes($0).string } ?? reason
        guard !agrees || why != reason else { return nil }
        return "`\(Visible.value(seen))` (\(Visible.value(why))) where "
            + "`\(variant)` (\(reason)) was drawn"
    }

    private func bytes(_ place: Range<Int>, of source: ByteSource, _ path: String) throws -> [UInt8]
    {
        guard !place.isEmpty else { return [] }
        var count = 0
        let bytes = try [UInt8](unsafeUninitializedCapacity: place.count) { buffer, filled in
            count = try source.read(
                at: place.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
            filled = count
        }
        guard count == place.count else { throw Self.problem(path, "the end of the file") }
        return bytes
    }

    private static func problem(_ path: String, _ seen: String) -> DiagnosticsError {
        DiagnosticsError(
            .cannotWrite,
            [
                Diagnostic(
                    .error, "self-check",
                    "the rows that were read back are not those that were drawn (seen: \(seen))",
                    at: .init(file: path),
                    why: "the file was changed while it was written, or the disk is damaged",
                    fix: "run it again, on another disk if it comes back")
            ])
    }
}
