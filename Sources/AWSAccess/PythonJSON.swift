// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// JSON as Python's `json.dumps(…, sort_keys=True)` writes it: its hash names the files in the AWS CLI's caches.
enum PythonJSON {
    /// - Parameter isCompact: without spaces, as with `separators=(',', ':')`.
    static func text(_ value: JSONValue, isCompact: Bool = false) -> String {
        let (comma, colon) = isCompact ? (",", ":") : (", ", ": ")
        func write(_ value: JSONValue) -> String {
            switch value {
            case .null, .bool, .number: return value.description
            case .string(let text): return quoted(text)
            case .array(let elements): return "[\(elements.map(write).joined(separator: comma))]"
            case .object(let members):
                let sorted = members.map { ($0.0, $0.1) }.sorted { $0.0 < $1.0 }
                return "{\(sorted.map { quoted($0.0) + colon + write($0.1) }.joined(separator: comma))}"
            }
        }
        return write(value)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x08: result += "\\b"
            case 0x09: result += "\\t"
            case 0x0A: result += "\\n"
            case 0x0C: result += "\\f"
            case 0x0D: result += "\\r"
            case 0x20...0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result + "\""
    }
}
