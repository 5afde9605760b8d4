// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds out how a file is written from its first 256 KiB; what stays ambiguous is asked for.
struct DialectDetector {
    static let sampleSize = 256 << 10
    let source: ByteSource
    let options: ReadOptions

    func detect() throws(TabularError) -> (FileLayout, Detection) {
        try checkOptions()
        var layout = FileLayout()
        var head = try sample(layout, size: 4)
        layout.isGzip = GzipStream.isGzip(head)
        if layout.isGzip { head = try sample(layout, size: 4) }
        let markLength = try detectEncoding(&layout, head: head)
        layout.dialect.decimal = options.decimal
        let text = Array(
            try sample(layout, size: Self.sampleSize).dropFirst(markLength > 0 ? markLength : 0))
        guard text.contains(where: { $0 != 0x0A && $0 != 0x0D }) else { throw empty() }
        layout.dialect.lineEnding = Self.lineEnding(text)
        try HeaderCheck(name: source.name, newline: layout.newline).check(
            text, after: markLength)
        let samples = Delimiter.allCases.map {
            SampledRecords(
                text, delimiter: $0, newline: layout.newline,
                isWhole: text.count + markLength < Self.sampleSize)
        }
        let chosen = try chooseDelimiter(samples)
        layout.dialect.delimiter = chosen.delimiter
        guard !chosen.first.isEmpty else { throw noFirstRecord([chosen]) }
        if let declared = options.hasHeader {
            layout.dialect.hasHeader = declared
        } else {
            layout.dialect.hasHeader = try detectHeader(chosen.first)
        }
        layout.header = chosen.first
        layout.recordsStart = markLength
        if layout.dialect.hasHeader {
            layout.recordsStart += chosen.firstEnd
            layout.linesBefore = chosen.firstLines
        } else {
            layout.header = chosen.first.indices.map { "column\($0 + 1)" }
        }
        return (
            layout, Detection(dialect: layout.dialect, isGzip: layout.isGzip, facts: facts(layout))
        )
    }

    private func checkOptions() throws(TabularError) {
        guard options.blockSize > 0, options.blockSize <= 1 << 26, options.recordLimit > 0,
            options.recordLimit <= 1 << 28
        else {
            throw TabularError(
                .optionInvalid, "block size or record limit out of range",
                why: "offsets inside a block are kept in 30 bits",
                fix: "use a block size up to 64 MiB and a record limit up to 256 MiB")
        }
    }

    private func sample(_ layout: FileLayout, size: Int) throws(TabularError) -> [UInt8] {
        let stream = try layout.decoded(RawStream(source, digesting: false), name: source.name)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        let got = try stream.fill(buffer)
        return Array(UnsafeRawBufferPointer(rebasing: buffer[0..<got]))
    }

    /// Sets the encoding and returns how many bytes of the decoded text are a byte order mark.
    private func detectEncoding(
        _ layout: inout FileLayout, head: [UInt8]
    ) throws(TabularError) -> Int {
        let seen: TextEncoding? =
            if head.starts(with: [0xEF, 0xBB, 0xBF]) {
                .utf8
            } else if head.starts(
                with: [0xFF, 0xFE])
            { .utf16LittleEndian } else if head.starts(with: [0xFE, 0xFF]) {
                .utf16BigEndian
            } else { nil }
        if let seen, let declared = options.encoding, seen != declared {
            throw TabularError(
                .invalidEncoding,
                "--encoding says \(declared.rawValue), the byte order mark says \(seen.rawValue)",
                at: .init(file: source.name, byteOffset: 0),
                why: "text that is read in the wrong encoding gets wrong names and ids",
                fix: "leave out --encoding")
        }
        layout.dialect.encoding = options.encoding ?? seen ?? .utf8
        layout.dialect.hasByteOrderMark = seen != nil
        return seen == nil ? 0 : 3
    }

