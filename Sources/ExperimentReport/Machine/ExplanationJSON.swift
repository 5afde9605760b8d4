// SPDX-License-Identifier: GPL-3.0-or-later
internal import Assignment
public import ExperimentCampaign
internal import ExperimentModel

/// Every step of one customer's draw, for machines.
public enum ExplanationJSON {
    /// The steps as JSON with sorted keys, ending with a line feed.
    ///
    /// - Parameter explanation: What is told.
    /// - Returns: An object with the keys `algorithm`, `day`, `eligibility`, `id`, `phase`, `plan`,
    ///   `pseudonym`, `reason`, `steps`, `system_steps` and `variant`; what does not exist is null.
    public static func text(_ explanation: UnitExplanation) -> String {
        let given = explanation.pseudonymOf
        return JSONText.object([
            "algorithm": .string(explanation.design.algorithm),
            "day": .string(explanation.day.iso),
            "eligibility": eligibility(explanation.eligibility),
            "id": .string(given ?? explanation.trace.id),
            "phase": explanation.phase.map { .integer($0) } ?? .null,
            "plan": .string(explanation.plan.key),
            "pseudonym": .optional(given == nil ? nil : explanation.trace.id),
            "reason": .string(explanation.reason.rawValue),
            "steps": .array(explanation.trace.steps.map(step)),
            "system_steps": .array(explanation.trace.systemSteps.map(step)),
            "variant": .optional(explanation.variant?.key),
        ]).written() + "\n"
    }

    private static func eligibility(_ eligibility: UnitExplanation.Eligibility) -> JSONText {
        switch eligibility {
        case .everyone: .object(["state": .string("everyone")])
        case .notLookedUp: .object(["state": .string("not-looked-up")])
        case .notInFile: .object(["state": .string("not-in-file")])
        case .eligible(let row):
            .object(["state": .string("eligible"), "row": .integer(row)])
        case .out(let reason, let row, let detail):
            .object([
                "state": .string("out"), "reason": .string(reason.rawValue),
                "row": .integer(row), "detail": .optional(detail),
            ])
        }
    }

    private static func step(_ step: PipelineTrace.Step) -> JSONText {
        .object([
            "draw": .string(step.kind.rawValue), "key": .optional(step.key),
            "salt": .string(step.salt), "hashed": .string(step.draw.hashed),
            "u": .string(step.draw.hexadecimal), "point": .integer(step.draw.point),
            "slot": step.slot.map { .integer($0) } ?? .null, "passed": .bool(step.passed),
            "ranges": .array(
                step.ranges.map {
                    .object([
                        "from": .integer($0.range.from), "to": .integer($0.range.to),
                        "label": .string($0.label),
                    ])
                }),
        ])
    }

    private static func step(_ step: SystemStep) -> JSONText {
        .object([
            "draw": .string(step.kind.rawValue), "hashed": .string(step.hashed),
            "hash": .string(step.hash), "digits": .string(step.hexadecimal),
            "number": .string(String(step.number)), "bucket": .integer(Int(step.bucket)),
            "fraction": .optional(step.fraction), "comparison": .string(step.comparison),
            "ranges": .array(step.ranges.map { .string($0) }),
        ])
    }
}
