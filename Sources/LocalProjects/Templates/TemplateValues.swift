// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

/// The intrinsic functions that only depend on their arguments; nil for malformed arguments.
enum TemplateValues {
    /// A value inside a text. Numbers with a fraction are written as SAM writes them: the shortest text.
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null: ""
        case .number(let number): number.isSpelledAsInteger ? number.text : "\(number.double)"
        default: value.description
        }
    }

    static func join(_ arguments: [JSONValue]) -> JSONValue? {
        guard arguments.count == 2, let separator = arguments[0].string, let parts = arguments[1].array else {
            return nil
        }
        return .string(parts.map(text).joined(separator: separator))
    }

    static func split(_ arguments: [JSONValue]) -> JSONValue? {
        guard arguments.count == 2, let separator = arguments[0].string, !separator.isEmpty else { return nil }
        let parts = text(arguments[1]).split(separator: separator, omittingEmptySubsequences: false)
        return .array(parts.map { .string(String($0)) })
    }

    static func index(_ value: JSONValue?) -> Int? {
        guard let value, let index = value.int ?? value.string.flatMap(Int.init), index >= 0 else { return nil }
        return index
    }

    static func length(_ value: JSONValue) -> JSONValue? {
        (value.array?.count ?? value.object?.count).map { .number(JSONNumber($0)) }
    }

    static func base64(_ value: JSONValue) -> JSONValue? { .string(Base64.encode(Array(text(value).utf8))) }

    /// The zones that nearly all regions have.
    static func zones(_ region: String) -> JSONValue { .array(["a", "b", "c"].map { .string(region + $0) }) }

    /// Blocks of an IPv4 network: `[10.0.0.0/16, 6, 8]` are six blocks with eight bits for hosts.
    static func cidr(_ arguments: [JSONValue]) -> JSONValue? {
        guard arguments.count >= 2, let block = arguments[0].string, let count = index(arguments[1]),
            (1...256).contains(count), let slash = block.firstIndex(of: "/"),
            let prefix = Int(block[block.index(after: slash)...]), (0...32).contains(prefix)
        else { return nil }
        let parts = block[..<slash].split(separator: ".").compactMap { UInt8($0) }
        let bits = arguments.count > 2 ? index(arguments[2]) : 8
        guard parts.count == 4, let bits, (1...32).contains(bits), bits <= 32 - prefix else { return nil }
        let size = UInt64(1) << UInt64(32 - prefix)
        let address = parts.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let start = address / size * size
        guard UInt64(count) << UInt64(bits) <= size else { return nil }
        return .array(
            (0..<UInt64(count)).map { number in
                let address = start + (number << UInt64(bits))
                let bytes = [24, 16, 8, 0].map { String(address >> UInt64($0) & 0xFF) }
                return .string("\(bytes.joined(separator: "."))/\(32 - bits)")
            })
    }
}
