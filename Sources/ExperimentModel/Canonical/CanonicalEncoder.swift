// SPDX-License-Identifier: GPL-3.0-or-later

/// Encodes a value as ``CanonicalJSON``.
///
/// The JSON encoder of Foundation promises no bytes; a digest needs them the same for good.
/// Working on `Encodable` means that a field added to the plan cannot be forgotten here.
final class CanonicalEncoder: Encoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var members: [String: CanonicalEncoder] = [:]
    private var items: [CanonicalEncoder] = []
    private var single: CanonicalJSON?
    private var isList = false

    /// The canonical JSON of a value.
    ///
    /// - Parameter value: The value.
    /// - Returns: Its JSON.
    /// - Throws: When a number in it is not finite.
    static func json(of value: some Encodable) throws -> CanonicalJSON {
        let encoder = CanonicalEncoder()
        try encoder.set(value)
        return encoder.json
    }

    private var json: CanonicalJSON {
        if let single { return single }
        if isList { return .array(items.map(\.json)) }
        return .object(members.map { CanonicalJSON.Member($0.key, $0.value.json) }).sorted
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Keyed<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        isList = true
        return Unkeyed(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

    private func child(_ key: String) -> CanonicalEncoder {
        let child = CanonicalEncoder()
        members[key] = child
        return child
    }

    private func nextItem() -> CanonicalEncoder {
        let item = CanonicalEncoder()
        items.append(item)
        return item
    }

    private func set(_ value: some Encodable) throws {
        switch value {
        case let text as String: single = .string(text)
        case let bool as Bool: single = .bool(bool)
        case let number as Double:
            guard number.isFinite else {
                let context = EncodingError.Context(codingPath: [], debugDescription: "not finite")
                throw EncodingError.invalidValue(number, context)
            }
            single = .number(number == 0 ? "0.0" : number.description)
        case let number as any BinaryInteger: single = .number(String(describing: number))
        default: try value.encode(to: self)
        }
    }

    private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: CanonicalEncoder
        var codingPath: [any CodingKey] { [] }

        func encodeNil(forKey key: Key) { encoder.child(key.stringValue).single = .null }

        func encode(_ value: some Encodable, forKey key: Key) throws {
            try encoder.child(key.stringValue).set(value)
        }

        func nestedContainer<Inner: CodingKey>(
            keyedBy type: Inner.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Inner> {
            encoder.child(key.stringValue).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            encoder.child(key.stringValue).unkeyedContainer()
        }

        func superEncoder() -> any Encoder { encoder.child("super") }
        func superEncoder(forKey key: Key) -> any Encoder { encoder.child(key.stringValue) }
    }

    private struct Unkeyed: UnkeyedEncodingContainer {
        let encoder: CanonicalEncoder
        var codingPath: [any CodingKey] { [] }
        var count: Int { encoder.items.count }

        func encodeNil() { encoder.nextItem().single = .null }
        func encode(_ value: some Encodable) throws { try encoder.nextItem().set(value) }

        func nestedContainer<Inner: CodingKey>(
            keyedBy type: Inner.Type
        ) -> KeyedEncodingContainer<Inner> { encoder.nextItem().container(keyedBy: type) }

        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            encoder.nextItem().unkeyedContainer()
        }

        func superEncoder() -> any Encoder { encoder.nextItem() }
    }

    private struct Single: SingleValueEncodingContainer {
        let encoder: CanonicalEncoder
        var codingPath: [any CodingKey] { [] }

        func encodeNil() { encoder.single = .null }
        func encode(_ value: some Encodable) throws { try encoder.set(value) }
    }
}
