// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

@Suite struct ControlTradeOffTests {
    @Test func `the best share has the smallest loss, the smaller share on a tie`() throws {
        let power = [0.1: 0.5, 0.2: 0.8, 0.3: 0.9, 0.4: 0.95]
        let best = try ControlTradeOff.best(among: [0.1, 0.2, 0.3, 0.4]) { power[$0] ?? 0 }
        #expect(best?.controlShare == 0.2 || best?.controlShare == 0.3)
        #expect(abs((best?.loss ?? 0) - 0.4) < 1e-12)
        let tie = try ControlTradeOff.best(among: [0.25, 0.5]) { 0.25 + $0 }
        #expect(tie?.controlShare == 0.25)
        #expect(try ControlTradeOff.best(among: []) { _ in 1 } == nil)
    }

    @Test func `more to gain afterwards asks for a larger control`() throws {
        let shares = (1...50).map { Double($0) / 100 }
        let best = try [0.5, 1, 5].map { repeats in
            try ControlTradeOff.best(among: shares, repeats: repeats) { 1 - 0.05 / ($0 + 0.05) }?
                .controlShare ?? 0
        }
        #expect(best[0] < best[1] && best[1] < best[2])
    }
}
