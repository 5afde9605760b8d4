// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the steps of one rule and their values stand in memory.
struct AudienceCode {
    let steps: UnsafeBufferPointer<AudienceProgram.Step>
    let numbers: UnsafeBufferPointer<Double>
    let spans: UnsafeBufferPointer<AudienceProgram.Span>
    let bytes: UnsafeBufferPointer<UInt8>
    let markerCount: Int
    let reader: AttributeReader
}

/// The code of several rules, which many threads run without counting its owners per row.
///
/// Unchecked because the memory is written once, before anybody else knows of it.
final class AudienceMemory: @unchecked Sendable {
    let codes: UnsafeMutableBufferPointer<AudienceCode>

    init(_ programs: [AudienceProgram]) {
        codes = .allocate(capacity: programs.count)
        for (place, program) in programs.enumerated() {
            codes.initializeElement(
                at: place,
                to: AudienceCode(
                    steps: Self.copy(program.steps), numbers: Self.copy(program.numbers),
                    spans: Self.copy(program.spans), bytes: Self.copy(program.bytes),
                    markerCount: program.markers.count, reader: program.reader))
        }
    }

    deinit {
        for code in codes {
            code.steps.deallocate()
            code.numbers.deallocate()
            code.spans.deallocate()
            code.bytes.deallocate()
        }
        codes.deallocate()
    }

    private static func copy<Value>(_ values: [Value]) -> UnsafeBufferPointer<Value> {
        let memory = UnsafeMutableBufferPointer<Value>.allocate(capacity: values.count)
        _ = memory.initialize(fromContentsOf: values)
        return UnsafeBufferPointer(memory)
    }
}
