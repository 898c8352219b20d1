// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON
package import LocalHTTP
import LocalProjects

/// The JSON object that a request's body holds, read member by member.
package struct RequestMembers: Sendable, Hashable {
    package let members: JSONObject

    /// An empty body stands for an object without members.
    package init(_ request: LocalRequest) throws(APIFailure) {
        guard !request.body.isEmpty else {
            members = JSONObject()
            return
        }
        guard let value = try? JSONValue(parsing: request.body), let members = value.object else {
            throw .malformedBody
        }
        self.members = members
    }

    init(_ members: JSONObject) { self.members = members }

    /// nil when it is absent or null.
    func text(_ name: String) throws(APIFailure) -> String? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let text = value.string else { throw .malformedBody }
        return text
    }

    func required(_ name: String) throws(APIFailure) -> String {
        guard let text = try text(name) else {
            throw .validation([ValidationFailure(missing: name.prefix(1).lowercased() + name.dropFirst())])
        }
        return text
    }

    func flag(_ name: String) throws(APIFailure) -> Bool {
        guard let value = members[name], !value.isNull else { return false }
        guard let flag = value.bool else { throw .malformedBody }
        return flag
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(APIFailure) -> Int? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let number = value.int else { throw .malformedBody }
        let member = name.prefix(1).lowercased() + name.dropFirst()
        if number < range.lowerBound {
            throw .validation([
                ValidationFailure(
                    value: String(number), member: member, constraint: .valueAtLeast(range.lowerBound))
            ])
        }
        if number > range.upperBound {
            throw .validation([
                ValidationFailure(value: String(number), member: member, constraint: .valueAtMost(range.upperBound))
            ])
        }
        return number
    }

    func object(_ name: String) throws(APIFailure) -> RequestMembers? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let object = value.object else { throw .malformedBody }
        return RequestMembers(object)
    }

    /// A map of text to text.
    func texts(_ name: String) throws(APIFailure) -> [String: String]? {
        guard let object = try object(name) else { return nil }
        var texts: [String: String] = [:]
        for key in object.members.keys { texts[key] = try object.required(key) }
        return texts
    }

    func properties() throws(APIFailure) -> FunctionProperties {
        do {
            return try FunctionProperties(members)
        } catch {
            throw APIFailure(error)
        }
    }
}

extension APIFailure {
    fileprivate init(_ fault: FunctionProperties.Fault) {
        switch fault {
        case .outOfRange(let member, let value, let range):
            let constraint: ValidationFailure.Constraint =
                value < range.lowerBound ? .valueAtLeast(range.lowerBound) : .valueAtMost(range.upperBound)
            self = .validation([
                ValidationFailure(
                    value: String(value), member: member.prefix(1).lowercased() + member.dropFirst(),
                    constraint: constraint)
            ])
        case .notText, .notANumber, .malformed: self = .invalidParameter(fault.message)
        }
    }
}
