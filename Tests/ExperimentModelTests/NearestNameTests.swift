// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("The nearest name")
struct NearestNameTests {
    @Test(
        "is the one a person meant",
        arguments: [("rol", "role"), ("KEY", "key"), ("wieght", "weight")])
    func one(_ written: String, _ meant: String) {
        #expect(NearestName.name(like: written, among: ["key", "role", "weight"]) == meant)
    }

    @Test("is none when nothing is near")
    func none() {
        #expect(NearestName.name(like: "channel", among: ["key", "role"]) == nil)
        #expect(NearestName.names(like: "x", among: ["id", "variant"]).isEmpty)
    }

    @Test("does not mind capitals, spaces and marks")
    func simplified() {
        #expect(
            NearestName.names(like: "customer_id", among: ["Customer ID", "variant"])
                == ["Customer ID"])
        #expect(NearestName.names(like: "id", among: ["customer_id", "x"]) == ["customer_id"])
    }
}
