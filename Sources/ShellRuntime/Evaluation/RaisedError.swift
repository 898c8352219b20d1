// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// An error that a function raised, with its causes, as the runtimes write it.
///
/// Lambda's form is `errorType`, `errorMessage` and `stackTrace`; Node.js calls the stack `trace`. Java and .NET add
/// `cause`, which is an error again, and .NET `causes` for an AggregateException. Functions that pass on errors of
/// JavaScript write `name`, `message`, `stack`, `cause` and `errors`.
struct RaisedError {
    /// How many causes are followed, one inside the other.
    private static let deepest = 8
    /// How many errors of a list are shown.
    private static let longestList = 10
    /// How many lines of the stack of a cause are shown.
    private static let longestStack = 20
    /// How many lines all causes may have.
    private static let mostLines = 200
    /// The longest line that's shown, in bytes. A longer one is left out as a whole: cut off, it could show a part of a
    /// secret.
    private static let longestLine = 4_096

    private let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    /// `Type: message`; nil if the error has neither.
    var title: String? {
        let parts = [json["errorType"]?.string, message("errorMessage")].compactMap(\.self)
        let text = parts.joined(separator: ": ")
        return text.isEmpty ? nil : text
    }

    /// The lines to show below the error: its stack, then each cause with its own.
    var stackAndCauses: [String] {
        let own = stack
        let causes = causeLines(below: own, depth: 1)
        guard causes.count > Self.mostLines else { return own + causes }
        return own + causes.prefix(Self.mostLines) + ["… \(causes.count - Self.mostLines) more lines"]
    }

    /// A message that isn't text is shown as JSON.
    private func message(_ name: String) -> String? {
        guard let message = json[name], !message.isNull else { return nil }
        return message.string ?? message.description
    }

    private var stack: [String] {
        let lines: [String] =
            switch json["stackTrace"] ?? json["trace"] ?? json["stack"] {
            case .array(let entries)?: entries.map { $0.asText ?? "" }
            case .string(let text)?: [text]
            default: []
            }
        return lines.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
    }

    // MARK: Causes

    private func causeLines(below enclosing: [String], depth: Int) -> [String] {
        var found: [(label: String, error: RaisedError)] = []
        let cause = json["cause"].flatMap { $0.isNull ? nil : $0 }
        if let cause { found.append(("caused by: ", RaisedError(cause))) }
        for name in ["errors", "causes"] {
            let list = json[name]?.array ?? []
            guard let first = list.first else { continue }
            // .NET repeats the first one as `cause`.
            if first == cause { found = [] }
            for (index, error) in list.prefix(Self.longestList).enumerated() {
                found.append(("error \(index + 1) of \(list.count): ", RaisedError(error)))
            }
            return lines(of: found, below: enclosing, depth, omitted: max(0, list.count - Self.longestList))
        }
        return lines(of: found, below: enclosing, depth, omitted: 0)
    }

    private func lines(
        of errors: [(label: String, error: RaisedError)], below enclosing: [String], _ depth: Int, omitted: Int
    ) -> [String] {
        guard depth <= Self.deepest else { return errors.isEmpty ? [] : ["… more causes"] }
        var lines: [String] = []
        for (label, error) in errors {
            let title = error.nestedTitle.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            lines.append(Self.shown(label + (title.first ?? "")))
            lines += title.dropFirst().map { "  " + Self.shown(String($0)) }
            let stack = error.stack
            lines += Self.shortened(error.withoutTitle(stack), below: enclosing).map { "  " + Self.shown($0) }
            let nested = error.causeLines(below: stack, depth: depth + 1)
            // The causes of an error in a list belong to it; a single chain stays flat, as in Java.
            lines += errors.count > 1 ? nested.map { "  " + $0 } : nested
        }
        if omitted > 0 { lines.append("… \(omitted) more errors") }
        return lines
    }

    /// As `title`, but also for errors of JavaScript, and for values that aren't errors.
    private var nestedTitle: String {
        let type = json["errorType"]?.string ?? json["name"]?.string
        let message = message("errorMessage") ?? message("message")
        let text = [type, message].compactMap(\.self).joined(separator: ": ")
        if !text.isEmpty { return text }
        return json.string ?? json.description
    }

    /// The stack without its first lines if they repeat the error's title, as in JavaScript.
    private func withoutTitle(_ stack: [String]) -> ArraySlice<String> {
        let title = nestedTitle.split(whereSeparator: \.isNewline).map(String.init)
        return stack.starts(with: title) ? stack.dropFirst(title.count) : stack[...]
    }

    /// The frames that the enclosing error has too are left out, as in Java; also the end of a long stack.
    private static func shortened(_ stack: ArraySlice<String>, below enclosing: [String]) -> [String] {
        let common = zip(stack.reversed(), enclosing.reversed()).prefix { $0 == $1 }.count
        let own = stack.dropLast(common > 1 ? common : 0)
        let shown = own.prefix(longestStack)
        let rest = stack.count - shown.count
        return Array(shown) + (rest > 0 ? ["… \(rest) more"] : [])
    }

    private static func shown(_ line: String) -> String {
        line.utf8.count <= longestLine ? line : "(a line of \(line.utf8.count) bytes)"
    }
}
