// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Finds keys in the text of a plan that was loaded before.
public enum PlanPlace {
    /// The key of a plan, whatever else is wrong with it.
    ///
    /// - Parameter file: The plan's file.
    /// - Returns: The key; nil where none can be read.
    public static func key(in file: String) -> String? {
        var log: [Diagnostic] = []
        guard case .success(let bytes) = PlanFile.read(file),
            let source = SourceText.decode(bytes, file: file, into: &log),
            let root = YAMLText.parse(source, into: &log),
            case .scalar(let key, _)? = root["key"]?.value.content,
            case .success = ScalarText.key(key, "key", allowed: .key)
        else { return nil }
        return key
    }

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
