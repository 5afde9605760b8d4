// SPDX-License-Identifier: GPL-3.0-or-later
import ExperimentModel
import Testing

@Suite("The words and quotes of a rule")
struct AudienceWordProblemTests {
    @Test(
        "are refused with place, reason and remedy",
        arguments: [
            (
                #"s = “active”"#,
                #"""
                error[rule-quotes] 4+8: a text stands in typographic quotes (seen: “active”)
                  why: rules are read with straight quotes; a word processor may have changed them
                  fix: write "active"
                """#
            ),
            (
                #"s = „actief”"#,
                #"""
                error[rule-quotes] 4+8: a text stands in typographic quotes (seen: „actief”)
                  why: rules are read with straight quotes; a word processor may have changed them
                  fix: write "actief"
                """#
            ),
            (
                #"s = "active”"#,
                #"""
                error[rule-quotes] 4+8: a text stands in typographic quotes (seen: "active”)
                  why: rules are read with straight quotes; a word processor may have changed them
                  fix: write "active"
                """#
            ),
            (
                #"s = “active"#,
                #"""
                error[rule-quotes] 4+7: a text stands in typographic quotes (seen: “active)
                  why: rules are read with straight quotes; a word processor may have changed them
                  fix: write "active"
                """#
            ),
            (
                #"s = "active"#,
                #"""
                error[rule-quote-open] 4+1: a text is opened with " and never closed
                  why: everything behind it would belong to it
                  fix: close it with the same mark; write a mark inside it twice
                """#
            ),
            (
                #"`last order > 3"#,
                #"""
                error[rule-quote-open] 0+1: a column name is opened with a back tick and never closed
                  why: everything behind it would belong to it
                  fix: close it with the same mark; write a mark inside it twice
                """#
            ),
            (
                #"`` = 1"#,
                #"""
                error[rule-column] 0+2: a column name is empty
                  why: there is no column without a name
                  fix: write the name of the column between the back ticks
                """#
            ),
            (
                #"a = 1 en b = 2"#,
                #"""
                error[rule-word] 6+2: `en` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `and`?
                """#
            ),
            (
                #"a = 1 of b = 2"#,
                #"""
                error[rule-word] 6+2: `of` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `or`?
                """#
            ),
            (
                #"niet a = 1"#,
                #"""
                error[rule-word] 0+4: `niet` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `not`?
                """#
            ),
            (
                #"niet (a = 1)"#,
                #"""
                error[rule-word] 0+4: `niet` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `not`?
                """#
            ),
            (
                #"a tussen 1 en 5"#,
                #"""
                error[rule-word] 2+6: `tussen` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `between`?
                error[rule-word] 11+2: `en` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `and`?
                """#
            ),
            (
                #"a niet tussen 1 en 5"#,
                #"""
                error[rule-word] 2+4: `niet` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `not`?
                error[rule-word] 7+6: `tussen` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `between`?
                error[rule-word] 16+2: `en` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `and`?
                """#
            ),
            (
                #"a betwen 1 and 5"#,
                #"""
                error[rule-word] 2+6: `betwen` is not a word of a rule
                  why: rules are written in English words
                  fix: did you mean `between`?
                """#
            ),
            (
                #"a is leeg"#,
                #"""
                error[rule-word] 2+7: `is leeg` is not a comparison
                  why: rules are written in one way
                  fix: did you mean `is empty`?
                """#
            ),
            (
                #"a is niet leeg"#,
                #"""
                error[rule-word] 2+12: `is niet leeg` is not a comparison
                  why: rules are written in one way
                  fix: did you mean `is not empty`?
                """#
            ),
            (
                #"a is null"#,
                #"""
                error[rule-word] 2+7: `is null` is not a comparison
                  why: rules are written in one way
                  fix: did you mean `is empty`?
                """#
            ),
            (
                #"a is not null"#,
                #"""
                error[rule-word] 2+11: `is not null` is not a comparison
                  why: rules are written in one way
                  fix: did you mean `is not empty`?
                """#
            ),
            (
                #"a is true"#,
                #"""
                error[rule-word] 2+7: `is` is not followed by `empty`
                  why: `is` asks only whether there is a value
                  fix: write a is empty, or a = true
                """#
            ),
            (
                #"a is not 5"#,
                #"""
                error[rule-word] 2+8: `is` is not followed by `empty`
                  why: `is` asks only whether there is a value
                  fix: write a is not empty, or a != 5
                """#
            ),
            (
                #"a => 3"#,
                #"""
                error[rule-mark] 2+2: `=>` is no mark of a rule
                  why: rules are written in one way
                  fix: write `>=`
                """#
            ),
            (
                #"a =< 3"#,
                #"""
                error[rule-mark] 2+2: `=<` is no mark of a rule
                  why: rules are written in one way
                  fix: write `<=`
                """#
            ),
            (
                #"a ≥ 3"#,
                #"""
                error[rule-mark] 2+1: `≥` is no mark of a rule
                  why: rules are written in one way
                  fix: write `>=`
                """#
            ),
            (
                #"a ≠ 3"#,
                #"""
                error[rule-mark] 2+1: `≠` is no mark of a rule
                  why: rules are written in one way
                  fix: write `!=`
                """#
            ),
            (
                #"a = –3"#,
                #"""
                error[rule-mark] 4+1: `–` is no mark of a rule
                  why: rules are written in one way
                  fix: write `-`
                """#
            ),
            (
                #"a = 1 && b = 2 || !(c = 3)"#,
                #"""
                error[rule-mark] 6+2: `&&` is no mark of a rule
                  why: rules are written in one way
                  fix: write `and`
                error[rule-mark] 15+2: `||` is no mark of a rule
                  why: rules are written in one way
                  fix: write `or`
                error[rule-mark] 18+1: `!` is no mark of a rule
                  why: rules are written in one way
                  fix: write `not`
                """#
            ),
            (
                #"a = 1; b = 2"#,
                #"""
                error[rule-character] 5+1: `;` means nothing in a rule
                  why: a rule holds names, values, comparisons and parentheses
                  fix: remove it, or put the text in quotes and the column name in back ticks
                """#
            ),
            (
                #"a === 1"#,
                #"""
                error[rule-value] 4+1: a value is asked for here (seen: =)
                  why: a rule compares a column with a value
                  fix: write a number, a day, true, false, or a text in quotes
                """#
            ),
            (
                #"#a"#,
                #"""
                error[rule-character] 0+1: `#` means nothing in a rule
                  why: a rule holds names, values, comparisons and parentheses
                  fix: remove it, or put the text in quotes and the column name in back ticks
                """#
            ),
            (
                #"name like "x%""#,
                #"""
                error[rule-operator] 5+4: `like` is not a comparison
                  why: texts are compared whole, byte for byte
                  fix: list the values: name in ("NL", "BE")
                """#
            ),
            (
                #"a not > 3"#,
                #"""
                error[rule-operator] 2+3: `not` stands behind the column
                  why: `not` turns a whole comparison
                  fix: write it before the column, or use !=
                """#
            ),
            (
                #"a equals 5"#,
                #"""
                error[rule-operator] 2+6: a comparison is asked for behind `a` (seen: equals)
                  why: a rule compares a column with a value
                  fix: write one of = != < <= > >= between, in, is empty
                """#
            ),
        ])
    func problems(_ text: String, _ said: String) {
        #expect(problemText(text) == said)
    }
}
