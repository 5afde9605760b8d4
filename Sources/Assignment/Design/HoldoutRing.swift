// SPDX-License-Identifier: GPL-3.0-or-later
public import ExperimentModel

/// Who is in a global control when: one ring with a fixed salt, on which every period owns an arc.
///
/// Period p owns the points from p steps on. A step is what two consecutive groups do not share, so
/// they overlap by exactly what is declared, and nobody who has left comes back before the arcs
/// have gone round the ring. The comparison group is the arc that comes next on the ring: of all
/// people outside, they were held out longest ago.
public struct HoldoutRing: Sendable, Hashable {
    /// What a global control is on a day.
    public enum Standing: Sendable, Hashable {
        /// Messages of this purpose go to everybody.
        case exempt(Purpose)
        /// It starts on a later day.
        case notYet(from: Day)
        /// It ended on an earlier day.
        case over(until: Day)
        /// It holds.
        case holds(AssignmentDesign.HeldOut)

        /// Who is held out; nil when nobody is.
        public var heldOut: AssignmentDesign.HeldOut? {
            if case .holds(let heldOut) = self { heldOut } else { nil }
        }
    }

    /// The declaration.
    public let holdout: Holdout
    /// The salt of the ring.
    public let salt: Salt
    /// The points of one period's arc.
    public let size: Int
    /// The points that one period's arc shares with the one before; all of them without rotation.
    public let overlap: Int

    /// The points by which the arc moves each period.
    public var step: Int { size - overlap }

    /// Checks a declaration.
    ///
    /// - Throws: ``AssignmentError/holdout(key:_:)`` when it cannot be drawn as declared.
    public init(holdout: Holdout) throws(AssignmentError) {
        self.holdout = holdout
        salt = try Salt(holdout.salt)
        let ring = Allocation.pointCount
        guard let size = holdout.share.points, (1..<ring).contains(size) else {
            throw .holdout(key: holdout.key, .share(holdout.share.fraction))
        }
        let share = holdout.rotation?.overlap ?? .whole
        guard let overlap = share.part(of: size) else {
            throw .holdout(key: holdout.key, .overlap(share.fraction))
        }
        self.size = size
        self.overlap = overlap
        let step = size - overlap
        if let until = holdout.until, until < holdout.from {
            throw .holdout(key: holdout.key, .days(from: holdout.from, until: until))
        }
        guard size + step <= ring else {
            throw .holdout(key: holdout.key, .twoPeriods(needed: size + step))
        }
        guard let clear = holdout.comparator?.clearPeriods else { return }
        guard clear >= 1 else { throw .holdout(key: holdout.key, .clearPeriods(clear)) }
        // Every later period must have its comparison group too, so the full span must fit.
        let span = (clear - 1).multipliedReportingOverflow(by: step)
        let needed =
            span.overflow
            ? Int.max
            : span.partialValue.addingReportingOverflow(2 * size)
                .partialValue
        guard !span.overflow, (0...ring).contains(needed) else {
            let room = ring - 2 * size
            throw .holdout(
                key: holdout.key,
                .comparator(
                    clear: clear, needed: needed < 0 ? Int.max : needed,
                    possible: room < 0 ? nil : room / max(step, 1) + 1))
        }
    }
}

extension HoldoutRing {
    /// The number of the period that holds on a day, from 0; nil outside the days of the control.
    public func period(on day: Day) -> Int? {
        guard day >= holdout.from, holdout.until.map({ day <= $0 }) ?? true else { return nil }
        guard let months = holdout.rotation?.every.months else { return 0 }
        let from = holdout.from
        let passed = (day.year - from.year) * 12 + day.month - from.month
        let period = passed / months
        // In the month in which a period starts, the days before still belong to the one before.
        return (firstDay(of: period) ?? day) > day ? period - 1 : period
    }

    /// The first day of a period; nil when there is no such period.
    public func firstDay(of period: Int) -> Day? {
        guard period >= 0 else { return nil }
        guard let months = holdout.rotation?.every.months else {
            return period == 0 ? holdout.from : nil
        }
        guard period <= 120_000, let first = holdout.from.adding(months: period * months),
            holdout.until.map({ first <= $0 }) ?? true
        else { return nil }
        return first
    }

    /// The last day of a period, which the end of the control may cut short; nil for a period that
    /// is open or is none.
    public func lastDay(of period: Int) -> Day? {
        guard firstDay(of: period) != nil else { return nil }
        return firstDay(of: period + 1)?.previous ?? holdout.until
    }

    /// The points that a period holds out; two ranges where the arc passes the end of the ring.
    public func arcs(of period: Int) -> [PointRange] {
        RingPoints.arc(from: start(of: period), count: size)
    }

    /// The points of the comparison group of a period, none of them held out in it or in the
    /// periods before for which it must be clear; empty when none is kept.
    public func comparator(of period: Int) -> [PointRange] {
        guard holdout.comparator != nil else { return [] }
        return RingPoints.arc(from: start(of: period) + size, count: size)
    }

    /// Whether messages of a purpose go to everybody; no purpose is marketing.
    public func isExempt(_ purpose: Purpose?) -> Bool {
        holdout.exempt.contains(purpose ?? .marketing)
    }

    /// What the control is on a day, for messages of a purpose; no purpose is marketing.
    public func standing(on day: Day, purpose: Purpose? = nil) -> Standing {
        if isExempt(purpose) { return .exempt(purpose ?? .marketing) }
        if day < holdout.from { return .notYet(from: holdout.from) }
        if let until = holdout.until, day > until { return .over(until: until) }
        let period = period(on: day) ?? 0
        return .holds(
            AssignmentDesign.HeldOut(
                key: holdout.key, salt: salt.text, period: period, arcs: arcs(of: period),
                comparator: comparator(of: period)))
    }

    private func start(of period: Int) -> Int {
        period % Allocation.pointCount * step % Allocation.pointCount
    }
}

extension AssignmentDesign.HeldOut {
    /// Whether the unit at a point of the ring is held out.
    public func holds(_ point: Int) -> Bool { arcs.contains { $0.contains(point) } }

    /// Whether the unit at a point of the ring is in the group to compare with.
    public func compares(_ point: Int) -> Bool { comparator.contains { $0.contains(point) } }
}
