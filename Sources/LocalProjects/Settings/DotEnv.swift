// SPDX-License-Identifier: GPL-3.0-or-later

/// A `.env` file: `NAME=VALUE` on each line, comments after `#`.
package enum DotEnv {
    package static func variables(in text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            var line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("export ") { line = line.dropFirst("export ".count).drop(while: \.isWhitespace) }
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            let name = line[..<equals].filter { !$0.isWhitespace }
            variables[name] = value(line[line.index(after: equals)...].drop(while: \.isWhitespace))
        }
        return variables
    }

    /// Up to the closing quote; without quotes, up to a comment.
    private static func value(_ text: Substring) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            let value = text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text
            return value.trimmed
        }
        let value = text.dropFirst().prefix { $0 != quote }
        return quote == "\"" ? String(value).replacing("\\n", with: "\n") : String(value)
    }
}
