// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

@Suite struct SequentialCalculatorTests {
    @Test(arguments: [
        (
            "gs_spending_bounds", #"{"information":[0.5,0.4,1],"spending":"lan-demets-obf"}"#,
            "information[1]"
        ),
        ("gs_spending_bounds", #"{"information":[],"spending":"lan-demets-obf"}"#, "information"),
        (
            "gs_spending_bounds", #"{"information":[0.5,1.5],"spending":"lan-demets-obf"}"#,
            "information[1]"
        ),
        (
            "gs_spending_bounds", #"{"information":[0,1],"spending":"lan-demets-obf"}"#,
            "information[0]"
        ),
        (
            "gs_spending_bounds", #"{"information":["a"],"spending":"lan-demets-obf"}"#,
            "information[0]"
        ),
        (
            "gs_spending_bounds", #"{"information":0.5,"spending":"lan-demets-obf"}"#,
            "information must be an array"
        ),
        ("gs_spending_bounds", #"{"information":[1]}"#, "missing field spending"),
        ("gs_spending_bounds", #"{"information":[1],"spending":"obf"}"#, "spending must be one of"),
        (
            "gs_spending_bounds", #"{"information":[0.5,1],"spending":"hwang-shih-decani"}"#,
            "missing field gamma"
        ),
        (
            "gs_spending_bounds",
            #"{"information":[0.5,1],"spending":"kim-demets","gamma":-1}"#, "gamma must be positive"
        ),
        (
            "gs_spending_bounds", #"{"information":[1],"spending":"lan-demets-obf","sided":3}"#,
            "sided"
        ),
        (
            "gs_spending_bounds", #"{"information":[1],"spending":"lan-demets-obf","alpha":1.5}"#,
            "alpha"
        ),
        (
            "gs_spending_bounds",
            #"{"information":[1],"spending":"lan-demets-obf","alpha":0.99999}"#, "alpha"
        ),
        (
            "gs_spending_bounds",
            #"{"information":[0.5,0.50000000001,1],"spending":"lan-demets-obf"}"#, "information"
        ),
        (
            "gs_inference", #"{"information":[0.5,1],"spending":"lan-demets-obf","z":[]}"#,
            "z must have"
        ),
        (
            "gs_inference", #"{"information":[0.5,1],"spending":"lan-demets-obf","z":[1,2,3]}"#,
            "z must have"
        ),
        ("gs_inference", #"{"information":[0.5,1],"spending":"lan-demets-obf","z":[1e9]}"#, "z[0]"),
        (
            "gs_inference", #"{"information":[0.5,1],"spending":"lan-demets-obf","z":[null]}"#,
            "z[0]"
        ),
        (
            "gs_inflation", #"{"information":[0.5,0.9],"spending":"lan-demets-obf","beta":0.2}"#,
            "end with 1"
        ),
        (
            "gs_inflation", #"{"information":[0.5,1],"spending":"lan-demets-obf","beta":0.96}"#,
            "beta"
        ),
        (
            "gs_inflation", #"{"information":[0.5,1],"spending":"lan-demets-obf"}"#,
            "missing field beta"
        ),
        ("gs_classical_constants", #"{"design":"pocock","looks":0}"#, "looks must lie"),
        ("gs_classical_constants", #"{"design":"pocock","looks":100000000}"#, "looks must lie"),
        ("gs_classical_constants", #"{"design":"haybittle","looks":2}"#, "design must be one of"),
        (
            "gs_futility",
            #"{"information":[0.5,1],"alpha":0.025,"beta":0.1,"sided":2,"alpha_spending":"asOF","beta_spending":"bsOF"}"#,
            "sided must be 1"
        ),
        (
            "gs_futility",
            #"{"information":[0.5,1],"beta":0.1,"alpha_spending":"asOF","beta_spending":"bsOF","binding":"no"}"#,
            "binding must be true or false"
        ),
        ("msprt", #"{"diff":1,"var_diff":0,"tau2":1}"#, "var_diff must be positive"),
        ("msprt", #"{"diff":1,"var_diff":1,"tau2":-1}"#, "tau2 must be positive"),
        ("always_valid_p_sequence", #"{"diff":[1],"var_diff":[1,2],"tau2":1}"#, "var_diff"),
        ("always_valid_p_sequence", #"{"diff":[],"var_diff":[],"tau2":1}"#, "var_diff"),
        ("normal_mixture_boundary", #"{"v":0,"v_opt":1}"#, "v must be positive"),
        ("srm_sequential", #"{"weights":[1,1],"increments":[[1]]}"#, "increments[0]"),
        ("srm_sequential", #"{"weights":[1,1],"increments":[[1,-1]]}"#, "increments[0][1]"),
        ("srm_sequential", #"{"weights":[1,1],"increments":[]}"#, "increments"),
        ("srm_sequential", #"{"weights":[1,-1],"increments":[[1,1]]}"#, "weights[1]"),
    ])
    func `an unusable question names its field`(method: String, inputs: String, field: String) {
        let reply = Calculator.reply(line: #"{"method":"\#(method)","inputs":\#(inputs)}"#)
        #expect(reply.isError && reply.text.contains(field), "\(reply.text)")
    }

    @Test(arguments: [
        (
            "gs_spending_bounds", #"{"information":[0.01,1],"spending":"lan-demets-obf"}"#,
            #""critical_z":["inf","#
        ),
        (
            "gs_inference", #"{"information":[0.01,1],"spending":"lan-demets-obf","z":[3]}"#,
            #"high_in_se":"inf""#
        ),
        (
            "gs_spending_bounds",
            #"{"information":[0.2,1],"spending":"lan-demets-obf","alpha":1e-99}"#, "result"
        ),
        (
            "gs_spending_bounds",
            #"{"information":[0.2,1],"spending":"lan-demets-obf","alpha":0.99}"#, "result"
        ),
        (
            "gs_inference", #"{"information":[0.5,1],"spending":"lan-demets-obf","z":[1,-200]}"#,
            "result"
        ),
        (
            "gs_inference",
            #"{"information":[0.5,1],"spending":"lan-demets-obf","z":[1,200],"sided":1}"#, "result"
        ),
        (
            "gs_inference",
            #"{"information":[0.5,1],"spending":"lan-demets-obf","z":[1,-200],"sided":1}"#, "result"
        ),
        (
            "gs_spending_bounds",
            #"{"information":[0.5,1],"spending":"hwang-shih-decani","gamma":-5000}"#, "result"
        ),
        (
            "gs_spending_bounds",
            #"{"information":[0.5,1],"spending":"hwang-shih-decani","gamma":5000}"#, "result"
        ),
        ("srm_sequential", #"{"weights":[1,0],"increments":[[5,1]]}"#, #"["inf"]"#),
        (
            "srm_sequential", #"{"weights":[1,1],"increments":[[0,0]]}"#,
            #""p_sequential":[1.0]"#
        ),
        ("normal_mixture_boundary", #"{"v":1,"v_opt":1,"alpha_opt":0.7}"#, #"confseq":null"#),
    ])
    func `the ends of the domain have an answer`(method: String, inputs: String, part: String) {
        let reply = Calculator.reply(line: #"{"method":"\#(method)","inputs":\#(inputs)}"#)
        #expect(!reply.isError && reply.text.contains(part), "\(reply.text)")
    }
}
