// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Standard output for results, standard error for messages.
enum Console {
    /// Writes a result.
    ///
    /// - Throws: When it cannot be written: a gate whose answer got lost has not answered.
    static func result(_ text: String) throws {
        var text = text.hasSuffix("\n") ? text : text + "\n"
        try text.withUTF8 { try bytes(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a message.
    static func message(_ text: String) {
        // There is nowhere left to say that a message could not be written.
        _ = write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO)
    }

    /// Replaces the current line of a terminal; an empty text clears it.
    static func transient(_ text: String) {
        _ = write("\r\u{1B}[K" + text, to: STDERR_FILENO)
    }

    /// Whether results may be coloured: a terminal, no `NO_COLOR`, not a dumb terminal.
    static var usesColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
            && environment["TERM"] != "dumb"
    }

    /// Whether a person can be asked: both input and messages are a terminal.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks a question and waits for a line; an empty text when there is no answer.
    static func ask(_ question: String) -> String {
        _ = write(question, to: STDERR_FILENO)
        return (readLine() ?? "").trimmingCharacters(in: .whitespaces)
    }

    /// Whether messages go to a terminal, so that progress may be shown.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes bytes of a result.
    ///
    /// - Throws: When they cannot be written.
    static func bytes(_ bytes: UnsafeRawBufferPointer) throws {
        let failure = write(bytes, to: STDOUT_FILENO)
        guard failure != 0 else { return }
        throw DiagnosticsError(
            .cannotWrite,
            [
                Diagnostic(
                    .error, "output-failed", "standard output cannot be written",
                    why: String(cString: strerror(failure)),
                    fix: "free disk space, or write somewhere else")
            ])
    }

    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    /// Writes all bytes and returns 0, or the number of the system's error.
    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            #if canImport(Glibc)
                let written = Glibc.write(descriptor, part.baseAddress, part.count)
            #else
                let written = Darwin.write(descriptor, part.baseAddress, part.count)
            #endif
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return errno }
            rest = rest.dropFirst(written)
        }
        return 0
    }
}
