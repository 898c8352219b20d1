// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the operation that a request to a REST service calls, by method and path.
package struct OperationRoutes: Sendable {
    private enum Segment: Sendable {
        case literal(String)
        case label(String)
    }

    private struct Route: Sendable {
        let name: String
        let method: String
        let segments: [Segment]
    }

    private let routes: [Route]

    /// - Parameter names: the supported operations. A name that isn't in the table, or whose route depends on the
    ///   query, is a programming error.
    package init(of table: ServiceTable, serving names: [String]) {
        routes = names.map { name in
            guard let line = table.requestLine(of: name), line.query.isEmpty else {
                preconditionFailure("\(table.facts.name) has no route to \(name)")
            }
            let segments = line.path.split(separator: "/").map { text -> Segment in
                text.hasPrefix("{") ? .label(String(text.dropFirst().dropLast())) : .literal(String(text))
            }
            return Route(name: name, method: line.method, segments: segments)
        }
    }

    /// The operation's name, and the values of its labels; nil if there's no such operation.
    ///
    /// - Parameter segments: the path's segments, decoded.
    package func find(method: String, segments: [String]) -> (name: String, labels: [String: String])? {
        for route in routes where route.method == method && route.segments.count == segments.count {
            if let labels = Self.match(segments, route.segments) { return (route.name, labels) }
        }
        return nil
    }

    private static func match(_ segments: [String], _ route: [Segment]) -> [String: String]? {
        var labels: [String: String] = [:]
        for (text, segment) in zip(segments, route) {
            switch segment {
            case .literal(let literal): if text != literal { return nil }
            case .label(let name): labels[name] = text
            }
        }
        return labels
    }
}
