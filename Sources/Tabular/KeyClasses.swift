// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts different keys per class, and the keys that occur in several classes, in bounded memory.
///
/// A key is one of many rows' households or addresses, a class the variant its row got. Keys are
/// told apart by 56 bits of their fingerprint: among ten million keys two are taken for one in less
/// than one file of a thousand.
public final class KeyClasses {
    /// What was counted.
    public struct Report: Sendable, Equatable {
        /// The number of different keys.
        public var keys = 0
        /// The number of different keys in each class.
        public var perClass: [Int]
        /// The number of keys that occur in two classes or more.
        public var mixed = 0
        /// Some of the keys that do, as ``KeyClasses/key(of:)`` gives them.
        public var examples: Set<UInt64> = []
    }

    /// The most classes that are told apart.
    public static let classLimit = 255
    private static let exampleLimit = 1024

    private let classes: Int
    private let store: FingerprintStore

    /// Creates a counter.
    ///
    /// - Parameters:
    ///   - classes: The number of classes, at most ``classLimit``.
    ///   - temporaryFolder: Where keys beyond 4 MiB are kept meanwhile.
    public convenience init(classes: Int, temporaryFolder: String = "/tmp") {
        self.init(classes: classes, temporaryFolder: temporaryFolder, slotsPerPartition: 1 << 11)
    }

    /// Creates a counter with smaller limits, for tests of what happens beyond them.
    package init(classes: Int, temporaryFolder: String, slotsPerPartition: Int) {
        precondition(classes <= KeyClasses.classLimit, "too many classes")
        self.classes = classes
        store = FingerprintStore(slotsPerPartition: slotsPerPartition, folder: temporaryFolder)
    }

    /// A key without its class, to find the rows of ``Report/examples`` again.
    public static func key(of field: FieldBytes) -> UInt64 {
        let key = Fingerprints.of(field) & ~0xFF
        return key == 0 ? 1 << 8 : key
    }

    /// A key and the class of its row in one number, for ``add(_:)``.
    public static func entry(_ field: FieldBytes, in place: Int) -> UInt64 {
        key(of: field) | UInt64(truncatingIfNeeded: place & 0xFF)
    }

    /// Adds entries of some rows.
    public func add(_ entries: [UInt64]) throws(TabularError) { try store.add(entries) }

    /// Counts.
    ///
    /// - Throws: When the temporary file cannot be read.
    public func report() throws(TabularError) -> Report {
        var report = Report(perClass: [Int](repeating: 0, count: classes))
        for partition in 0..<FingerprintStore.partitionCount where store.count(partition) > 0 {
            let rounds = store.rounds(partition)
            for round in 0..<rounds {
                let expected = store.count(partition) / Int(rounds) + 1
                var seen = FingerprintTable(expecting: expected)
                var first = FingerprintTable(expecting: expected)
                var mixed = FingerprintTable(expecting: 16)
                try store.forEachRun(partition) { entries, amount in
                    for position in 0..<amount {
                        let entry = entries[position]
                        if rounds > 1, (entry &>> 32) % rounds != round { continue }
                        guard seen.insert(entry) else { continue }
                        let place = Int(entry & 0xFF)
                        if place < report.perClass.count { report.perClass[place] += 1 }
                        let key = entry & ~0xFF
                        if first.insert(key) {
                            report.keys += 1
                        } else if mixed.insert(key) {
                            report.mixed += 1
                            if report.examples.count < Self.exampleLimit {
                                report.examples.insert(key)
                            }
                        }
                    }
                }
            }
        }
        return report
    }
}
