// SPDX-License-Identifier: GPL-3.0-or-later
public import Foundation

/// The folder that holds Package.swift, found from this file's own place.
public let projectFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The folder with the real experiments that are never copied into the project, where present.
///
/// `EXPERIMENT_DATA` names it; the default is `../shared/data` beside the project.
public let realDataFolder: URL? = {
    let named = ProcessInfo.processInfo.environment["EXPERIMENT_DATA"]
    let url =
        named.map { URL(filePath: $0) }
        ?? projectFolder.deletingLastPathComponent().appending(path: "shared/data")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
}()
