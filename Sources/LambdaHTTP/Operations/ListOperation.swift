// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSCore
import JSON
package import Lambda

/// The API operations that list: ListFunctions, ListVersionsByFunction, ListAliases.
package enum ListOperation {
    package static let timeout = Duration.seconds(60)

    package static func request(_ list: ListRequest, endpoint: Endpoint) throws(LambdaError) -> HTTPRequest {
        let path =
            switch list.kind {
            case .functions: FunctionPath.functions
            case .versions(let function): try FunctionPath.path(function, suffix: "/versions")
            case .aliases(let function): try FunctionPath.path(function, suffix: "/aliases")
            }
        var query: [String] = []
        if let marker = list.marker { query.append("Marker=\(PercentEncoding.encode(marker))") }
        if let maxItems = list.maxItems { query.append("MaxItems=\(min(max(maxItems, 1), 10_000))") }
        return HTTPRequest(
            method: "GET", endpoint: endpoint, path: path, query: query.joined(separator: "&"), timeout: timeout)
    }

    /// The page that an answer with a status of success holds; nil when it holds none.
    package static func page(_ response: HTTPResponse, of kind: ListRequest.Kind) -> ListPage? {
        let member =
            switch kind {
            case .functions: "Functions"
            case .versions: "Versions"
            case .aliases: "Aliases"
            }
        guard let json = try? JSONValue(parsing: response.body), let items = json[member]?.array else { return nil }
        let marker = json["NextMarker"]?.string
        return ListPage(items: items, nextMarker: marker.flatMap { $0.isEmpty ? nil : $0 })
    }
}
