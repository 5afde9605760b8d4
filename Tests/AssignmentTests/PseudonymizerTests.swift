// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@testable import Assignment

@Suite struct PseudonymizerTests {
    /// The published vector.
    ///
    /// Every line of it comes from
    ///
    ///     python3 -c 'import hmac, sys; print(hmac.new(b"0123456789abcdef0123456789abcdef",
    ///         sys.argv[1].encode(), "sha256").hexdigest()[:32])' ID
    static let vector = [
        ("42", "3b12d0412db185c98ff58825ed4c81cf"),
        ("user@example.com", "6af73c4e2677574b4822fcfbd41a4082"),
        ("żółć", "cfa874f53d295756d909fdf15fb2d4dd"),
        ("", "796cd3078af14636753d26b3b5555422"),
        (String(repeating: "x", count: 200), "b305140d52fd4c4394ab32c27ec01b44"),
    ]
    static let pepper = "0123456789abcdef0123456789abcdef"

    @Test(arguments: vector) func `the published vector comes out of both engines`(
        id: String, pseudonym: String
    ) throws {
        for engine in Self.usable {
            let pseudonymizer = try Pseudonymizer(pepper: Self.pepper, engine: engine)
            #expect(pseudonymizer.pseudonym(of: id) == pseudonym)
        }
        #expect(try Pseudonymizer(pepper: Self.pepper).pseudonym(of: id) == pseudonym)
    }

    @Test func `a pepper longer than a block of the hash is hashed first`() throws {
        for engine in Self.usable {
            let long = String(repeating: "p", count: 100)
            #expect(
                try Pseudonymizer(pepper: long, engine: engine).pseudonym(of: "42")
                    == "f1d4ad366832a11a98e244270effd684")
        }
    }

    @Test func `the id of a pepper tells peppers apart, and a change fails loudly`() throws {
        let one = try Pseudonymizer(pepper: Self.pepper)
        #expect(one.pepperID == "05e52c3bda722d98")
        let other = try Pseudonymizer(pepper: Self.pepper + "!")
        try one.check(against: "05e52c3bda722d98")
        let error = #expect(throws: Pseudonymizer.Problem.self) {
            try other.check(against: one.pepperID)
        }
        #expect(
            error?.diagnostic.summary
                == "the pepper is another (id \(other.pepperID)) than before (id 05e52c3bda722d98)")
    }

    @Test func `a pepper below 128 bits is refused without being shown`() throws {
        #expect(throws: Pseudonymizer.Problem.pepperTooShort(bytes: 15)) {
            try Pseudonymizer(pepper: "fifteen-bytes!!")
        }
        // Eight letters of two bytes each.
        #expect(throws: Never.self) { try Pseudonymizer(pepper: "żółćżółć") }
        let text = Pseudonymizer.Problem.pepperTooShort(bytes: 15).diagnostic.rendered()
        #expect(
            text == """
                error[pepper-too-short]: the pepper has 15 bytes, and needs 16
                  why: a pepper that can be guessed lets anyone find the customer again
                  fix: make one with `openssl rand -hex 32` and keep it for as long as the tests
                """)
    }

    @Test func `many at a time is the same as one by one, for every length`() throws {
        let lengths = Array(0...200)
        let bytes = lengths.flatMap { length in (0..<length).map { UInt8(97 + $0 % 26) } }
        let counts = lengths.map { UInt32($0) }
        let offsets = counts.indices.map { counts[..<$0].reduce(0, +) }
        var texts: [[UInt8]] = []
        for engine in Self.usable {
            let pseudonymizer = try Pseudonymizer(pepper: Self.pepper, engine: engine)
            var digits = [UInt8](repeating: 0, count: counts.count * Pseudonymizer.digits)
            bytes.withUnsafeBytes { bytes in
                offsets.withUnsafeBufferPointer { offsets in
                    counts.withUnsafeBufferPointer { counts in
                        digits.withUnsafeMutableBufferPointer {
                            pseudonymizer.pseudonyms(
                                in: bytes, offsets: offsets, counts: counts, into: $0)
                        }
                    }
                }
            }
            for (place, length) in lengths.enumerated() {
                let id = (0..<length).map { UInt8(97 + $0 % 26) }
                let one = pseudonymizer.pseudonym(of: String(decoding: id, as: UTF8.self))
                #expect(Array(one.utf8) == Array(digits[place * 32..<(place + 1) * 32]))
            }
            texts.append(digits)
        }
        #expect(texts.allSatisfy { $0 == texts[0] })
    }

    private static var usable: [Pseudonymizer.Engine] {
        Pseudonymizer.hasInstructions ? [.instructions, .portable] : [.portable]
    }
}
