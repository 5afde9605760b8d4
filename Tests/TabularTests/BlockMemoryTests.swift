// SPDX-License-Identifier: GPL-3.0-or-later
import Tabular
import Testing

@Suite struct BlockMemoryTests {
    @Test func `the allocator takes the limit from which memory goes back`() {
        #expect(BlockMemory.givesBackLargePieces())
    }
}
