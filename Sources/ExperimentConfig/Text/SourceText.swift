// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// The text of a plan file, decoded, with places that a person can find in an editor.
struct SourceText {
    /// The largest plan file that is read, in bytes.
    static let byteLimit = 1 << 20

    /// The furthest column that is counted in characters; beyond, no editor is asked.
    static let columnLimit = 4096

    /// What a text is, in the words of messages.
    enum Subject: Hashable {
        /// One experiment.
        case plan
        /// What plans share.
        case shared

        /// The file, in a sentence.
        var phrase: String { self == .plan ? "the plan" : "the shared file" }
        /// Any such file, in a sentence.
        var kind: String { self == .plan ? "a plan" : "the shared file" }
        /// Its word in ids.
        var word: String { self == .plan ? "plan" : "shared" }
    }

    /// The file as the user named it.
    let file: String
    /// What the text is.
    let subject: Subject
    /// The text without a byte order mark.
    let text: String
    /// The lines, without their ends.
    let lines: [Substring.UnicodeScalarView]

    init(file: String, text: String, subject: Subject = .plan) {
        self.file = file
        self.subject = subject
        self.text = text
        lines = SourceText.split(text)
    }

    /// Decodes the bytes of a file; nil after reporting why they are no text.
    static func decode(
        _ bytes: [UInt8], file: String, subject: Subject = .plan, into log: inout [Diagnostic]
    ) -> SourceText? {
        if bytes.count > byteLimit {
            log.append(tooLarge(file: file, bytes: bytes.count, subject: subject))
            return nil
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            log.append(
                Diagnostic(
                    .error, "encoding", "\(subject.phrase) is written in UTF-16",
                    at: Diagnostic.Place(file: file), why: "plans are read as UTF-8",
                    fix: "save the file as UTF-8 in your editor"))
            return nil
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let text = String(validating: body, as: UTF8.self) else {
            log.append(invalidBytes(Array(body), file: file, subject))
            return nil
        }
        let source = SourceText(file: file, text: text, subject: subject)
        guard let hidden = source.firstControlCharacter() else { return source }
        log.append(hidden)
        return nil
    }

    /// The message for a file that is too large to be a plan.
    static func tooLarge(file: String, bytes: Int, subject: Subject = .plan) -> Diagnostic {
        Diagnostic(
            .error, "\(subject.word)-too-large",
            "\(subject.phrase) has more than 1 MiB (seen: \(bytes) bytes)",
            at: Diagnostic.Place(file: file),
            why: "\(subject.kind) is a page of text; this looks like data",
            fix: subject == .plan
                ? "give the plan file here, and the data file with `data: { file: … }`"
                : "give the data another name; `\(PlanFolder.sharedFile)` is what plans share")
    }

    /// The place of a mark, its column counted in characters.
    func place(_ mark: TextMark?, _ path: String? = nil) -> Diagnostic.Place {
        guard let mark else { return Diagnostic.Place(file: file, keyPath: path) }
        var column = mark.column
        if mark.column <= SourceText.columnLimit, lines.indices.contains(mark.line - 1) {
            let before = String(Substring(lines[mark.line - 1].prefix(mark.column - 1)))
            column = before.count + 1
        }
        return Diagnostic.Place(file: file, line: mark.line, column: column, keyPath: path)
    }

    private static func split(_ text: String) -> [Substring.UnicodeScalarView] {
        var lines: [Substring.UnicodeScalarView] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            if scalar == "\n" || scalar == "\r" {
                lines.append(Substring(text).unicodeScalars[start..<index])
                let pair = scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n"
                index = pair ? scalars.index(after: next) : next
                start = index
            } else {
                index = next
            }
        }
        lines.append(Substring(text).unicodeScalars[start..<scalars.endIndex])
        return lines
    }

    private static func invalidBytes(
        _ bytes: [UInt8], file: String, _ subject: Subject
    ) -> Diagnostic {
        var low = 0
        var high = bytes.count
        while low < high {
            // The longest valid prefix, up to the few bytes of a character that is cut in two.
            let middle = (low + high + 1) / 2
            let cut = (0...3).contains { back in
                middle - back >= 0
                    && String(validating: bytes[..<(middle - back)], as: UTF8.self) != nil
            }
            if cut { low = middle } else { high = middle - 1 }
        }
        var end = low
        while end > 0, String(validating: bytes[..<end], as: UTF8.self) == nil { end -= 1 }
        let before = SourceText(file: file, text: String(decoding: bytes[..<end], as: UTF8.self))
        let column = (before.lines.last?.count ?? 0) + 1
        let seen = end < bytes.count ? String(bytes[end], radix: 16, uppercase: true) : ""
        return Diagnostic(
            .error, "encoding", "\(subject.phrase) is not UTF-8 (seen: byte 0x\(seen))",
            at: before.place(TextMark(line: before.lines.count, column: column)),
            why: "the text cannot be read without guessing its encoding",
            fix: "save the file as UTF-8 in your editor")
    }

    private func firstControlCharacter() -> Diagnostic? {
        for (number, line) in lines.enumerated() {
            for (offset, scalar) in line.enumerated() where SourceText.isControl(scalar) {
                let code = String(scalar.value, radix: 16, uppercase: true)
                return Diagnostic(
                    .error, "control-character",
                    "\(subject.phrase) holds a control character (seen: U+\(code))",
                    at: place(TextMark(line: number + 1, column: offset + 1)),
                    why: "it is invisible and changes what the text means",
                    fix: "remove it; is this a \(subject == .plan ? "plan file" : "text file")?")
            }
        }
        return nil
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

/// A place in the text, line and column from 1, the column in Unicode scalars.
struct TextMark: Hashable, Comparable {
    var line: Int
    var column: Int

    static func < (left: TextMark, right: TextMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
