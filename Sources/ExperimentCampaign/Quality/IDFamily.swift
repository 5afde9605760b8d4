// SPDX-License-Identifier: GPL-3.0-or-later
internal import Assignment
internal import Distributions

/// Ids end to end in memory.
struct IDList: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []

    var count: Int { ends.count }

    mutating func append(_ id: String) {
        bytes += id.utf8
        ends.append(bytes.count)
    }

    /// The places of the ids, in order.
    func places(on ring: any DrawRing) -> [Int] {
        bytes.withUnsafeBytes { bytes in
            var start = 0
            return ends.map { end in
                defer { start = end }
                return ring.place(of: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            }
        }
    }
}

/// What ids look like at companies.
enum IDFamily: String, CaseIterable, Sendable {
    case sequential = "numbers in sequence"
    case padded = "numbers with leading zeros"
    case uuid4 = "random UUIDs (version 4)"
    case uuid7 = "UUIDs by time (version 7)"
    case email = "e-mail addresses"
    case phone = "telephone numbers"
    case objectID = "hexadecimal object ids"
    case longPrefix = "200 equal characters in front"
    case nonLatin = "other scripts than Latin"

    /// The first ids of the family, always the same.
    func ids(_ count: Int) -> IDList {
        var random = MersenneTwister(seed: 20_260_101, stream: UInt64(count))
        var list = IDList()
        for number in 1...max(count, 1) { list.append(id(number, &random)) }
        return list
    }

    private func id(_ number: Int, _ random: inout MersenneTwister) -> String {
        switch self {
        case .sequential: String(number)
        case .padded: Self.padded(String(number), 10)
        case .uuid4: Self.uuid(random.next(), random.next(), version: "4")
        case .uuid7:
            Self.uuid(
                UInt64(1_767_225_600_000 + number) << 16 | random.next() & 0xFFFF, random.next(),
                version: "7")
        case .email:
            Self.given[Int(random.next() % 20)] + "." + Self.family[Int(random.next() % 20)]
                + "\(number)@" + Self.domains[Int(random.next() % 5)]
        case .phone: "+316" + Self.padded(String(10_000_000 + number * 7), 8)
        case .objectID:
            Self.padded(String(1_767_225_600 + number / 50, radix: 16), 8) + "5f3a9c01e2"
                + Self.padded(String(number, radix: 16), 6)
        case .longPrefix: Self.prefix + String(number)
        case .nonLatin: Self.words[Int(random.next() % 8)] + String(number)
        }
    }

    private static let prefix = String(repeating: "x", count: 200)
    private static let given = [
        "anna", "bram", "chris", "daan", "emma", "fleur", "gijs", "hanna", "iris", "jan", "kim",
        "lars", "mia", "noah", "olga", "piet", "quinn", "roos", "sem", "tess",
    ]
    private static let family = [
        "bakker", "bos", "brouwer", "dekker", "dijkstra", "groot", "hendriks", "jansen", "koning",
        "kuipers", "maas", "meijer", "mulder", "peters", "prins", "smit", "visser", "vos",
        "willems",
        "wolf",
    ]
    private static let domains = [
        "example.com", "example.org", "example.net", "mail.example", "shop.example",
    ]
    private static let words = [
        "клиент", "πελάτης", "顧客", "고객", "ลูกค้า", "ग्राहक", "לקוח", "عميل",
    ]

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private static func uuid(_ high: UInt64, _ low: UInt64, version: String) -> String {
        let a = padded(String(high, radix: 16), 16)
        let b = padded(String(low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000, radix: 16), 16)
        return "\(a.prefix(8))-\(a.dropFirst(8).prefix(4))-\(version)\(a.suffix(3))-"
            + "\(b.prefix(4))-\(b.suffix(12))"
    }
}
