// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
package import JSON
import LocalFunctions
import LocalProjects

/// The members of a request or of a structure in it, read one by one.
package struct RequestMembers: Sendable, Hashable {
    package let members: JSONObject

    package init(_ members: JSONObject) { self.members = members }

    /// nil if it's missing or null.
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

    /// The table's limits have already been checked.
    func number(_ name: String) throws(APIFailure) -> Int? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let number = value.int else { throw .malformedBody }
        return number
    }

    func object(_ name: String) throws(APIFailure) -> RequestMembers? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let object = value.object else { throw .malformedBody }
        return RequestMembers(object)
    }

    /// A map of strings to strings.
    func texts(_ name: String) throws(APIFailure) -> [String: String]? {
        guard let object = try object(name) else { return nil }
        var texts: [String: String] = [:]
        for key in object.members.keys { texts[key] = try object.required(key) }
        return texts
    }

    /// The function that the request names, or whose ARN is its resource, with the qualifier of either.
    func function() throws(APIFailure) -> FunctionReference {
        let name = if let name = try text("FunctionName") { name } else { try required("Resource") }
        return try FunctionReference(name, qualifier: try text("Qualifier"))
    }

    /// The requested part of a list.
    func page() throws(APIFailure) -> ListingPages.Page {
        ListingPages.Page(marker: try text("Marker"), maxItems: try number("MaxItems"))
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
    private static var environmentRefused: String {
        "Lambda was unable to configure your environment variables because the environment variables you have provided "
    }

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
        case .reservedVariables(let names):
            self = .invalidParameter(
                Self.environmentRefused + "contains reserved keys that are currently not supported for modification. "
                    + "Reserved keys used in this request: \(names.joined(separator: ", "))")
        case .environmentTooLarge(let measured):
            self = .invalidParameter(
                Self.environmentRefused + "exceeded the 4KB limit. String measured: \(measured)")
        case .notText, .notANumber, .malformed: self = .invalidParameter(fault.message)
        }
    }
}
