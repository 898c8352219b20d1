// SPDX-License-Identifier: GPL-3.0-or-later

import JMESPath
package import JSON

/// Assertions about a result, for a test that passes again: what changes from run to run is matched by a pattern, or
/// only its type is checked.
package struct ResultAssertions {
    /// `assert` statements.
    package private(set) var lines: [String] = []
    private var volatile: VolatileValues

    /// More says nothing more about the function.
    private static let limit = 40
    /// The longest literal, in bytes. Larger structures are compared part by part.
    private static let longestLiteral = 300
    private static let elements = 5

    /// - Parameters:
    ///   - path: the expression for the value.
    ///   - volatile: knows the values of earlier results, and learns those of this one.
    package init(_ value: JSONValue, at path: String, _ volatile: inout VolatileValues) {
        self.volatile = volatile
        add(value, path, key: nil)
        volatile = self.volatile
        if lines.count > Self.limit { lines.removeSubrange(Self.limit...) }
    }

    private mutating func add(_ value: JSONValue, _ path: String, key: String?) {
        guard lines.count <= Self.limit else { return }
        switch value {
        case .object(let members) where !isLiteral(value, key):
            for (name, member) in members { add(member, ExpressionPath.member(name, of: path), key: name) }
        case .array(let elements) where !isLiteral(value, key):
            assert("length(\(path)) == \(elements.count)")
            for (index, element) in elements.prefix(Self.elements).enumerated() {
                add(element, ExpressionPath.element(index, of: path), key: key)
            }
        default:
            switch volatile.expectation(of: value, called: key) {
            case .equal: assert("\(path) == \(LiteralText.inExpression(value))")
            case .pattern(let pattern): assert("matches(\(path), \(LiteralText.inExpression(.string(pattern))))")
            case .sameType: assert("type(\(path)) == '\(value.typeName)'")
            case .unmentioned: break
            }
        }
    }

    /// Whether a structure can be compared as a whole.
    private mutating func isLiteral(_ value: JSONValue, _ key: String?) -> Bool {
        isStable(value, key) && Value(value).approximateSize <= Self.longestLiteral
    }

    private mutating func isStable(_ value: JSONValue, _ key: String?) -> Bool {
        switch value {
        case .object(let members): members.allSatisfy { isStable($0.value, $0.key) }
        case .array(let elements): elements.allSatisfy { isStable($0, key) }
        case .null, .bool, .number, .string: volatile.expectation(of: value, called: key) == .equal
        }
    }

    private mutating func assert(_ condition: String) { lines.append("assert <<\(condition)>>") }
}
