// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// Reads a file as SAM does: JSON if it's valid JSON, otherwise YAML.
package enum TemplateText {
    package static func node(of bytes: [UInt8]) throws(TemplateFault) -> TemplateNode {
        let isJSON = bytes.first { !" \n\r\t".utf8.contains($0) } == UInt8(ascii: "{")
        if isJSON, (try? JSONValue(parsing: bytes)) != nil {
            var reader = JSONReader(bytes)
            return reader.node()
        }
        return try YAMLReader.node(of: bytes)
    }
}

/// Reads a valid JSON text together with its lines.
private struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func node() -> TemplateNode {
        skipSpace()
        let line = line
        switch byte {
        case UInt8(ascii: "{"):
            var map = TemplateMap()
            step()
            while next(before: UInt8(ascii: "}")) {
                let keyLine = self.line
                let key = scalar().string ?? ""
                skipSpace()
                step()
                var member = node()
                member.line = keyLine
                map[key] = member
            }
            return TemplateNode(.map(map), line: line)
        case UInt8(ascii: "["):
            var elements: [TemplateNode] = []
            step()
            while next(before: UInt8(ascii: "]")) { elements.append(node()) }
            return TemplateNode(.list(elements), line: line)
        default: return TemplateNode(.scalar(scalar()), line: line)
        }
    }

    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func step() {
        if byte == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    private mutating func skipSpace() {
        while position < bytes.count, " \n\r\t".utf8.contains(byte) { step() }
    }

    /// Whether there's another value before the end of a list or an object, which is consumed otherwise.
    private mutating func next(before end: UInt8) -> Bool {
        skipSpace()
        if byte == UInt8(ascii: ",") { step() }
        skipSpace()
        guard byte != end, position < bytes.count else {
            step()
            return false
        }
        return true
    }

    private mutating func scalar() -> JSONValue {
        let start = position
        if byte == UInt8(ascii: "\"") {
            step()
            while position < bytes.count, byte != UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\\") { step() }
                step()
            }
            step()
        } else {
            while position < bytes.count, !",]} \n\r\t".utf8.contains(byte) { step() }
        }
        return (try? JSONValue(parsing: Array(bytes[start..<position]))) ?? .null
    }
}
