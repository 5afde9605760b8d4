// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ExperimentModel
import Tabular

/// How the bytes of a data file are read, where detection must be overruled.
struct DataOptions: ParsableArguments {
    @Option(help: "The delimiter: ',', ';', '|' or tab. Detected when not given.")
    var delimiter: String?

    @Option(help: "The decimal mark: point or comma. Asked for when numbers are ambiguous.")
    var decimal: String?

    @Option(help: "The encoding: utf-8, windows-1252, utf-16le or utf-16be.")
    var encoding: String?

    /// The options as they were given, for the command that makes a report again.
    var written: String {
        let options = [("delimiter", delimiter), ("decimal", decimal), ("encoding", encoding)]
        return options.compactMap { name, value in value.map { " --\(name) '\($0)'" } }.joined()
    }

    /// The options over those of a plan.
    func readOptions(_ format: DataSource.Format, digest: Bool = true) throws -> ReadOptions {
        var options = ReadOptions(computesDigest: digest)
        if let text = delimiter ?? format.delimiter {
            options.delimiter = try Self.delimiter(text)
        }
        if let text = decimal ?? format.decimal {
            guard let value = DecimalConvention(rawValue: text.lowercased()) else {
                throw ValidationError("--decimal is point or comma, not '\(text)'")
            }
            options.decimal = value
        }
        if let text = encoding ?? format.encoding { options.encoding = try Self.encoding(text) }
        return options
    }

    private static func delimiter(_ text: String) throws -> Delimiter {
        let named = ["tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "\\t": "\t"]
        let character = named[text.lowercased()] ?? text
        guard let found = Delimiter.allCases.first(where: { [$0.byte] == Array(character.utf8) })
        else { throw ValidationError("--delimiter is ',', ';', '|' or tab, not '\(text)'") }
        return found
    }

    private static func encoding(_ text: String) throws -> TextEncoding {
        let squeezed = { (text: String) in text.lowercased().filter { $0.isLetter || $0.isNumber } }
        let aliases = ["cp1252": "windows1252", "latin1": "windows1252", "utf16": "utf16le"]
        let wanted = aliases[squeezed(text)] ?? squeezed(text)
        guard let found = TextEncoding.allCases.first(where: { squeezed($0.rawValue) == wanted })
        else {
            throw ValidationError(
                "--encoding is utf-8, windows-1252, utf-16le or utf-16be, not '\(text)'")
        }
        return found
    }
}
