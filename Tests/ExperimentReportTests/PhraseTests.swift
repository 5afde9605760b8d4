// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import ExperimentReport
import Inference
import Testing

@Suite("The phrase catalogue")
struct PhraseTests {
    /// Every phrase id that an analysis may hand over.
    static let emitted: [String] =
        [
            "health.srm.ok", "health.srm.mismatch", "health.srm.not-applicable",
            "health.srm.too-few", "health.duplicate-ids.ok", "health.duplicate-ids.found",
            "health.duplicate-ids.crossover", "health.duplicate-ids.not-checked",
            "health.unknown-arms.ok", "health.unknown-arms.found", "health.missing-values.ok",
            "health.missing-values.found", "health.missing-values.differs",
            "health.missing-values.all",
            "health.rejected-rows.ok", "health.rejected-rows.some",
            "health.rejected-rows.too-many", "health.rejected-rows.differs",
            "health.rejected-rows.reasons", "health.data-age.future", "health.skew.ok",
            "health.skew.replaced", "health.skew.caution", "health.skew.unknown",
            "health.sparse.found", "health.skew.binned",
            "health.empty-arm.ok", "health.empty-arm.found", "health.no-control.found",
            "health.data-complete.ok", "health.data-complete.not-yet",
            "health.data-complete.unknown", "health.data-age.ok", "health.data-age.stale",
            "health.data-age.unknown", "health.plan-lock.unlocked", "health.outlier.found",
            "rule.minimum-sample.holds", "rule.minimum-sample.undecided", "rule.complete.holds",
            "rule.complete.undecided", "rule.method-guard.undecided",
            "rule.not-estimable.undecided", "method.skewed", "method.few-values",
            "method.score-skew", "method.welch", "method.permutation", "method.ratio-delta",
            "method.delta-ratio", "method.fisher-mid-p", "input.delimiter", "input.decimal",
            "input.encoding", "input.bom", "input.no-id", "input.recomputed",
            "input.blank-lines", "method.cuped", "method.cuped-ratio", "method.cluster",
            "method.quantile", "method.few-clusters", "method.skewed-clusters", "method.adjusted",
            "health.contact.ok", "health.contact.leak", "health.contact.low",
            "health.contact.invalid", "health.srm.sequential-ok",
            "health.srm.sequential-mismatch", "health.clusters.few",
            "health.covariates.missing", "health.covariates.imbalance",
            "health.srm.quota-ok", "health.srm.quota-off", "health.srm.quota-unknown",
            "health.balance.conservative", "check.balance",
            "health.srm.clusters-ok", "health.srm.clusters-mismatch", "health.clusters.crossing",
            "health.clusters.uneven", "health.timeline.flat", "health.looks.over",
            "reason.too-few-clusters", "input.rows-added", "method.covariate-unused",
            "health.timeline.decreasing", "rule.look.holds", "rule.look.undecided", "rule.look",
        ]
        + ["srm", "contact", "clusters", "covariates", "timeline", "looks"].map { "check." + $0 }
        + DecisionRule.Correction.allCases.map { "written.correction." + $0.rawValue }
        + Metric.Kind.allCases.map { "column." + $0.rawValue }
        + ["beats-control", "beats-base", "guardrail", "minimum-uplift", "net-value"].flatMap {
            rule in
            ["holds", "undecided", "broken"].map { "rule.\(rule).\($0)" }
        }
        + NotEstimableReason.allCases.map { "reason." + $0.rawValue }
        + ["PASS", "HARM", "FAIL", "INCONCLUSIVE", "INVALID"].map { "verdict." + $0 }

    @Test("has a sentence for every id an analysis emits", arguments: emitted)
    func covers(_ id: String) {
        #expect(PhraseCatalogue.phrase(id) != nil)
    }

    @Test("has each id once")
    func unique() {
        let ids = PhraseCatalogue.all.map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test("has text, the same slots and the same optional parts in every language and form")
    func complete() {
        for phrase in PhraseCatalogue.all {
            let english = Set(Phrase.slots(in: phrase.forms(in: .en).other))
            for language in Language.allCases {
                let forms = phrase.forms(in: language)
                for form in [forms.one, forms.other] {
                    #expect(!form.isEmpty, "\(phrase.id) \(language)")
                    let balanced =
                        form.count(where: { $0 == "[" }) == form.count(where: { $0 == "]" })
                        && form.count(where: { $0 == "{" }) == form.count(where: { $0 == "}" })
                    #expect(balanced, "\(phrase.id) \(language)")
                }
                #expect(Set(Phrase.slots(in: forms.other)) == english, "\(phrase.id) \(language)")
                if let slot = phrase.pluralSlot {
                    #expect(english.contains(slot), "\(phrase.id)")
                }
            }
        }
    }

    @Test("keeps sentences to 20 words")
    func short() {
        for phrase in PhraseCatalogue.all {
            for language in Language.allCases {
                let text = phrase.forms(in: language).other
                    .replacing("[", with: "").replacing("]", with: "")
                for sentence in text.split(separator: #/[.;:]\s/#) {
                    let words = sentence.split(separator: " ")
                    #expect(words.count <= 20, "\(phrase.id) \(language): \(sentence)")
                }
            }
        }
    }

    @Test("translates the verdicts as fixed")
    func verdicts() {
        let words = ["PASS", "HARM", "FAIL", "INCONCLUSIVE", "INVALID"].map {
            PhraseCatalogue.phrase("verdict." + $0)?.forms(in: .nl).other
        }
        #expect(
            words == [
                "DOORVOEREN", "SCHADELIJK", "NIET DOORVOEREN", "NOG GEEN UITSPRAAK",
                "NIET BETROUWBAAR",
            ])
    }
}
