// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// What parses is written and read again without a change, compactly and indented.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do {
        let value = try JSONValue(parsing: bytes)
        for layout in [JSONLayout.compact, .indented] {
            let text = value.serialized(layout)
            let again = try JSONValue(parsing: text)
            precondition(again == value, "a value changes when it is written and read again")
            precondition(again.serialized(layout) == text, "a value is not always written alike")
            precondition(Set([value, again]).count == 1, "equal values have different hashes")
        }
    } catch {
        precondition(error.offset >= 0 && error.offset <= count, "an error lies outside of the text")
        precondition(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
    }
    return 0
}
