// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
import JSON
import ShellLanguage

/// Why a condition is false, in lines below a failed assertion.
struct AssertionDetails {
    let expression: Expression
    /// Whether the part of the expression at a range has a secret value.
    let isSecret: (Range<Int>) -> Bool

    func lines(_ judgement: Judgement) -> [Message.Note] {
        judgement.reasons.flatMap(lines)
    }

    private func lines(_ reason: Judgement.Reason) -> [Message.Note] {
        let part = text(reason.range)
        // If the expression has several parts, name the one that's false.
        let heading: [Message.Note] = part == expression.source ? [] : ["false: \(part)"]
        switch reason.kind {
        case .unequal(let left, let right):
            guard left.value.isStructure, right.value.isStructure, !isSecret(left.range), !isSecret(right.range),
                left.value.typeName == right.value.typeName
            else {
                return heading + sides(left, right)
            }
            return heading + differences(left.value, right.value)
        case .comparison(let left, let right, let areOrdered):
            let kinds: Message.Note =
                "\(left.value.kindWithArticle) and \(right.value.kindWithArticle) can't be ordered"
            return heading + sides(left, right) + (areOrdered ? [] : [kinds])
        case .values(let operands):
            return (operands.isEmpty ? heading : []) + operands.map { Message.Note("\(text($0.range)) = \(shown($0))") }
        }
    }

    private func sides(_ left: Judgement.Operand, _ right: Judgement.Operand) -> [Message.Note] {
        guard !isSecret(left.range), !isSecret(right.range) else {
            return ["left:  \(shown(left))", "right: \(shown(right))"]
        }
        let (a, b) = ValueExcerpt.pair(left.value, right.value)
        return ["left:  \(a)", "right: \(b)"]
    }

    private func differences(_ left: JSONValue, _ right: JSONValue) -> [Message.Note] {
        let differences = JSONDifferences(left, right)
        return ["\(differences.countText):"] + differences.lines + ["(- left, + right)"]
    }

    private func shown(_ operand: Judgement.Operand) -> String {
        isSecret(operand.range) ? "•••" : ValueExcerpt.text(operand.value)
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: Array(expression.source.utf8)[range], as: UTF8.self)
    }
}

/// Values on one line each, shortened to a readable length.
enum ValueExcerpt {
    private static let limit = 160

    static func text(_ value: JSONValue) -> String { text(value.description.unicodeScalars[...], from: 0) }

    /// Both values; long ones start shortly before their first difference.
    static func pair(_ left: JSONValue, _ right: JSONValue) -> (String, String) {
        let (a, b) = (left.description.unicodeScalars, right.description.unicodeScalars)
        guard max(a.count, b.count) > limit else { return (left.description, right.description) }
        let same = zip(a, b).prefix { $0 == $1 }.count
        let start = same < limit / 2 ? 0 : same - limit / 4
        return (text(a[...], from: start), text(b[...], from: start))
    }

    private static func text(_ scalars: Substring.UnicodeScalarView, from start: Int) -> String {
        let rest = scalars.dropFirst(start)
        let cut = String(Substring(rest.prefix(limit)))
        return (start > 0 ? "…" : "") + cut + (rest.count > limit ? "…" : "")
    }
}

extension JSONValue {
    fileprivate var isStructure: Bool {
        switch self {
        case .array, .object: true
        case .null, .bool, .number, .string: false
        }
    }
}
