// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// What a single value in a plan may be.
///
/// The loader and the JSON Schema both come from here: ``parse(_:plain:named:)`` reads what the
/// schema's pattern describes.
enum ScalarType: Sendable {
    /// Free text.
    case text
    /// Text that may be empty, as a marker of missing values.
    case marker
    /// A rule of the audience.
    case rule
    /// A key that becomes a file name.
    case key
    /// A key of a metric or segment, which may have underscores.
    case name
    /// A salt.
    case salt
    /// The name of an environment variable.
    case variable
    /// A share above zero and at most the whole: `10%`, `42.5%`, `1/3`.
    case share
    /// A part of something other than the variants' customers; it may be nothing where asked.
    case part(orNothing: Bool)
    /// A percentage within bounds, both included.
    case percent(ClosedRange<Double>)
    /// A share of the planned customers, or a day on which the results are read.
    case look
    /// A rate, or a mean with or without a currency: `3%`, `12.5`, `62 EUR`.
    case level
    /// An effect: `+8%`, `0.20 pt`, `0.62 EUR`, `0.5 units`, and `2` for an NPS.
    case bar
    /// Money: `0.62 EUR`.
    case money
    /// A number, with or without a currency.
    case amount
    /// A currency code.
    case currency
    /// A day.
    case day
    /// A day, with or without a time.
    case dayTime
    /// A length of time: `14d`.
    case duration
    /// The name of a time zone.
    case timeZone
    /// `true` or `false`.
    case bool
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// A number above zero.
    case number(upTo: Double?)
    /// A number within bounds, both included, which may have a sign.
    case decimal(ClosedRange<Double>)
    /// One of some words.
    case choice([String])
}

/// A value as the plan language understands it.
enum ScalarValue: Hashable {
    case text(String)
    case share(Share)
    case bar(Bar)
    case money(Money)
    case amount(Double, currency: String?)
    case level(Double, isShare: Bool, currency: String?)
    case day(Day)
    case dayTime(Day, TimeOfDay?)
    case duration(PlanDuration)
    case bool(Bool)
    case integer(Int)
    case number(Double)
}

/// Why a text is not a value of the type asked for.
struct ScalarProblem: Error {
    var id: String
    var what: String
    var why: String
    var fix: String
}

extension ScalarType {
    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: The text as written, without quotes.
    ///   - plain: Whether it stood there without quotes.
    ///   - key: The key it stands under, for the message.
    /// - Returns: The value, or why the text is none.
    func parse(
        _ text: String, plain: Bool, named key: String
    ) -> Result<ScalarValue, ScalarProblem> {
        switch self {
        case .text, .rule: ScalarText.text(text, plain, key).map { .text($0) }
        case .marker: .success(.text(text))
        case .key: ScalarText.key(text, key, allowed: .key).map { .text($0) }
        case .name: ScalarText.key(text, key, allowed: .name).map { .text($0) }
        case .salt: ScalarText.salt(text, key).map { .text($0) }
        case .variable: ScalarText.variable(text, key).map { .text($0) }
        case .share: ShareText.share(text, key).map { .share($0) }
        case .part(let orNothing):
            ShareText.part(text, key, orNothing: orNothing).map { .share($0) }
        case .percent(let range): ShareText.percent(text, key, in: range).map { .number($0) }
        case .look:
            Day(text) != nil
                ? NumberText.day(text, key).map { .day($0) }
                : ShareText.percent(text, key, in: 0.000001...100).map { .number($0) }
        case .level:
            BarText.level(text, key).map {
                .level($0.value, isShare: $0.isShare, currency: $0.currency)
            }
        case .bar: BarText.bar(text, key).map { .bar($0) }
        case .money: BarText.money(text, key).map { .money($0) }
        case .amount: BarText.amount(text, key).map { .amount($0.amount, currency: $0.currency) }
        case .currency: BarText.currency(text, key).map { .text($0) }
        case .day: NumberText.day(text, key).map { .day($0) }
        case .dayTime: TimeText.dayTime(text, key).map { .dayTime($0.day, $0.time) }
        case .duration: DurationText.duration(text, key).map { .duration($0) }
        case .timeZone: TimeText.zone(text, key).map { .text($0) }
        case .bool: NumberText.bool(text, plain, key).map { .bool($0) }
        case .integer(let range):
            NumberText.integer(text, plain, key, in: range).map { .integer($0) }
        case .number(let top): NumberText.number(text, plain, key, upTo: top).map { .number($0) }
        case .decimal(let range):
            NumberText.decimal(text, plain, key, in: range).map { .number($0) }
        case .choice(let words): ScalarText.choice(text, key, of: words).map { .text($0) }
        }
    }
}