    private static func lineEnding(_ text: [UInt8]) -> LineEnding {
        guard let feed = text.firstIndex(of: 0x0A) else {
            return text.contains(0x0D) ? .carriageReturn : .lineFeed
        }
        return feed > 0 && text[feed - 1] == 0x0D ? .carriageReturnLineFeed : .lineFeed
    }

    private func chooseDelimiter(_ samples: [SampledRecords]) throws(TabularError)
        -> SampledRecords
    {
        if let declared = options.delimiter,
            let match = samples.first(where: { $0.delimiter == declared })
        {
            return match
        }
        let splitting = samples.filter { $0.first.count > 1 }
        let consistent = splitting.filter { $0.agreement == 1 }
        if consistent.count == 1 { return consistent[0] }
        if splitting.isEmpty {
            let single = samples.first { $0.first.count == 1 }
            if let single { return single }
            throw noFirstRecord(samples)
        }
        if consistent.isEmpty {
            let most = splitting.filter { $0.agreement >= 0.5 }
            if most.count == 1 { return most[0] }
            if splitting.count == 1 { return splitting[0] }
        }
        let names = splitting.map(\.delimiter.rawValue).joined(separator: " and ")
        throw TabularError(
            .delimiterAmbiguous, "\(names) both explain the first rows",
            at: .init(file: source.name, line: 1),
            why: "a wrong delimiter shifts columns without any sign",
            fix: "state it with --delimiter \(splitting[0].delimiter.rawValue)")
    }

    private func detectHeader(_ first: [String]) throws(TabularError) -> Bool {
        let doubtful = first.first { name in
            Array(name.utf8).withUnsafeBytes { bytes in
                guard let field = FieldBytes(bytes) else { return false }
                return FieldParser.looksNumeric(field)
            }
        }
        guard let doubtful else { return true }
        throw TabularError(
            .headerAmbiguous, "the first row holds \"\(doubtful.prefix(80))\": names or data?",
            at: .init(file: source.name, line: 1),
            why: "a data row taken for names would be lost, and names taken for data rejected",
            fix: "put a row with the names of the columns above the data; a name is not a number")
    }

    private func empty() -> TabularError {
        TabularError(
            .fileEmpty, "\(source.name) is empty", at: .init(file: source.name),
            why: "there is not even a header", fix: "check the export that made the file")
    }

    private func noFirstRecord(_ samples: [SampledRecords]) -> TabularError {
        if let line = samples.compactMap(\.openQuoteLine).first {
            return TabularError(
                .unclosedQuote, "a quote opened on line \(line) is never closed",
                at: .init(file: source.name, line: line),
                why: "everything after it would become one value",
                fix: "close the quote, or double it if it belongs to the value")
        }
        return TabularError(
            .recordTooLong, "the first record does not end within 256 KiB",
            at: .init(file: source.name, line: 1),
            why: "an unclosed quote in the first line, or not a delimited file",
            fix: "check the first line of the file")
    }

    private func facts(_ layout: FileLayout) -> [Detection.Fact] {
        let dialect = layout.dialect
        let mark = dialect.hasByteOrderMark ? " with byte order mark" : ""
        let name = layout.header.count == 1 ? "none" : dialect.delimiter.rawValue
        var facts: [Detection.Fact] = []
        if layout.isGzip { facts.append(.init("compression", "gzip", isDeclared: false)) }
        facts.append(
            .init(
                "encoding", dialect.encoding.rawValue + mark, isDeclared: options.encoding != nil))
        facts.append(
            .init("line ending", dialect.lineEnding.rawValue, isDeclared: false))
        facts.append(.init("delimiter", name, isDeclared: options.delimiter != nil))
        facts.append(
            .init(
                "header", dialect.hasHeader ? "yes" : "no", isDeclared: options.hasHeader != nil))
        facts.append(.init("columns", String(layout.header.count), isDeclared: false))
        if let decimal = dialect.decimal {
            facts.append(.init("decimal", decimal.rawValue, isDeclared: true))
        }
        return facts
    }
}
