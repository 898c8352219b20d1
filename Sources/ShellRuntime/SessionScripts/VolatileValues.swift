// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Guesses which parts of a result change from run to run: ids, times, measurements.
package struct VolatileValues {
    enum Expectation: Equatable {
        /// The same value each time.
        case equal
        /// Text that matches this regular expression.
        case pattern(String)
        /// Another value of the same type.
        case sameType
        /// Mustn't be written into a file.
        case unmentioned
    }

    /// Texts that were volatile so far: a text that contains one of them is volatile, too.
    private var known: Set<String> = []

    package init() {}

    /// - Parameter key: the name of the member with this value; nil for elements of arrays.
    mutating func expectation(of value: JSONValue, called key: String?) -> Expectation {
        let name = key.map(KeyName.init)
        switch value {
        case .null, .bool, .array, .object: return .equal
        case .number(let number): return isVolatile(number, name) ? .sameType : .equal
        case .string(let text):
            if name?.isSecret == true { return .unmentioned }
            return expectation(of: text, name)
        }
    }

    private func isVolatile(_ number: JSONNumber, _ name: KeyName?) -> Bool {
        if name?.isMeasured == true || name?.isIdentifier == true { return true }
        // Unix times in seconds and in milliseconds, and numbers that come from a generator.
        if let whole = number.int { return whole >= 1_000_000_000 }
        let decimals = number.text.split(separator: ".").dropFirst().first ?? ""
        return decimals.utf8.count >= 10
    }

    private mutating func expectation(of text: String, _ name: KeyName?) -> Expectation {
        let runs = TextRuns(text)
        let isTime = runs.hasDate || name?.isMeasured == true
        let containsKnown = known.contains { text.contains($0) }
        let isSuspicious = name?.isIdentifier == true || containsKnown
        let pattern =
            runs.uuidPattern
            ?? runs.pattern { run in
                isTime && run.hasDigit || isSuspicious && (run.hasDigit || run.isHexadecimal) || run.looksGenerated
            }
        guard let pattern else { return .equal }
        if text.unicodeScalars.count >= 4 { known.insert(text) }
        return text.unicodeScalars.contains { $0.value < 0x20 } ? .sameType : .pattern(pattern)
    }
}

/// The name of a member, as far as it says what the value is.
private struct KeyName {
    /// In lower case.
    private let words: String

    init(_ key: String) { words = key.lowercased() }

    private func ends(_ endings: [String]) -> Bool { endings.contains { words.hasSuffix($0) } }

    var isSecret: Bool {
        ["secret", "password", "passwd", "token", "apikey", "api_key", "api-key", "authorization", "credential"]
            .contains { words.contains($0) }
    }

    var isIdentifier: Bool {
        ends(["id", "uuid", "guid", "nonce", "etag", "hash", "digest", "signature", "arn", "tracking", "reference"])
    }

    var isMeasured: Bool {
        ends([
            "time", "timestamp", "date", "at", "ms", "seconds", "duration", "elapsed", "latency", "seed", "random",
            "port", "pid", "uptime", "memory", "expires", "created", "modified", "updated",
        ]) && !ends(["format", "status", "state"])
    }
}

/// A text in runs of letters and digits, and what's between them.
private struct TextRuns {
    struct Run {
        let text: Substring.UnicodeScalarView
        let isWord: Bool

        var hasDigit: Bool { text.contains { $0.isDigit } }
        var isHexadecimal: Bool { text.count >= 3 && text.allSatisfy { $0.isHexadecimalDigit } }

        /// Letters and digits in turn, many digits, or hexadecimal digits.
        var looksGenerated: Bool {
            guard text.count >= 6, hasDigit else { return false }
            if text.allSatisfy(\.isDigit) { return text.count >= 9 }
            if text.allSatisfy(\.isHexadecimalDigit) { return true }
            let changes = zip(text, text.dropFirst()).count { $0.isDigit != $1.isDigit }
            return changes >= 2
        }
    }

    private let runs: [Run]

    init(_ text: String) {
        var runs: [Run] = []
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            let run = rest.prefix { $0.isWordPart == first.isWordPart }
            runs.append(Run(text: run, isWord: first.isWordPart))
            rest = rest.dropFirst(run.count)
        }
        self.runs = runs
    }

    /// Whether it contains a date such as 2026-11-28.
    var hasDate: Bool {
        let lengths = runs.map { run in run.isWord && run.text.prefix { $0.isDigit }.count >= 2 ? run.text.count : 0 }
        return runs.indices.contains { index in
            index + 4 < runs.count && lengths[index] == 4 && lengths[index + 2] == 2 && lengths[index + 4] >= 2
                && String(runs[index + 1].text) == "-" && String(runs[index + 3].text) == "-"
        }
    }

    var uuidPattern: String? { isUUID ? "^[0-9A-Fa-f-]{36}$" : nil }

    private var isUUID: Bool {
        runs.map { $0.isWord ? $0.text.count : 0 } == [8, 0, 4, 0, 4, 0, 4, 0, 12]
            && runs.allSatisfy { !$0.isWord || $0.text.allSatisfy(\.isHexadecimalDigit) }
    }

    /// A regular expression for the text with other words in place of the volatile ones; nil if none is.
    func pattern(isVolatile: (Run) -> Bool) -> String? {
        guard runs.contains(where: { $0.isWord && isVolatile($0) }) else { return nil }
        let parts = runs.map { run in
            guard run.isWord, isVolatile(run) else { return Self.escaped(run.text) }
            return run.text.allSatisfy(\.isDigit) ? "[0-9]+" : "[0-9A-Za-z]+"
        }
        return "^" + parts.joined() + "$"
    }

    private static func escaped(_ text: Substring.UnicodeScalarView) -> String {
        text.map { scalar in
            switch scalar {
            case "^", "[", "]", "\\": "\\\(scalar)"
            case "$", ".", "|", "?", "*", "+", "(", ")", "{", "}": "[\(scalar)]"
            default: String(scalar)
            }
        }.joined()
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var isHexadecimalDigit: Bool { isDigit || ("a"..."f").contains(self) || ("A"..."F").contains(self) }
    fileprivate var isWordPart: Bool { isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
