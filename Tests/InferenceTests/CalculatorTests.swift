// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

@Suite struct CalculatorTests {
    static let pair = #""treatment":{"x":5,"n":10},"control":{"x":3,"n":10}"#

    @Test(arguments: [
        (#"{"id":1,"method":"welsh_t","inputs":{}}"#, #"did you mean \"welch_t\""#),
        (#"{"id":1,"method":"wilson","inputs":{"n":10}}"#, "missing field x"),
        (#"{"id":1,"method":"wilson","inputs":{"x":1.5,"n":10}}"#, "x must be a whole number"),
        (#"{"id":1,"method":"wilson","inputs":{"x":-1,"n":10}}"#, "x must not be negative"),
        (#"{"id":1,"method":"wilson","inputs":{"x":11,"n":10}}"#, "x must not exceed n"),
        (#"{"id":1,"method":"wilson","inputs":{"x":"3","n":10}}"#, "x must be a whole number"),
        (#"{"id":1,"method":"wilson","inputs":{"x":3,"n":10,"alpha":1}}"#, "alpha must lie"),
        (#"{"id":1,"method":"wilson","inputs":[]}"#, "inputs must be an object"),
        (#"{"id":1,"method":"wilson"}"#, "inputs must be an object"),
        (#"{"id":1}"#, "missing field method"),
        (#"{"id":1,"method":7}"#, "method must be a string"),
        (
            #"{"id":1,"method":"prop_z","inputs":{"treatment":{"x":1,"n":2}}}"#,
            "missing field control"
        ),
        (
            #"{"id":1,"method":"prop_z","inputs":{"treatment":{"x":1},"control":{"x":1,"n":2}}}"#,
            "treatment.n"
        ),
        (#"{"id":1,"method":"p_adjust","inputs":{"p":[0.1,2]}}"#, "p[1] must lie between"),
        (#"{"id":1,"method":"srm_chisq","inputs":{"observed":[1],"weights":[1,2]}}"#, "weights"),
        (
            #"{"id":1,"method":"wilson","inputs":{"x":1,"n":9,"alhpa":0.1}}"#,
            "unknown field alhpa; did you mean alpha?"
        ),
        (
            #"{"id":1,"method":"prop_z","inputs":{"control":{"x":1,"m":2},"treatment":{}}}"#,
            "unknown field control.m; did you mean control.n?"
        ),
        (#"{"id":1,"method":"wilson","inputs":{"x":1,"n":9,"colour":1}}"#, "unknown field colour"),
        (
            #"{"id":1,"method":"wilson","inputs":{"x":1,"n":1e308}}"#,
            "n must be at most 2^52 (1e+308)"
        ),
        (#"{"id":1,"method":"wilson","inputs":{"x":-1e308,"n":5}}"#, "x must not be negative"),
        (#"{"id":1,"method":"wilson","inputs":{"x":1,"n":2,"alpha":1e-320}}"#, "at least 1e-99"),
        (
            #"{"id":1,"method":"dist_beta","inputs":{"fn":"cdf","x":0.5,"a":1e300,"b":1}}"#,
            "a is out"
        ),
        (
            #"{"id":1,"method":"srm_chisq","inputs":{"observed":[1,2],"weights":[1,-2]}}"#,
            "weights[1]"
        ),
        (#"{"id":1,"method":"dist_t","inputs":{"fn":"pdf","t":1,"df":3}}"#, "fn must be one of"),
    ])
    func `an unusable question names what is wrong`(line: String, message: String) {
        let reply = Calculator.reply(line: line)
        #expect(reply.isError)
        #expect(reply.isWellFormed)
        #expect(reply.text.contains(message), "\(reply.text)")
        #expect(reply.text.hasPrefix(#"{"error":"#))
        #expect(reply.text.hasSuffix(#","id":1}"#))
    }

    @Test(arguments: [
        "", "{", "nonsense", "{\"id\":1,}", "{\"a\":1,\"a\":2}", "[1] 2", "{\"a\":01}",
    ])
    func `what is not JSON is told apart`(line: String) {
        let reply = Calculator.reply(line: line)
        #expect(!reply.isWellFormed)
        #expect(reply.text.contains("not JSON"))
    }

    @Test func `a number beyond all doubles is JSON`() {
        let reply = Calculator.reply(line: #"{"method":"wilson","inputs":{"x":1,"n":1e400}}"#)
        #expect(reply.isError && reply.isWellFormed)
        #expect(reply.text.contains("number out of range: 1e400"))
    }

    @Test func `whole numbers may be written with an exponent`() {
        #expect(
            Calculator.answer(line: #"{"method":"wilson","inputs":{"x":1e1,"n":1e6}}"#)
                == Calculator.answer(line: #"{"method":"wilson","inputs":{"x":10,"n":1000000}}"#))
    }

    @Test(arguments: [
        (
            #"{"method":"welch_t","inputs":{"treatment":{"n":1,"mean":1,"var":0},"control":{"n":5,"mean":1,"var":1}}}"#,
            "too-few-units"
        ),
        (
            #"{"method":"relative_delta_means","inputs":{"treatment":{"n":5,"mean":1,"var":1},"control":{"n":5,"mean":0,"var":1}}}"#,
            "control-not-positive"
        ),
        (#"{"method":"wilson","inputs":{"x":0,"n":0}}"#, "too-few-units"),
        (
            #"{"method":"incremental_totals","inputs":{"treatment":{"n":9,"mean":1e300,"var":1},"control":{"n":9,"mean":1,"var":1},"n_exposed":1e300,"cost":1}}"#,
            "out-of-domain"
        ),
        (
            #"{"method":"katz_log_rr","inputs":{"treatment":{"x":0,"n":5},"control":{"x":0,"n":5}}}"#,
            "no-events"
        ),
    ])
    func `what cannot be estimated gives its reason`(line: String, reason: String) {
        #expect(Calculator.answer(line: line) == "{\"not_estimable\":\"\(reason)\"}")
    }

    @Test func `an undefined field is null and an infinite one a string`() {
        let none = Calculator.answer(
            line:
                #"{"method":"miettinen_nurminen_rr","inputs":{"treatment":{"x":0,"n":10},"control":{"x":0,"n":10}}}"#
        )
        #expect(none == #"{"result":{"high":"inf","low":0.0,"ratio":null}}"#)
    }

    @Test func `zero spread leaves t and p undefined`() throws {
        let line =
            #"{"method":"welch_t","inputs":{"treatment":{"n":5,"mean":2,"var":0},"control":{"n":5,"mean":1,"var":0}}}"#
        let expected =
            #"{"result":{"ci_high":1.0,"ci_low":1.0,"df":null,"diff":1.0,"p_greater":null,"p_less":null,"p_two_sided":null,"se":0.0,"t":null}}"#
        #expect(Calculator.answer(line: line) == expected)
    }

    @Test func `the list of methods is sorted and each name is known`() {
        #expect(Calculator.methods == Calculator.methods.sorted())
        #expect(Calculator.methods.count >= 33)
        for method in Calculator.methods {
            let answer = Calculator.evaluate(method: method, inputs: .object([:]))
            #expect(answer["error"] != nil, "\(method) takes no inputs at all")
        }
    }

    @Test(arguments: [
        "null", "true", "[1,2.5,-3e-07]", #"{"a":"\u0001\"\\é😀","b":[]}"#, "9007199254740993",
    ])
    func `JSON reads back as it was written`(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `surrogate pairs are one character`() throws {
        #expect(try JSONValue(parsing: #""\ud83d\ude00""#) == .string("😀"))
        #expect(throws: JSONParseError.self) { try JSONValue(parsing: #""\ud83d""#) }
    }
}
