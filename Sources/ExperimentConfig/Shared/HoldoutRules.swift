// SPDX-License-Identifier: GPL-3.0-or-later
internal import ExperimentModel

/// Reads one global control.
struct HoldoutRules {
    private let reader: Reader
    private let log: PlanLog

    init(_ reader: Reader, _ log: PlanLog) {
        self.reader = reader
        self.log = log
    }

    /// The global control, if it can be read.
    func read() -> Holdout? {
        let rotate = reader.group("rotate")
        let every = rotate?.choice("every", as: Holdout.Rotation.Every.self)?.value
        let size = rotate?.share("size")
        let overlap = rotate?.share("overlap")
        let stays = reader.share("share")
        checkShare()
        if let overlap, overlap.value.fraction >= 1 {
            log.report(
                "overlap-whole", "every period would have the same people (seen: \(overlap.text))",
                at: overlap.spot, why: "a group that overlaps in full does not rotate",
                fix: "write less than 100%, or `share:` in place of `rotate:`")
        }
        let from = reader.day("from")
        let until = reader.day("until")
        if let from, let until, until.value < from.value {
            log.report(
                "end-before-start",
                "the global control ends before it starts "
                    + "(seen: from \(from.value.iso), until \(until.value.iso))",
                at: until.spot, why: "nobody would be held out",
                fix: "turn the two days round, or correct one of them")
        }
        let comparator = reader.group("comparator")?.integer("clear_periods").map {
            Holdout.Comparator(clearPeriods: $0.value)
        }
        checkRoom(
            size?.value ?? stays?.value, overlap?.value, comparator, isRotating: rotate != nil)
        let exempt = (reader.texts("exempt") ?? []).compactMap { Purpose(rawValue: $0.value) }
        guard let key = reader.text("key")?.value, let salt = reader.text("salt")?.value,
            let share = size?.value ?? stays?.value, let from = from?.value
        else { return nil }
        return Holdout(
            key: key, share: share, salt: salt, from: from, until: until?.value,
            rotation: every.map {
                Holdout.Rotation(every: $0, overlap: overlap?.value ?? Share.nothing)
            },
            comparator: comparator, exempt: exempt)
    }

    private func checkShare() {
        switch (reader.has("share"), reader.has("rotate")) {
        case (true, true):
            log.report(
                "one-of", "`\(reader.spot.path)` has both `share` and `rotate`",
                at: reader.spot(of: "share"), why: "the group stays the same, or it rotates",
                fix: "keep one of them; the size of a rotating group stands in `rotate`")
        case (false, false):
            guard !reader.isMisspelt("share"), !reader.isMisspelt("rotate") else { return }
            log.report(
                "missing-key", "`\(reader.spot.path)` has neither `share` nor `rotate`",
                at: reader.spot, why: "nothing says how many customers are held out",
                fix: "add `share: 5%`, or `rotate: { every: quarter, size: 5% }`")
        default: return
        }
    }

    /// The groups of the clear periods, the group of today and the comparator share one ring.
    private func checkRoom(
        _ size: Share?, _ overlap: Share?, _ comparator: Holdout.Comparator?, isRotating: Bool
    ) {
        guard let size, let comparator else { return }
        let step = isRotating ? size.fraction * (1 - (overlap?.fraction ?? 0)) : 0
        let needed = 2 * size.fraction + step * Double(comparator.clearPeriods)
        guard needed > 1 + 1e-12 else { return }
        log.report(
            "comparator-room",
            "there is no room for the comparator "
                + "(seen: \(comparator.clearPeriods) clear periods of "
                + "\(WeightSum.number(size.fraction * 100))%)",
            at: reader.spot(of: "comparator"),
            why: "the groups of these periods and the comparator would need "
                + "\(WeightSum.number(needed * 100))% of the customers",
            fix: "write fewer clear periods, or hold out fewer customers")
    }
}

extension Share {
    /// Nothing of the whole.
    static let nothing = Share(0, over: 1) ?? .whole
}
