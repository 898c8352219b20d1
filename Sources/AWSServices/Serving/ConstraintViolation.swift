// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// A request member that violates a limit of the service model.
package struct ConstraintViolation: Sendable, Hashable {
    package indirect enum Constraint: Sendable, Hashable {
        case notNull
        case valueAtLeast(Int)
        case valueAtMost(Int)
        case lengthAtLeast(Int)
        case lengthAtMost(Int)
        case oneOf([String])
        case decimalAtLeast(Double)
        case decimalAtMost(Double)
        /// A list with an element that violates one of its constraints, all of which are listed.
        case elements([Constraint])
        /// A map with such a value.
        case mapValues([Constraint])
    }

    /// With AWS's names, starting at the request's members: `RoutingConfig.AdditionalVersionWeights`.
    package var path: String
    /// nil for a missing member. Lists and maps are written as `[a, b]` and `{a=b}`.
    package var value: String?
    package var constraint: Constraint
}

extension ServiceOperation {
    /// The violations of the table's limits in `members`: missing ones, and values out of range. Values of other types
    /// than the table's aren't checked, except numbers sent as text.
    ///
    /// - Parameter except: request members that have more specific checks.
    package func violations(of members: JSONObject, except: Set<String> = []) -> [ConstraintViolation] {
        guard let input = inputShape else { return [] }
        var found: [ConstraintViolation] = []
        for member in input.members {
            let value = members[member.name] ?? .null
            if value.isNull || !except.contains(member.name) { check(value, member, path: member.name, &found) }
        }
        return found
    }

    private func check(
        _ value: JSONValue, _ member: ShapeMember, path: String, _ found: inout [ConstraintViolation]
    ) {
        guard !value.isNull else {
            if member.isRequired, !member.isIdempotencyToken {
                found.append(ConstraintViolation(path: path, value: nil, constraint: .notNull))
            }
            return
        }
        let shape = shape(of: member)
        func add(_ constraint: ConstraintViolation.Constraint) {
            found.append(ConstraintViolation(path: path, value: value.listText, constraint: constraint))
        }
        switch (shape.kind, value) {
        case (.string, .string(let text)):
            let length = text.unicodeScalars.count
            if let most = shape.maximum, Double(length) > most { add(.lengthAtMost(Int(most))) }
            if let least = shape.minimum, Double(length) < least { add(.lengthAtLeast(Int(least))) }
            if !shape.values.isEmpty, !shape.values.contains(text) { add(.oneOf(shape.values)) }
        case (.integer, .number(let number)), (.long, .number(let number)):
            if let most = shape.maximum, number.double > most { add(.valueAtMost(Int(most))) }
            if let least = shape.minimum, number.double < least { add(.valueAtLeast(Int(least))) }
        case (.float, .number(let number)), (.double, .number(let number)):
            if let most = shape.maximum, number.double > most { add(.decimalAtMost(most)) }
            if let least = shape.minimum, number.double < least { add(.decimalAtLeast(least)) }
        case (.integer, .string), (.long, .string):
            // In a body it's of another kind, which isn't for the limits to say.
            guard member.location != .body else { return }
            add(.valueAtLeast(shape.minimum.map { Int($0) } ?? 0))
        case (.list(let element), .array(let elements)):
            if let most = shape.maximum, Double(elements.count) > most { add(.lengthAtMost(Int(most))) }
            if let least = shape.minimum, Double(elements.count) < least { add(.lengthAtLeast(Int(least))) }
            if case .structure = self.shape(of: element).kind {
                for (index, value) in elements.enumerated() {
                    check(value, element, path: "\(path).\(index + 1).member", &found)
                }
            } else if elements.contains(where: { violates($0, element) }) {
                add(.elements(constraints(of: element)))
            }
        case (.structure(let members), .object(let object)):
            for member in members {
                check(object[wireName(member)] ?? .null, member, path: "\(path).\(member.name)", &found)
            }
        case (.map(_, let element), .object(let object)):
            if object.contains(where: { violates($0.value, element) }) { add(.mapValues(constraints(of: element))) }
        default: break
        }
    }

    private func violates(_ value: JSONValue, _ member: ShapeMember) -> Bool {
        var found: [ConstraintViolation] = []
        check(value, member, path: "", &found)
        return !found.isEmpty || value.isNull
    }

    /// All constraints for an element of a list or a value of a map, in AWS's order.
    private func constraints(of member: ShapeMember) -> [ConstraintViolation.Constraint] {
        let shape = shape(of: member)
        var constraints: [ConstraintViolation.Constraint] = []
        switch shape.kind {
        case .integer, .long:
            if let most = shape.maximum { constraints.append(.valueAtMost(Int(most))) }
            if let least = shape.minimum { constraints.append(.valueAtLeast(Int(least))) }
        case .float, .double:
            if let most = shape.maximum { constraints.append(.decimalAtMost(most)) }
            if let least = shape.minimum { constraints.append(.decimalAtLeast(least)) }
        default:
            if let most = shape.maximum { constraints.append(.lengthAtMost(Int(most))) }
            if let least = shape.minimum { constraints.append(.lengthAtLeast(Int(least))) }
        }
        if !shape.values.isEmpty { constraints.append(.oneOf(shape.values)) }
        return constraints + [.notNull]
    }
}

extension JSONValue {
    /// As AWS's messages write values.
    fileprivate var listText: String {
        switch self {
        case .array(let elements): "[\(elements.map(\.listText).joined(separator: ", "))]"
        case .object(let members): "{\(members.map { "\($0.key)=\($0.value.listText)" }.joined(separator: ", "))}"
        case .null, .bool, .number, .string: scalarText ?? description
        }
    }
}
