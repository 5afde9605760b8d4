// SPDX-License-Identifier: GPL-3.0-or-later
internal import Distributions

/// The statistics as a calculator: a method name and its inputs in, numbers out.
///
/// One line per question, one line per answer:
/// `{"id","method","inputs"}` gives `{"id","result"}`, `{"id","not_estimable"}` or `{"id","error"}`.
public enum Calculator {
    /// The answer to one line.
    public struct Reply: Sendable, Hashable {
        /// The answer object as one line of JSON.
        public let text: String
        /// Whether the question was JSON at all.
        public let isWellFormed: Bool
        /// Whether the answer is an error.
        public let isError: Bool
    }

    /// The names of all methods, sorted.
    public static var methods: [String] { registry.keys.sorted() }

    /// The families of methods; a new family adds its file and its line here.
    private static let registry: [String: CalculatorMethod] = {
        let families: [[String: CalculatorMethod]] = [
            DistributionMethods.all,
            MeanMethods.all,
            RelativeMethods.all,
            RatioMethods.all,
            ProportionTestMethods.all,
            ProportionIntervalMethods.all,
            ScoreMethods.all,
            FamilyMethods.all,
            DunnettMethods.all,
            BayesMethods.all,
            PowerMethods.all,
            PowerDesignMethod.all,
            IncrementMethods.all,
            PoolingMethods.all,
            RankMethods.all,
            AdjustmentMethods.all,
            ResamplingMethods.all,
            DesignMethods.all,
            CountMethods.all,
            UpliftMethods.all,
            GroupSequentialMethods.all,
            AlwaysValidMethods.all,
        ]
        return families.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }()

    /// Answers one line of a batch.
    ///
    /// - Parameter line: A JSON object with `id`, `method` and `inputs`.
    /// - Returns: The answer, always a JSON object on one line.
    public static func answer(line: String) -> String { reply(line: line).text }

    /// Answers one line of a batch and tells whether it was JSON.
    public static func reply(line: String) -> Reply {
        let question: JSONValue
        do {
            question = try JSONValue(parsing: line)
        } catch {
            let message = error.isOutOfRange ? "\(error)" : "not JSON: \(error)"
            return Reply(
                text: JSONValue.object(["error": .string(message)]).text,
                isWellFormed: error.isOutOfRange, isError: true)
        }
        guard case .object(let members) = question else {
            return Reply(
                text: JSONValue.object(["error": .string("a line must be an object")]).text,
                isWellFormed: true, isError: true)
        }
        var answer = members["id"].map { ["id": $0] } ?? [:]
        var isError = false
        if case .string(let method)? = members["method"] {
            let outcome = evaluate(method: method, inputs: members["inputs"] ?? .null)
            answer.merge(outcome) { first, _ in first }
            isError = outcome["error"] != nil
        } else {
            let isMissing = members["method"] == nil
            answer["error"] = .string(
                isMissing ? "missing field method" : "field method must be a string")
            isError = true
        }
        return Reply(text: JSONValue.object(answer).text, isWellFormed: true, isError: isError)
    }

    /// Answers one question given as values.
    ///
    /// - Returns: An object with one member: `result`, `not_estimable` or `error`.
    public static func evaluate(method: String, inputs: JSONValue) -> [String: JSONValue] {
        guard let compute = registry[method] else {
            return ["error": .string(unknown(method))]
        }
        do {
            let arguments = try Arguments(inputs)
            try arguments.check(against: CalculatorFields.of(method))
            let result = try compute(arguments)
            guard CalculatorFields.isDefined(result, by: method) else {
                return ["not_estimable": .string(NotEstimableReason.outOfDomain.rawValue)]
            }
            return ["result": .object(result)]
        } catch CalculatorError.invalid(let message) {
            let isIncomplete = message.hasPrefix("missing field")
            return ["error": .string(isIncomplete ? message + reads(method) : message)]
        } catch CalculatorError.notEstimable(let reason) {
            return ["not_estimable": .string(reason.rawValue)]
        } catch let error as StatisticsError {
            return ["error": .string(error.description)]
        } catch {
            return ["error": .string("\(error)")]
        }
    }

    /// Every field of a method, so that one answer is enough to ask again.
    private static func reads(_ method: String) -> String {
        "; \(method) reads " + CalculatorFields.of(method).joined(separator: ", ")
    }

    private static func unknown(_ method: String) -> String {
        let shown = "unknown method \"\(method.prefix(80))\""
        guard let name = EditDistance.nearest(to: method, in: methods) else { return shown }
        return "\(shown); did you mean \"\(name)\"?"
    }
}

/// One method: inputs in, fields of the result out.
typealias CalculatorMethod = @Sendable (Arguments) throws -> [String: JSONValue]

extension Dictionary where Key == String, Value == JSONValue {
    /// Fields from optional numbers.
    init(fields: KeyValuePairs<String, Double?>) {
        self.init(minimumCapacity: fields.count)
        for (name, value) in fields { self[name] = JSONValue(value) }
    }
}
