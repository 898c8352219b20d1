// SPDX-License-Identifier: GPL-3.0-or-later

/// The trace header that a function gets: `Root=1-…;Parent=…;Sampled=0`.
enum TraceId {
    /// The root and the sampling decision are the caller's, if it has them. Otherwise the root is derived from the request
    /// id, so that the two can be correlated, and nothing is sampled. The parent is the invocation.
    static func make(for invocation: Invocation) -> String {
        let digits = invocation.id.utf8.filter { $0 != UInt8(ascii: "-") }
        func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }
        let given = parts(of: invocation.trace ?? "")
        let root = given["root"] ?? "1-\(text(digits.prefix(8)))-\(text(digits.suffix(24)))"
        let sampled = given["sampled"].flatMap { ["0", "1"].contains($0) ? $0 : nil } ?? "0"
        return "Root=\(root);Parent=\(text(digits.suffix(16)));Sampled=\(sampled)"
    }

    /// By their names in lower case.
    private static func parts(of header: String) -> [String: String] {
        var parts: [String: String] = [:]
        for part in header.split(separator: ";") {
            let words = part.split(separator: "=", maxSplits: 1)
            guard words.count == 2, words[1].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { continue }
            parts[words[0].trimmingPrefix(" ").lowercased()] = String(words[1])
        }
        return parts
    }
}
