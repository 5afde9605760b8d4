// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Finds keys in the text of a plan that was loaded before.
public enum PlanPlace {
    /// The place of a key: its value, or the key itself when the value is a group or a list.
    ///
    /// - Parameters:
    ///   - path: The keys from the top, as `goal.target`.
    ///   - file: The plan's file.
    /// - Returns: The place, without a line when the file does not write the key.
    public static func of(_ path: String, in file: String) -> Diagnostic.Place {
        var log: [Diagnostic] = []
        guard case .success(let bytes) = PlanFile.read(file),
            let source = SourceText.decode(bytes, file: file, into: &log),
            var node = YAMLText.parse(source, into: &log)
        else { return Diagnostic.Place(file: file) }
        var mark: TextMark?
        for part in path.split(separator: ".") {
            guard let entry = node[String(part)] else { return Diagnostic.Place(file: file) }
            mark = if case .scalar = entry.value.content { entry.value.mark } else { entry.mark }
            node = entry.value
        }
        return source.place(mark, path)
    }
}
