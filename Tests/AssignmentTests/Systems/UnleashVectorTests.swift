// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import Assignment

/// The client specification of Unleash, for every feature that a draw, a switch or a list decides.
@Suite struct UnleashVectorTests {
    @Test(arguments: Vectors.present)
    func `rollouts, variants, stickiness and dependencies`(vectors: Vectors) throws {
        var count = 0
        for name in try vectors.files(of: "unleash") {
            let file = try vectors.read("unleash/\(name)")
            let client = UnleashClient(features: file["state"]["features"].items)
            for test in file["tests"].items where client.canDecide(test["toggleName"].word) {
                count += 1
                #expect(
                    client.isEnabled(test["toggleName"].word, test["context"])
                        == test["expectedResult"].bool, "\(name): \(test["description"].word)")
            }
            for test in file["variantTests"].items where client.canDecide(test["toggleName"].word) {
                count += 1
                let expected = test["expectedResult"]
                #expect(
                    client.variant(test["toggleName"].word, test["context"])
                        == (expected["enabled"].bool == true ? expected["name"].text : nil),
                    "\(name): \(test["description"].word)")
            }
        }
        #expect(count == (vectors == .committed ? 100 : 147))
    }
}

/// As much of a client as the draws need.
private struct UnleashClient {
    private var features: [String: Node] = [:]

    init(features: [Node]) {
        for feature in features { self.features[feature["name"].word] = feature }
    }

    /// Whether neither the feature nor one it depends on has a constraint on numbers, dates, texts or
    /// versions, a segment or an address: those hash nothing.
    func canDecide(_ name: String) -> Bool {
        guard let feature = features[name] else { return true }
        return feature["strategies"].items.allSatisfy { strategy in
            strategy["segments"].isNil && strategy["name"].word != "remoteAddress"
                && strategy["constraints"].items.allSatisfy {
                    ["IN", "NOT_IN"].contains($0["operator"].word) && $0["inverted"].isNil
                }
        }
    }

    func isEnabled(_ name: String, _ context: Node) -> Bool {
        guard let feature = features[name], feature["enabled"].bool == true else { return false }
        for dependency in feature["dependencies"].items {
            let parent = dependency["feature"].word
            guard let found = features[parent], found["dependencies"].items.isEmpty,
                isEnabled(parent, context) == (dependency["enabled"].bool ?? true)
            else { return false }
            let names = dependency["variants"].items.map(\.word)
            if !names.isEmpty, !names.contains(variant(parent, context) ?? "disabled") {
                return false
            }
        }
        return feature["strategies"].items.isEmpty || strategy(feature, context) != nil
    }

    func variant(_ name: String, _ context: Node) -> String? {
        guard isEnabled(name, context), let feature = features[name] else { return nil }
        let strategy = strategy(feature, context)
        if let strategy, !strategy["variants"].items.isEmpty {
            return chosen(
                strategy["variants"].items, group: strategy["parameters"]["groupId"].word,
                stickiness: strategy["parameters"]["stickiness"].text, context)
        }
        return chosen(
            feature["variants"].items, group: name,
            stickiness: feature["variants"][0]["stickiness"].text, context)
    }

    private func chosen(
        _ variants: [Node], group: String, stickiness: String?, _ context: Node
    ) -> String? {
        guard !variants.isEmpty else { return nil }
        for variant in variants {
            for override in variant["overrides"].items {
                let value = self.value(override["contextName"].word, context)
                if override["values"].items.contains(where: { $0.text == value }) {
                    return variant["name"].word
                }
            }
        }
        let weights = variants.map { UInt64($0["weight"].int ?? 0) }
        // Without a value the client draws at random; a single variant is the answer then too.
        let id = stuck(stickiness, context) ?? "random"
        let owner = Unleash.variants(group, weights: weights).step(.split, of: id).owner
        return owner.map { variants[$0]["name"].word }
    }

    private func strategy(_ feature: Node, _ context: Node) -> Node? {
        feature["strategies"].items.first { strategy in
            strategy["constraints"].items.allSatisfy { constraint in
                let value = self.value(constraint["contextName"].word, context)
                let isIn = constraint["values"].items.contains { $0.text == value }
                return isIn == (constraint["operator"].word == "IN")
            } && holds(strategy, context)
        }
    }

    private func holds(_ strategy: Node, _ context: Node) -> Bool {
        let parameters = strategy["parameters"]
        let percentage = Int(parameters["percentage"].text ?? parameters["rollout"].word) ?? 0
        switch strategy["name"].word {
        case "default": return true
        case "userWithId":
            let ids = parameters["userIds"].word.split(separator: ",").map {
                $0.filter { $0 != " " }
            }
            return context["userId"].text.map(ids.contains) ?? false
        case "gradualRolloutRandom": return percentage == 100
        case "gradualRolloutUserId": return rolled(parameters, percentage, "userId", context)
        case "gradualRolloutSessionId": return rolled(parameters, percentage, "sessionId", context)
        case "flexibleRollout":
            let stickiness = parameters["stickiness"].text
            if stickiness == "default", stuck(stickiness, context) == nil {
                return percentage == 100
            }
            return rolled(parameters, percentage, stickiness, context)
        default: return false
        }
    }

    private func rolled(
        _ parameters: Node, _ percentage: Int, _ stickiness: String?, _ context: Node
    ) -> Bool {
        guard let id = stuck(stickiness, context) else { return false }
        let draw = Unleash.rollout(parameters["groupId"].word, percentage: UInt64(percentage))
        return draw.step(.gate, of: id).owner != nil
    }

    private func stuck(_ stickiness: String?, _ context: Node) -> String? {
        guard let stickiness, stickiness != "default" else {
            return context["userId"].text ?? context["sessionId"].text
        }
        return value(stickiness, context)
    }

    private func value(_ name: String, _ context: Node) -> String? {
        context[name].text ?? context["properties"][name].text
    }
}
