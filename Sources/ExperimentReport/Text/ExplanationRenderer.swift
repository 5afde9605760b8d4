// SPDX-License-Identifier: GPL-3.0-or-later
internal import Assignment
public import ExperimentCampaign
internal import ExperimentModel

/// Tells why one customer is in a group: the answer first, then the reasons, then the sums.
public struct ExplanationRenderer: Sendable {
    private let explanation: UnitExplanation
    private let composer: Composer
    private var numbers: NumberStyle { composer.numbers }

    /// Creates a renderer.
    ///
    /// - Parameters:
    ///   - explanation: What is told.
    ///   - language: The language.
    public init(_ explanation: UnitExplanation, language: Language) {
        self.explanation = explanation
        composer = Composer(language: language, plan: explanation.plan)
    }

    /// The text, ending with a line feed.
    public func text() -> String {
        var lines = [say("explain.title", ["id": shownID, "plan": explanation.plan.name])]
        lines += conditional + [answer]
        let reasons = why
        if !reasons.isEmpty {
            lines += ["", say("explain.why")] + reasons.map { "  - " + $0 }
        }
        let sums = again
        if !sums.isEmpty { lines += ["", say("explain.again")] + sums.map { "  " + $0 } }
        lines += ["", version]
        return lines.joined(separator: "\n") + "\n"
    }

    private func say(_ id: String, _ texts: [String: String] = [:]) -> String {
        composer.say(id, texts: texts)
    }

    private var shownID: String { Visible.value(explanation.pseudonymOf ?? explanation.trace.id) }

    private var conditional: [String] {
        switch explanation.eligibility {
        case .notLookedUp: [say("explain.would-be")]
        case .notInFile(let file):
            [
                say("explain.absent", ["file": Visible.value(file)]), "",
                say("explain.would-be.absent"),
            ]
        default: []
        }
    }

    // MARK: - The answer

    private var answer: String {
        let reason = explanation.reason
        switch reason {
        case .assigned: return assigned
        case .forced(let key):
            return say("explain.forced", ["variant": name(of: key)])
        case .heldOut: return heldOut
        case .otherLayer:
            return say("explain.other-layer", ["key": explanation.design.layer?.key ?? ""])
        case .notLetIn:
            let share = numbers.share(explanation.design.gateShare)
            return say("explain.not-let-in", ["share": share])
        case .noPermission(let key): return say("explain.no-permission", ["key": key])
        case .notInAudience, .excludedByRule, .unknownValue, .noHousehold:
            return say("explain." + reason.rawValue, detail)
        default: return say("explain.unusable", ["detail": reason.rawValue])
        }
    }

    private var detail: [String: String] {
        guard case .out(_, _, let detail?) = explanation.eligibility else { return [:] }
        return ["detail": detail]
    }

    private var assigned: String {
        guard let variant = explanation.variant else { return "" }
        var texts = ["variant": variant.name, "role": say("explain.role.\(variant.role.rawValue)")]
        guard variant.contact else { return say("explain.assigned.quiet", texts) }
        texts["channel"] = variant.channel
        return say("explain.assigned.contact", texts)
    }

    private var heldOut: String {
        let key = explanation.design.holdout?.key ?? ""
        guard let holdout = explanation.plan.assignment.holdout,
            let period = explanation.design.holdout?.period,
            let ring = try? HoldoutRing(holdout: holdout), let last = ring.lastDay(of: period)
        else { return say("explain.held-out.open", ["key": key]) }
        return say("explain.held-out", ["key": key, "until": numbers.day(last)])
    }

    private func name(of key: String) -> String { explanation.plan.variant(key)?.name ?? key }

    // MARK: - The reasons

    private var why: [String] {
        var lines: [String] = []
        switch explanation.eligibility {
        case .everyone: lines.append(say("explain.eligible.everyone"))
        case .notLookedUp: lines.append(say("explain.eligible.unknown"))
        case .notInFile: break
        case .eligible(let row):
            lines.append(say("explain.eligible.file", ["row": numbers.count(row)]))
        case .out: break
        }
        lines += explanation.trace.steps.map(sentence)
        let system = AssignmentAlgorithm(rawValue: explanation.design.algorithm)?.facts.system ?? ""
        lines += explanation.trace.systemSteps.map { step in
            say(
                "explain.system.\(step.kind.rawValue)",
                [
                    "system": system, "bucket": step.fraction ?? String(step.bucket),
                    "comparison": step.comparison,
                ])
        }
        switch explanation.doubt {
        case .outerSpace: lines.append(say("explain.doubt.outer-space"))
        case .scientificNotation: lines.append(say("explain.doubt.scientific"))
        case nil: break
        }
        return lines
    }

    private func sentence(_ step: PipelineTrace.Step) -> String {
        var texts = [
            "key": step.key ?? "", "point": numbers.count(step.draw.point),
            "ranges": numbers.list(step.ranges.map { range($0.range) }),
        ]
        if let slot = step.slot { texts["slot"] = numbers.count(slot) }
        if let found = step.found {
            texts["range"] = range(found.range)
            texts["variant"] = name(of: found.label)
        }
        if step.kind == .holdout {
            let arcs = step.ranges.filter { $0.label == PipelineTrace.heldOut }
            texts["ranges"] = numbers.list(arcs.map { range($0.range) })
            return say(step.passed ? "explain.holdout.out" : "explain.holdout.in", texts)
        }
        return say("explain.\(step.kind.rawValue).\(step.passed ? "in" : "out")", texts)
    }

    /// A range with both ends, as people count.
    private func range(_ range: PointRange) -> String {
        "\(numbers.count(range.from))–\(numbers.count(range.to - 1))"
    }

    // MARK: - The sums

    private var again: [String] {
        var lines = explanation.trace.steps.map { step in
            say(
                "explain.digits",
                [
                    "what": say("explain.kind.\(step.kind.rawValue)"),
                    "text": Visible.value(step.draw.hashed), "digits": step.draw.hexadecimal,
                    "point": String(step.draw.point),
                ])
        }
        if !lines.isEmpty { lines.insert(say("explain.formula"), at: 0) }
        lines += explanation.trace.systemSteps.map { step in
            say(
                "explain.digits",
                [
                    "what": say("explain.kind.\(step.kind.rawValue)"),
                    "text": Visible.value(step.hashed),
                    "digits": "\(step.hash) \(step.hexadecimal)",
                    "point": String(step.bucket),
                ])
        }
        if explanation.pseudonymOf != nil, !lines.isEmpty { lines.append(drawnBy) }
        return lines
    }

    /// By what id the customer is drawn, where it is not the one that was asked for.
    private var drawnBy: String {
        let unit = Visible.value(explanation.trace.id)
        if explanation.plan.privacy?.pseudonymise != nil {
            return say("explain.pseudonym", ["pseudonym": unit])
        }
        guard explanation.plan.assignment.members != nil else {
            return say("explain.merged", ["id": unit])
        }
        return unit.hasPrefix("person:")
            ? say("explain.single", ["id": unit]) : say("explain.household", ["id": unit])
    }

    private var version: String {
        var texts = ["day": numbers.day(explanation.day)]
        if let phase = explanation.phase { texts["phase"] = String(phase) }
        return say("explain.version", texts)
    }
}
