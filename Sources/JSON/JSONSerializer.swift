// SPDX-License-Identifier: GPL-3.0-or-later

/// How a value is formatted as text.
public enum JSONLayout: Sendable {
    /// No white space.
    case compact
    /// Two spaces per level, one member or element per line.
    case indented
}

extension JSONValue {
    /// The value as UTF-8 JSON text, without a final newline.
    public func serialized(_ layout: JSONLayout = .compact) -> [UInt8] {
        var bytes: [UInt8] = []
        serialize(into: &bytes, layout: layout)
        return bytes
    }

    /// Appends what `serialized` returns.
    public func serialize(into bytes: inout [UInt8], layout: JSONLayout = .compact) {
        write(into: &bytes, level: layout == .indented ? 0 : nil)
    }

    /// `level` is the nesting depth of the value; nil for a layout without white space.
    private func write(into bytes: inout [UInt8], level: Int?) {
        switch self {
        case .null, .bool, .number, .string: writeScalar(into: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            let inner = level.map { $0 + 1 }
            var isFirst = true
            for element in elements {
                startItem(isFirst: isFirst, inner, in: &bytes)
                isFirst = false
                element.write(into: &bytes, level: inner)
            }
            if let level, !elements.isEmpty { startLine(level, in: &bytes) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            let inner = level.map { $0 + 1 }
            var isFirst = true
            for member in members {
                startItem(isFirst: isFirst, inner, in: &bytes)
                isFirst = false
                serializeString(member.key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                if level != nil { bytes.append(UInt8(ascii: " ")) }
                member.value.write(into: &bytes, level: inner)
            }
            if let level, !members.isEmpty { startLine(level, in: &bytes) }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private func writeScalar(into bytes: inout [UInt8]) {
        switch self {
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let number): number.write(into: &bytes)
        case .string(let text): serializeString(text, into: &bytes)
        case .null, .array, .object: bytes += "null".utf8
        }
    }
}

extension JSONNumber {
    fileprivate func write(into bytes: inout [UInt8]) {
        guard case .integer(let value) = storage, value >= 0, value < 1_000_000_000 else {
            bytes += text.utf8
            return
        }
        // Most integers are short, and their digits don't need a string.
        var rest = UInt32(value)
        var divisor: UInt32 = 1
        while rest / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// Compact JSON.
    public var description: String { String(decoding: serialized(), as: UTF8.self) }
}

@inline(__always)
private func startItem(isFirst: Bool, _ level: Int?, in bytes: inout [UInt8]) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if let level { startLine(level, in: &bytes) }
}

private func startLine(_ level: Int, in bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<2 * level { bytes.append(UInt8(ascii: " ")) }
}

/// Appends `text` in quotes, with only the escapes that RFC 8259, section 7, requires.
public func serializeString(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    serializeStringContent(text, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
}

/// Appends `text` as the content of a JSON string, without the quotes.
public func serializeStringContent(_ text: String, into bytes: inout [UInt8]) {
    let content = text.utf8Span.span
    var position = content.plainText(from: 0).end
    if position == content.count {
        bytes += text.utf8
        return
    }
    var runStart = 0
    while position < content.count {
        for plain in runStart..<position { bytes.append(content[plain]) }
        appendEscape(of: content[position], to: &bytes)
        runStart = position + 1
        position = content.plainText(from: runStart).end
    }
    for plain in runStart..<position { bytes.append(content[plain]) }
}

private func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
        bytes += "u00".utf8
        for digit in [byte >> 4, byte & 15] {
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
