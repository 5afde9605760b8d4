// SPDX-License-Identifier: GPL-3.0-or-later
import Inference
import Testing

@Suite("Values added as a run")
struct MomentsRunTests {
    @Test("give the bits of values added one by one", arguments: [1, 2, 255, 256, 257, 700])
    func sameBits(size: Int) throws {
        let values = (0..<2_000).map { Double($0 * 7_919 % 1_013) / 8 + 1e6 }
        var single = MomentsAccumulator()
        for value in values { single.add(value) }
        var runs = MomentsAccumulator()
        for first in stride(from: 0, to: values.count, by: size) {
            let run = Array(values[first..<min(first + size, values.count)])
            run.withUnsafeBufferPointer { runs.add(contentsOf: $0) }
        }
        #expect(try runs.moments() == single.moments())
    }
}
