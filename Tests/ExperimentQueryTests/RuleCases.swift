// SPDX-License-Identifier: GPL-3.0-or-later
import Assignment
import ExperimentModel

@testable import ExperimentQuery

extension QueryCase {
    /// The same design for a million ids, global control, layer, gate and bands included.
    static func ids(_ count: Int) -> QueryCase {
        QueryCase(
            name: "ids", plan: QueryPlans.plan(), design: QueryPlans.fullDesign(),
            columns: ["customer_id"], rows: HardIDs.list(count).map { [$0] } + [[nil]])
    }

    /// Every construct of the rules over values that are there, empty, marked as missing, unreadable.
    static let rules = QueryCase(
        name: "rules",
        plan: QueryPlans.plan(
            audience: Audience(
                require: ["email"],
                include: [
                    #"orders >= 2 and not (amount between 10 and 20.5) or country in ("NL", "België", "it's")"#,
                    #"last_order >= 2026-01-31 or is_member = true or code != "007""#,
                    "not (price > 0.1 EUR and (orders < 5 or last_order is empty))",
                ],
                exclude: [
                    "is_member = false and orders in (1, 3, 1.5)",
                    #"`odd "name"` is not empty and last_order not between 2024-02-29 and 2025-12-31"#,
                ]), permissions: [Permission(key: "email", attribute: "optin", equals: "yes")],
            segments: [
                SegmentRule(
                    key: "quadrant",
                    kind: .quadrant(
                        x: .init(attribute: "orders", cut: 2, labels: ["few", "many"]),
                        y: .init(attribute: "amount", cut: 15.5, labels: ["low", "it's high"]))),
                SegmentRule(key: "score", kind: .bands(attribute: "amount", cuts: [5, 10.25, 50])),
                SegmentRule(key: "land", kind: .column("country")),
            ], missing: ["", "NA", "it's n/a"]), design: QueryPlans.fullDesign(),
        columns: [
            "customer_id", "optin", "orders", "amount", "country", "last_order", "is_member",
            "code", "price", "odd \"name\"",
        ], rows: ruleRows)

    private static let numbers: [String?] = [
        nil, "", " ", "NA", "0", "1", "2", " 3\t", "1.5", "+5", "-1", "1e1", "1E-2", "20.5", "5.",
        ".5", "-.5", "1,5", "1_0", "0x10", "abc", "12abc", "1e999", "--1", "1e", "e5", "inf", "nan",
        "7\n", "1 2", "15.50", "it's n/a", "00012", "1.2.3", "1.e2", "99999999999999999999",
    ]
    private static let days: [String?] = [
        nil, "", "2026-01-31", "2026-01-30", "2026-02-29", "2024-02-29", "2000-02-29", "1900-02-29",
        "2026-02-30", "2026-04-31", "0000-01-01", "0001-01-01", "2026-1-31", "2026-01-31T09:00",
        "2026-01-31 09:00:00Z", "2026-01-31t24:00:60.5+01:00", "2026-01-31 09:00+0130",
        "2026-01-31 09:00-01", "2026-01-31 9:00", "2026-01-31T25:00", "2026-01-31T09:60",
        "2026-01-31T09:00:61", "2026-01-31T09:00:00.", "2026-01-31T09:00:00,123z",
        "2026-01-31T09:00:00Zx", "2026-01-31T", "31-01-2026", "NA", " 2025-12-31 ", "2026-01-31\n",
        "2026-13-01", "2026-00-10", "2026-01-00", "9999-12-31", "2026-01-31T09:00+1:00",
    ]
    private static let truths: [String?] = [
        nil, "", "1", "0", "true", "FALSE", "Yes", "no", "JA", " nee ", "maybe", "2", "t", "NA",
    ]
    private static let texts: [String?] = [
        nil, "", "NL", "nl", "België", "BELGIË", "it's", " NL", "NA", "007", "7", "Belgie\u{308}",
    ]
    private static let permissions: [String?] = [
        "yes", " yes\t", "yes", "yes", "Yes", "no", nil, "yes", "yes", "yes\n", "yes", "yes",
    ]

    private static var ruleRows: [[String?]] {
        (0..<20_000).map { number -> [String?] in
            // Numbers that share no factor, so that values meet in all combinations.
            func pick(_ values: [String?], _ step: Int) -> String? {
                values[(number * step + number / values.count) % values.count]
            }
            return [
                number % 401 == 0
                    ? HardIDs.doubtful[number / 401 % HardIDs.doubtful.count]
                    : "c\(number)",
                pick(permissions, 5), pick(numbers, 7), pick(numbers, 11), pick(texts, 1),
                pick(days, 3), pick(truths, 9), pick(texts, 5), pick(numbers, 13), pick(texts, 7),
            ]
        }
    }

