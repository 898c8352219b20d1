// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Quoted text that's a JSON object or array, as bodies are written in the system shell.
enum QuotedJSON {
    case constant(JSONValue)
    /// It would be JSON if its `<<…>>` were replaced by values.
    case withInterpolation

    /// Why a text with the brackets of a JSON object or array isn't valid JSON; nil for other texts.
    static func problem(of text: String) -> String? {
        let trimmed = text.utf8.drop(while: \.isWhiteSpace)
        guard let first = trimmed.first, let last = trimmed.last(where: { !$0.isWhiteSpace }),
            (first, last) == (UInt8(ascii: "{"), UInt8(ascii: "}"))
                || (first, last) == (UInt8(ascii: "["), UInt8(ascii: "]"))
        else { return nil }
        do throws(JSONSyntaxError) {
            _ = try JSONValue(parsing: text, as: .literal)
            return nil
        } catch {
            return error.message
        }
    }

    /// nil if the text isn't a JSON object or array.
    init?(_ text: TextTemplate) {
        var filled = ""
        var hasInterpolation = false
        for segment in text.segments {
            switch segment {
            case .interpolation:
                // A digit is valid JSON both as a value and inside a string.
                filled += "0"
                hasInterpolation = true
            case .literal(let literal):
                var rest = literal[...]
                while let start = rest.range(ofBytes: "<<"), let end = rest[start.upperBound...].range(ofBytes: ">>") {
                    filled += rest[..<start.lowerBound] + "0"
                    rest = rest[end.upperBound...]
                    hasInterpolation = true
                }
                filled += rest
            }
        }
        let first = filled.utf8.first { !$0.isWhiteSpace }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            let value = try? JSONValue(parsing: hasInterpolation ? filled : text.constant ?? filled, as: .literal)
        else { return nil }
        self = hasInterpolation ? .withInterpolation : .constant(value)
    }
}

extension Substring {
    fileprivate func range(ofBytes pair: String) -> Range<Index>? {
        guard let start = utf8.indices.first(where: { utf8[$0...].starts(with: pair.utf8) }) else { return nil }
        return start..<utf8.index(start, offsetBy: pair.utf8.count)
    }
}
