// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A rate given by its logit, together with its distance from 1, which keeps its digits.
struct LogitPoint {
    let rate: Double
    let rest: Double

    init(_ logit: Double) {
        let small = exp(-abs(logit))
        let (near, far) = (1 / (1 + small), small / (1 + small))
        rate = logit > 0 ? near : far
        rest = logit > 0 ? far : near
    }

    init(rate: Double, rest: Double) {
        self.rate = rate
        self.rest = rest
    }
}

/// Panels of the logit, fine around each feature and growing with the distance from it.
enum LogitMesh {
    /// Where something happens, and how wide it is.
    struct Feature {
        let center: Double
        let width: Double
    }

    static func edges(over range: ClosedRange<Double>, features: [Feature]) -> [Double] {
        var edges = [range.lowerBound]
        var at = range.lowerBound
        while at < range.upperBound {
            var step = range.upperBound - at
            for feature in features {
                let gap = feature.center - at
                step = min(step, max(feature.width, abs(gap) / 4))
                // A feature may be a kink, and a panel must not hold one.
                if gap > 0 { step = min(step, gap) }
            }
            at += max(step, abs(at) * 1e-12)
            edges.append(min(at, range.upperBound))
        }
        return edges
    }
}
