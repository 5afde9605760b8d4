// SPDX-License-Identifier: GPL-3.0-or-later

extension Arguments {
    /// The objects of an array, each with these fields and no others.
    func groups(_ field: String, of fields: [String]) throws(CalculatorError) -> [Arguments] {
        var groups: [Arguments] = []
        for (index, value) in try list(field).enumerated() {
            let path = "\(name(field))[\(index)]"
            let group = try Arguments(value, path: path)
            try group.check(against: fields.map { "\(path).\($0)" })
            groups.append(group)
        }
        return groups
    }

    /// The arrays of an array, as numbers.
    func rows(_ field: String) throws(CalculatorError) -> [[Double]] {
        var rows: [[Double]] = []
        for (index, value) in try list(field).enumerated() {
            let path = "\(name(field))[\(index)]"
            guard case .array = value else { throw .invalid("field \(path) must be an array") }
            rows.append(try Arguments(.object([path: value])).numbers(path))
        }
        return rows
    }

    /// A whole number within bounds.
    func count(_ field: String, in bounds: ClosedRange<Int>) throws(CalculatorError) -> Int {
        let value = try count(field)
        guard bounds.contains(value) else {
            throw .invalid(
                "field \(name(field)) must lie between \(bounds.lowerBound) and "
                    + "\(bounds.upperBound) (\(value))")
        }
        return value
    }

    /// True or false; false where it is not given.
    func flag(_ field: String) throws(CalculatorError) -> Bool {
        guard has(field) else { return false }
        guard case .bool(let value) = try member(field) else {
            throw .invalid("field \(name(field)) must be true or false")
        }
        return value
    }
}
