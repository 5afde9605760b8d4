// SPDX-License-Identifier: GPL-3.0-or-later

/// All that must be known about a file before its records can be cut.
struct FileLayout: Sendable {
    var dialect = DelimitedDialect()
    var isGzip = false
    /// Where the first data record starts in the decoded stream.
    var recordsStart = 0
    /// The lines of the file before that.
    var linesBefore = 0
    var header: [String] = []

    var newline: UInt8 { dialect.lineEnding == .carriageReturn ? 0x0D : 0x0A }

    /// Puts inflating and transcoding on top of the raw bytes.
    func decoded(_ raw: RawStream, name: String) throws(TabularError) -> any ByteStream {
        let inflated: any ByteStream = isGzip ? try GzipStream(raw, name: name) : raw
        guard dialect.encoding != .utf8 else { return inflated }
        return TranscodingStream(inflated, encoding: dialect.encoding, name: name)
    }
}
