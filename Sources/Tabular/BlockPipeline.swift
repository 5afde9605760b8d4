// SPDX-License-Identifier: GPL-3.0-or-later

/// Parses blocks on several threads and hands the results back in file order.
///
/// Workers take turns at cutting, index their blocks at the same time, and learn the absolute row
/// numbers from the block before theirs. All workers together may be one block ahead of the merge,
/// so memory stays bounded. Unchecked because the cutter is only used under its own lock.
final class BlockPipeline<Output: Sendable>: @unchecked Sendable {
    typealias Map = @Sendable (RecordBlock) throws -> Output

    private struct State {
        var taken = 0
        var merged = 0
        var based = 0
        var base: BlockWork.Base
        var finished: [Int: Result<(Output, BlockWork.Facts)?, any Error>] = [:]
        var active = 0
        var total: Int?
        var stops = false
    }

    private struct Taken {
        var sequence: Int
        var outcome: Result<BlockCutter.Outcome, TabularError>
        var offset: Int
    }

    private let cutter: BlockCutter
    private let cutting = Monitor(false)
    private let work: BlockWork
    private let workers: Int
    private let storageSize: Int
    private let map: Map
    private let state: Monitor<State>

    init(
        cutter: BlockCutter, work: BlockWork, workers: Int, storageSize: Int, map: @escaping Map
    ) {
        self.cutter = cutter
        self.work = work
        self.workers = max(workers, 1)
        self.storageSize = storageSize
        self.map = map
        state = Monitor(State(base: BlockWork.Base(line: work.layout.linesBefore + 1)))
    }

    /// Runs to the end of the file, or to the first error in file order.
    func run(merge: (Output) throws -> Void) throws -> ReadSummary {
        var summary = ReadSummary()
        var digests: [(number: Int, digest: [UInt8])] = []
        let accept = { (output: Output, facts: BlockWork.Facts) in
            summary.add(facts.summary)
            digests += facts.digests
            try merge(output)
        }
        if workers == 1 { try runAlone(accept) } else { try runParallel(accept) }
        summary.digest = try cutter.finishDigest()
        if summary.digest == nil, !digests.isEmpty {
            summary.digest = TreeDigest(chunks: digests.map(\.digest))
        }
        return summary
    }

    private func runAlone(_ accept: (Output, BlockWork.Facts) throws -> Void) throws {
        let storage = BlockStorage(capacity: storageSize)
        while true {
            let taken = take(into: storage)
            guard let result = try process(taken, storage).get() else { return }
            try accept(result.0, result.1)
        }
    }

    private func runParallel(_ accept: (Output, BlockWork.Facts) throws -> Void) throws {
        for _ in 0..<workers {
            state.change { $0.active += 1 }
            if !WorkerThread.start({ self.runWorker() }) { state.change { $0.active -= 1 } }
        }
        if state.change({ $0.active == 0 && $0.taken == 0 }) { return try runAlone(accept) }
        defer {
            state.change { $0.stops = true }
            state.wait { $0.active == 0 ? () : nil }
        }
        while true {
            let next = state.wait { state -> Result<(Output, BlockWork.Facts)?, any Error>? in
                state.finished.removeValue(forKey: state.merged)
            }
            guard let result = try next.get() else { return }
            try accept(result.0, result.1)
            state.change { $0.merged += 1 }
        }
    }

    private func runWorker() {
        let storage = BlockStorage(capacity: storageSize)
        defer { state.change { $0.active -= 1 } }
        while true {
            let mayGoOn = state.wait { state -> Bool? in
                if state.stops || state.total != nil { return false }
                return state.taken - state.merged <= self.workers ? true : nil
            }
            guard mayGoOn else { return }
            let taken = take(into: storage)
            let result = process(taken, storage)
            state.change { $0.finished[taken.sequence] = result }
        }
    }

    private func take(into storage: BlockStorage) -> Taken {
        cutting.change { ended in
            let offset = cutter.offset
            let sequence = state.change { state -> Int in
                state.taken += 1
                return state.taken - 1
            }
            guard !ended else {
                return Taken(sequence: sequence, outcome: .success(.end), offset: 0)
            }
            let outcome = Result { () throws(TabularError) in try cutter.next(into: storage) }
            if case .success(.block) = outcome {
            } else {
                ended = true
                state.change { $0.total = sequence }
            }
            return Taken(sequence: sequence, outcome: outcome, offset: offset)
        }
    }

    private func process(
        _ taken: Taken, _ storage: BlockStorage
    ) -> Result<(Output, BlockWork.Facts)?, any Error> {
        Result {
            switch try taken.outcome.get() {
            case .end: return nil
            case .tooLong(let quote):
                let base = nextBase(after: taken.sequence, storage: nil)
                throw work.tooLong(storage, openQuote: quote, base: base)
            case .block: break
            }
            work.index(storage)
            let base = nextBase(after: taken.sequence, storage: storage)
            let block = try work.block(
                storage, sequence: taken.sequence, base: base, offset: taken.offset)
            let facts = work.facts(storage, block)
            return (try map(block), facts)
        }
    }

    /// Waits for the row numbers of the blocks before and adds this block to them.
    private func nextBase(after sequence: Int, storage: BlockStorage?) -> BlockWork.Base {
        state.wait { state in
            guard state.based == sequence else { return nil }
            let base = state.base
            state.based += 1
            state.base.row += storage?.index.recordCount ?? 0
            state.base.line += storage?.index.lineCount ?? 0
            return base
        }
    }
}

extension ReadSummary {
    fileprivate mutating func add(_ other: ReadSummary) {
        rows += other.rows
        blankLines += other.blankLines
        raggedRows += other.raggedRows
        firstRagged = firstRagged ?? other.firstRagged
    }
}
