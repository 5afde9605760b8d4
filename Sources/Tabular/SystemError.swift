// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns the error number of the operating system into an error with a remedy.
enum SystemError {
    static func text(_ number: Int32) -> String {
        String(cString: strerror(number))
    }

    static func opening(_ path: String, _ number: Int32) -> TabularError {
        let place = TabularError.Place(file: path)
        switch number {
        case ENOENT, ENOTDIR:
            return TabularError(
                .fileMissing, "no file \(path)", at: place,
                why: "the path does not lead to a file",
                fix: "check the name and the folder; a path in a plan is relative to the plan")
        case EACCES, EPERM:
            return TabularError(
                .permissionDenied, "no permission to read \(path)", at: place,
                why: text(number), fix: "give yourself read permission, or copy the file")
        default:
            return TabularError(
                .readFailed, "cannot open \(path)", at: place, why: text(number),
                fix: "check the disk and the path")
        }
    }

    static func reading(_ path: String, _ number: Int32) -> TabularError {
        if number == EISDIR { return folder(path) }
        return TabularError(
            .readFailed, "cannot read \(path)", at: .init(file: path), why: text(number),
            fix: "check the disk and try again")
    }

    static func folder(_ path: String) -> TabularError {
        TabularError(
            .notAFile, "\(path) is a folder", at: .init(file: path),
            why: "one file is read at a time", fix: "name the file inside the folder")
    }

    static func writing(_ path: String, _ number: Int32) -> TabularError {
        let place = TabularError.Place(file: path)
        switch number {
        case ENOSPC, EDQUOT, EFBIG:
            return TabularError(
                .diskFull, "no space left to write \(path)", at: place, why: text(number),
                fix: "free disk space or write elsewhere; nothing half-written was left")
        case EACCES, EPERM, EROFS:
            return TabularError(
                .writeDenied, "no permission to write \(path)", at: place,
                why: text(number), fix: "choose a folder you may write to")
        case ENOENT, ENOTDIR:
            return TabularError(
                .folderMissing, "no folder for \(path)", at: place, why: text(number),
                fix: "create the folder first")
        case EPIPE:
            return TabularError(
                .brokenPipe, "the program that read the output went away", at: place,
                why: text(number), fix: "nothing, if that was meant")
        default:
            return TabularError(
                .writeFailed, "cannot write \(path)", at: place, why: text(number),
                fix: "check the disk and the path")
        }
    }
}
