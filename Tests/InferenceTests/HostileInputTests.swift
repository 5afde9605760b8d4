// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

@Suite struct HostileInputTests {
    /// A usable question of each method, from which each field is spoilt in turn.
    static let questions: [(method: String, fields: [(name: String, value: String)])] = [
        (
            "dunnett",
            [
                ("control", #"{"n":9,"mean":1,"var":2}"#),
                ("arms", #"[{"n":9,"mean":2,"var":2},{"n":8,"mean":1,"var":3}]"#),
                ("alpha", "0.05"),
            ]
        ),
        (
            "dunnett_large_sample",
            [
                ("control", #"{"n":9,"mean":1,"var":2}"#),
                ("arms", #"[{"n":9,"mean":2,"var":2},{"n":8,"mean":1,"var":3}]"#),
                ("alpha", "0.05"),
            ]
        ),
        ("dunnett_critical", [("k", "3"), ("df", "20"), ("rho", "0.5"), ("alpha", "0.05")]),
        (
            "beta_binomial",
            [
                ("control", #"{"x":3,"n":10}"#), ("treatment", #"{"x":4,"n":10}"#),
                ("prior", #"{"a":1,"b":1}"#), ("level", "0.95"),
            ]
        ),
        (
            "beta_ratio_posterior",
            [
                ("control", #"{"x":3,"n":10}"#), ("treatment", #"{"x":4,"n":10}"#),
                ("prior", #"{"a":1,"b":1}"#), ("level", "0.95"),
            ]
        ),
        (
            "prob_best_of_k",
            [("arms", #"[{"x":3,"n":10},{"x":4,"n":10}]"#), ("prior", #"{"a":1,"b":1}"#)]
        ),
        (
            "nps_dirichlet",
            [
                ("control", #"{"promoters":3,"passives":1,"detractors":1}"#),
                ("treatment", #"{"promoters":3,"passives":1,"detractors":1}"#),
                ("prior", "[1,1,1]"),
            ]
        ),
        (
            "boschloo_barnard",
            [("control", #"{"x":1,"n":3}"#), ("treatment", #"{"x":2,"n":3}"#)]
        ),
        (
            "power_means_n",
            [
                ("effect", "1"), ("sd", "2"), ("alpha", "0.05"), ("power", "0.8"),
                ("ratio_treatment_to_control", "1"),
            ]
        ),
        (
            "power_means_power",
            [
                ("effect", "1"), ("sd", "2"), ("n_treatment", "30"), ("n_control", "20"),
                ("alpha", "0.05"),
            ]
        ),
        (
            "power_proportions_n",
            [
                ("p_control", "0.1"), ("p_treatment", "0.2"), ("alpha", "0.05"),
                ("power", "0.8"), ("ratio_treatment_to_control", "1"),
            ]
        ),
        (
            "power_proportions_power",
            [
                ("p_control", "0.1"), ("p_treatment", "0.2"), ("n_treatment", "30"),
                ("n_control", "20"), ("alpha", "0.05"),
            ]
        ),
        (
            "mde",
            [
                ("var", "2"), ("n_t", "30"), ("n_c", "20"), ("mean", "3"), ("alpha", "0.05"),
                ("power", "0.8"), ("cuped_rho", "0.5"), ("arms", "3"), ("cluster_size", "5"),
                ("icc", "0.1"), ("gs_inflation", "1.02"),
            ]
        ),
        (
            "power_design",
            [
                ("sd", "2"), ("mean", "3"), ("alpha", "0.05"), ("power", "0.8"),
                ("test_arms", "2"), ("correction", #""holm""#), ("cuped_rho", "0.5"),
                ("cluster_size", "5"), ("icc", "0.1"), ("inflation", "1.02"),
                ("use_t", "true"), ("effect", "1"), ("n_total", "1000"),
                ("control_share", "0.2"), ("direction", #""decrease""#),
            ]
        ),
    ]

    static let spoilt = [
        "null", "true", #""NaN""#, #""inf""#, #""-inf""#, "[]", "{}", "-1", "0", "1e308", "-1e308",
        "1e-308", "0.5", "4503599627370496", #"[{"x":1}]"#, #"[null]"#, #"[[]]"#,
        #"[{"n":1e15,"mean":1e308,"var":1e308},{"n":2,"mean":0,"var":0}]"#,
    ]

    @Test(arguments: questions.map(\.method))
    func `a spoilt field gives an answer object and no infinity`(method: String) throws {
        let question = try #require(Self.questions.first { $0.method == method })
        func answer(_ fields: [(name: String, value: String)]) -> String {
            let inputs = fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
            return Calculator.answer(line: #"{"method":"\#(method)","inputs":{\#(inputs)}}"#)
        }
        let plain = answer(question.fields)
        #expect(plain.hasPrefix(#"{"result":"#), "\(plain)")
        for index in question.fields.indices {
            for value in Self.spoilt {
                var fields = question.fields
                fields[index].value = value
                let text = answer(fields)
                let isAnswer = ["result", "not_estimable", "error"].contains {
                    text.hasPrefix("{\"\($0)\":")
                }
                #expect(isAnswer && !text.contains("nan"), "\(fields[index]): \(text)")
                #expect(!text.contains(#":"inf""#), "\(fields[index]): \(text)")
                // An error tells which field it is about.
                if text.hasPrefix(#"{"error""#) {
                    #expect(
                        ["field ", "out of domain", "is too large"].contains {
                            text.contains($0)
                        },
                        "\(fields[index]): \(text)")
                }
            }
        }
    }

    @Test(arguments: [
        (
            #"{"method":"dunnett","inputs":{"control":{"n":9,"mean":1,"var":2},"arms":[{"n":9,"mean":2,"vra":2}]}}"#,
            "unknown field arms[0].vra; did you mean arms[0].var?"
        ),
        (
            #"{"method":"prob_best_of_k","inputs":{"arms":[{"x":1,"n":2},{"x":3,"n":2}]}}"#,
            "field arms[1].x must not exceed arms[1].n"
        ),
        (
            #"{"method":"dunnett_critical","inputs":{"k":0}}"#,
            "field k must lie between 1 and 200 (0)"
        ),
        (
            #"{"method":"beta_binomial","inputs":{"control":{"x":3,"n":10},"treatment":{"x":4,"n":10},"prior":{"a":0,"b":1}}}"#,
            "field prior.a must lie between 0.1 and 1e12"
        ),
        (
            #"{"method":"power_design","inputs":{"rate":0.9,"effect":0.2}}"#,
            "field effect must keep the rate between 0 and 1"
        ),
        (
            #"{"method":"power_design","inputs":{"rate":0.9,"sd":2}}"#,
            "field sd does not belong to a proportion"
        ),
        (
            #"{"method":"power_design","inputs":{"sd":2,"relative_effect":0.1}}"#,
            "field relative_effect needs a mean"
        ),
        (
            #"{"method":"power_design","inputs":{"sd":2,"use_t":1}}"#,
            "field use_t must be true or false"
        ),
        (
            #"{"method":"power_proportions_n","inputs":{"p_control":0.1,"p_treatment":0.1}}"#,
            "field p_treatment must differ"
        ),
    ])
    func `an error names the field`(line: String, message: String) {
        let answer = Calculator.answer(line: line)
        #expect(answer.contains(message), "\(answer)")
    }
}
