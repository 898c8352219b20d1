// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// The elements of one JSON array, one after another: finds the end of each and parses only that part.
struct ArraySplitter {
    private enum Place { case beforeArray, beforeElement(isFirst: Bool), afterElement, afterArray }

    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 1
    private var place = Place.beforeArray
    /// How far the element that begins at `position` has been scanned.
    private var scan = ElementScan()

    /// The number of bytes that aren't in an element yet.
    var pending: Int { buffer.count - position }

    mutating func append(_ bytes: [UInt8]) {
        buffer.removeSubrange(..<position)
        position = 0
        buffer += bytes
    }

    mutating func next(atEnd: Bool) throws(RowFault) -> RawRow? {
        while true {
            if scan.length == 0 { skipSpace() }
            guard position < buffer.count else {
                if case .afterArray = place { return nil }
                if atEnd { throw fault("the array isn't closed: `]` is missing") }
                return nil
            }
            switch (place, buffer[position]) {
            case (.beforeArray, UInt8(ascii: "[")):
                position += 1
                place = .beforeElement(isFirst: true)
            case (.beforeArray, _): throw fault("an array of rows must begin with `[`")
            case (.beforeElement(isFirst: true), UInt8(ascii: "]")), (.afterElement, UInt8(ascii: "]")):
                position += 1
                place = .afterArray
            case (.beforeElement, _):
                guard scan.finds(endIn: buffer[position...]) else {
                    if atEnd { throw fault("the array isn't closed: `]` is missing") }
                    return nil
                }
                return try element()
            case (.afterElement, UInt8(ascii: ",")):
                position += 1
                place = .beforeElement(isFirst: false)
            case (.afterElement, _): throw fault("expected `,` or `]` after a row")
            case (.afterArray, _): throw fault("unexpected text after the array")
            }
        }
    }

    private mutating func element() throws(RowFault) -> RawRow {
        let bytes = Array(buffer[position..<position + scan.length])
        let first = line
        position += scan.length
        line += bytes.count { $0 == UInt8(ascii: "\n") }
        scan = ElementScan()
        place = .afterElement
        do throws(JSONSyntaxError) {
            return RawRow(json: try JSONValue(parsing: bytes), source: bytes)
        } catch {
            throw RowFault(error, firstLine: first)
        }
    }

    private mutating func skipSpace() {
        while position < buffer.count, buffer[position].isJSONSpace {
            if buffer[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }

    private func fault(_ message: String) -> RowFault { RowFault(line: line, message) }
}

/// Finds the end of a JSON value without parsing it: only counts brackets and quotes.
private struct ElementScan {
    private(set) var length = 0
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    mutating func finds(endIn bytes: ArraySlice<UInt8>) -> Bool {
        while bytes.startIndex + length < bytes.endIndex {
            let byte = bytes[bytes.startIndex + length]
            if isInString {
                length += 1
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                    if depth == 0 { return true }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return true }
                depth -= 1
                if depth == 0 {
                    length += 1
                    return true
                }
            case UInt8(ascii: ","): if depth == 0 { return true }
            default: break
            }
            length += 1
        }
        return false
    }
}