    /// Households, people without one, forced households, ids that repeat with other values.
    static func households(_ missing: AssignmentRule.Members.Missing) -> QueryCase {
        QueryCase(
            name: "households-\(missing.rawValue)",
            plan: QueryPlans.plan(
                rule: AssignmentRule(
                    salt: "spring-2026", unit: "household",
                    members: .init(column: "person", missing: missing)),
                audience: Audience(include: ["age >= 18"])), design: QueryPlans.fullDesign(),
            forced: forcedHouseholds,
            columns: ["person", "household", "age"],
            rows: householdRows)
    }

    private static var forcedHouseholds: [AssignmentQuery.Forced] {
        var forced = (0..<60).map { number in
            AssignmentQuery.Forced(
                unit: "h\(number)", variant: number.isMultiple(of: 2) ? "mail" : "card")
        }
        forced.append(.init(unit: "it's", variant: "rest"))
        forced.append(.init(unit: "person:p9", variant: "mail"))
        return forced
    }

    private static var householdRows: [[String?]] {
        let ages: [String?] = ["17", "18", "40", nil]
        return (0..<3_000).map { number -> [String?] in
            let households: [String?] = [
                nil, "", "unknown", "h\(number / 3)", "h\(number / 2)", "it's",
            ]
            let person = number % 500 == 7 ? "twice" : "p\(number)"
            return [person, households[number % 6], ages[number % 4]]
        }
    }

    /// Exact quotas in strata of all sizes, the empty label among them.
    static let strata = QueryCase(
        name: "strata",
        plan: QueryPlans.plan(
            rule: AssignmentRule(salt: "spring-2026", stratify: ["size", "land", "region"]),
            audience: Audience(exclude: [#"land = "XX""#]),
            segments: [
                SegmentRule(key: "size", kind: .bands(attribute: "score", cuts: [20, 50])),
                SegmentRule(key: "land", kind: .column("land")),
            ]), design: QueryPlans.openDesign(),
        columns: ["customer_id", "score", "land", "region"],
        rows: (0..<6_000).map { number -> [String?] in
            let scores: [String?] = ["10", "30", "80", nil, "x"]
            let lands: [String?] = ["NL", "België", nil, "XX"]
            let land = number < 40 ? "rare-\(number / 3)" : lands[number % 4]
            return [HardIDs.id(number), scores[number % 5], land, number % 7 == 0 ? nil : "east"]
        })

    /// Rows that stand in the table twice: the same, or with other values.
    static let copies: QueryCase = {
        let once = (0..<900).map { number -> [String?] in
            ["id\(number % 600)", "\(number % 600 % 7)"]
        }
        let differing = (0..<90).map { number -> [String?] in ["x\(number / 2)", "\(number % 3)"] }
        let none: [[String?]] = [["null", "1"], ["null", "2"], ["", "1"], [nil, "1"]]
        return QueryCase(
            name: "copies", plan: QueryPlans.plan(audience: Audience(include: ["n > 2"])),
            design: QueryPlans.fullDesign(), columns: ["customer_id", "n"],
            rows: once + differing + none, hasCopies: true)
    }()

    /// Names, keys and texts that would end a quote, a comment or a statement.
    static let hostile: QueryCase = {
        let id = "id\"; DROP TABLE customers; --"
        let column = "a`b\\\" ' é"
        let variants = ["r'; DROP TABLE x; --", "m\\'\\", "c\n-- \u{202E}\"`$1"]
        return QueryCase(
            name: "hostile",
            plan: QueryPlans.plan(
                rule: AssignmentRule(salt: "spring-2026", unit: id),
                audience: Audience(
                    include: [
                        AudienceExpression.membership(
                            column: column,
                            [
                                .text("'; DROP TABLE x; --"), .text("\\"), .text("\\'"),
                                .text("$$\n;"),
                            ])
                    ]),
                permissions: [
                    Permission(key: "mail'\\", attribute: "opt'in\\", equals: "y'\\\" OR 1=1 --")
                ],
                segments: [
                    SegmentRule(
                        key: "seg\"ment'; --",
                        kind: .quadrant(
                            x: .init(attribute: "n;1", cut: 1, labels: ["'", "\\"]),
                            y: .init(attribute: "n;1", cut: 2, labels: ["\\'", "\n--"])))
                ], missing: ["'", "\\"], variants: variants),
            design: QueryPlans.openDesign(variants: variants),
            table: ["cust\"omers`; \\'--é"],
            forced: [.init(unit: "'; DROP TABLE x; --\\", variant: variants[1])],
            columns: [id, column, "opt'in\\", "n;1"],
            rows: hostileRows)
    }()

    private static var hostileRows: [[String?]] {
        let values: [String?] = ["'; DROP TABLE x; --", "\\", "\\'", "'", "$$\n;", nil]
        let permissions: [String?] = ["y'\\\" OR 1=1 --", "y'\\\" OR 1=1 --", "y"]
        let numbers: [String?] = ["0", "1", "2", "'", nil]
        return (0..<400).map { number -> [String?] in
            let id = number == 9 ? "'; DROP TABLE x; --\\" : "'\(number)\\"
            return [id, values[number % 6], permissions[number % 3], numbers[number % 5]]
        }
    }
}
