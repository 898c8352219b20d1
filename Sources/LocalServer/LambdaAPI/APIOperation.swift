// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
package import LocalFunctions
package import LocalHTTP

/// The operations of Lambda's API that are served, with their parameters checked.
package enum APIOperation: Sendable, Hashable {
    case listFunctions(allVersions: Bool, Page)
    case getFunction(FunctionReference)
    case getFunctionConfiguration(FunctionReference)
    case listVersions(FunctionReference, Page)
    case listAliases(FunctionReference, version: String?, Page)
    case getAccountSettings
    case invoke(InvokeParameters)
    case invokeWithResponseStream(InvokeParameters)
    case control(ControlOperation, RequestMembers)

    /// The part of a listing that was asked for.
    package struct Page: Sendable, Hashable {
        package var marker: String?
        package var maxItems: Int?

        package init(marker: String? = nil, maxItems: Int? = nil) {
            self.marker = marker
            self.maxItems = maxItems
        }
    }
}

extension APIOperation {
    /// Finds the operation by method and path, and checks what the service model constrains.
    package init(_ request: LocalRequest) throws(APIFailure) {
        let segments = request.segments
        // Asked for more often than all others together.
        if request.method == "POST", segments.count == 4, segments[3] == "invocations",
            segments.starts(with: ["2015-03-31", "functions"])
        {
            self = .invoke(try InvokeParameters(function: try FunctionReference(segments[2], request), request))
            return
        }
        if let control = try ControlOperation(request, segments) {
            self = .control(control, try RequestMembers(request))
            return
        }
        let unknown = APIFailure.unknownOperation(method: request.method, path: request.path)
        switch (request.method, segments.first) {
        case ("GET", "2016-08-19") where segments.dropFirst() == ["account-settings"]:
            self = .getAccountSettings
        case ("GET", "2015-03-31"):
            guard segments.count > 1, segments[1] == "functions" else { throw unknown }
            self = try Self.onFunctions(request, Array(segments.dropFirst(2)), unknown: unknown)
        case ("POST", "2021-11-15")
        where segments.count == 4 && segments[1] == "functions" && segments[3] == "response-streaming-invocations":
            self = .invokeWithResponseStream(
                try InvokeParameters(function: try FunctionReference(segments[2], request), request))
        default:
            throw unknown
        }
    }

    private static func onFunctions(
        _ request: LocalRequest, _ segments: [String], unknown: APIFailure
    ) throws(APIFailure) -> APIOperation {
        guard let name = segments.first else {
            return .listFunctions(allVersions: try allVersions(request), try page(request))
        }
        switch (segments.dropFirst().first, segments.count) {
        case (nil, 1):
            return .getFunction(try FunctionReference(name, request))
        case ("configuration", 2):
            return .getFunctionConfiguration(try FunctionReference(name, request))
        case ("versions", 2):
            return .listVersions(try FunctionReference(name, request), try page(request))
        case ("aliases", 2):
            return .listAliases(
                try FunctionReference(name, request), version: request.parameter("FunctionVersion"), try page(request))
        default:
            throw unknown
        }
    }

    private static func allVersions(_ request: LocalRequest) throws(APIFailure) -> Bool {
        guard let version = request.parameter("FunctionVersion") else { return false }
        guard version == "ALL" else {
            throw .validation([
                ValidationFailure(value: version, member: "functionVersion", constraint: .oneOf(["ALL"]))
            ])
        }
        return true
    }

    private static func page(_ request: LocalRequest) throws(APIFailure) -> Page {
        guard let text = request.parameter("MaxItems") else {
            return Page(marker: request.parameter("Marker"), maxItems: nil)
        }
        guard let count = Int(text), count >= 1 else {
            throw .validation([ValidationFailure(value: text, member: "maxItems", constraint: .valueAtLeast(1))])
        }
        guard count <= 10_000 else {
            throw .validation([ValidationFailure(value: text, member: "maxItems", constraint: .valueAtMost(10_000))])
        }
        return Page(marker: request.parameter("Marker"), maxItems: count)
    }
}
