// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON
package import LocalFunctions

extension FunctionURLSettings {
    /// Reads a FunctionUrlConfig with AWS's member names, as in templates and the API.
    package init(_ members: JSONObject) throws(FunctionProperties.Fault) {
        guard let authorization: Authorization = try Self.choice("AuthType", members) else {
            throw .malformed("FunctionUrlConfig needs an AuthType: AWS_IAM or NONE")
        }
        self.init(authorization: authorization)
        try apply(members)
    }

    /// Adopts the members that are set.
    package mutating func apply(_ members: JSONObject) throws(FunctionProperties.Fault) {
        authorization = try Self.choice("AuthType", members) ?? authorization
        invokeMode = try Self.choice("InvokeMode", members) ?? invokeMode
        guard let value = members["Cors"], !value.isNull else { return }
        guard let object = value.object else { throw .malformed("Cors must be an object") }
        crossOrigin = try CrossOrigin(object)
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ members: JSONObject
    ) throws(FunctionProperties.Fault) -> Choice? where Choice.RawValue == String {
        guard let value = members[name], !value.isNull else { return nil }
        guard let choice = value.string.flatMap(Choice.init) else {
            throw .malformed("\(name) must be \(Choice.allCases.map(\.rawValue).joined(separator: " or "))")
        }
        return choice
    }
}

extension FunctionURLSettings.CrossOrigin {
    fileprivate init(_ members: JSONObject) throws(FunctionProperties.Fault) {
        self.init()
        allowCredentials = members["AllowCredentials"]?.bool ?? members["AllowCredentials"]?.string.map { $0 == "true" }
        allowHeaders = try Self.texts("AllowHeaders", members)
        allowMethods = try Self.texts("AllowMethods", members)
        allowOrigins = try Self.texts("AllowOrigins", members)
        exposeHeaders = try Self.texts("ExposeHeaders", members)
        maxAge = members["MaxAge"]?.int ?? members["MaxAge"]?.string.flatMap { Int($0) }
    }

    private static func texts(_ name: String, _ members: JSONObject) throws(FunctionProperties.Fault) -> [String]? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let elements = value.array else { throw .malformed("Cors.\(name) must be an array of strings") }
        var texts: [String] = []
        for element in elements {
            guard let text = element.string else { throw .malformed("Cors.\(name) must be an array of strings") }
            texts.append(text)
        }
        return texts
    }
}
