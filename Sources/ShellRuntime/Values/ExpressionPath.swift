// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// A path in expression syntax, such as `lines[0].qty`; empty for the value itself.
enum ExpressionPath {
    /// The path of a member of what `path` leads to.
    static func member(_ key: String, of path: String) -> String {
        let step = isBare(key) ? key : JSONValue.string(key).description
        return path.isEmpty ? step : "\(path).\(step)"
    }

    static func element(_ index: Int, of path: String) -> String { "\(path)[\(index)]" }

    private static func isBare(_ key: String) -> Bool {
        key.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
            && key.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}
