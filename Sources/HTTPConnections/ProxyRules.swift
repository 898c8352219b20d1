// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import HTTPMessages

/// Selects the proxy for a request: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in lower or upper case.
package struct ProxyRules: Sendable {
    private let byScheme: [Endpoint.Scheme: Proxy]
    private let exceptions: [String]

    /// All connections are direct.
    package static let none = ProxyRules(byScheme: [:], exceptions: [])

    private init(byScheme: [Endpoint.Scheme: Proxy], exceptions: [String]) {
        self.byScheme = byScheme
        self.exceptions = exceptions
    }

    /// - Returns: rules without a proxy if the variables don't set one.
    package init(variables: EnvironmentVariables) throws(MalformedProxy) {
        func value(_ name: String) -> (name: String, text: String)? {
            // An empty lower-case variable switches off the upper-case one.
            let spelling = variables.evenIfEmpty(name.lowercased()) == nil ? name : name.lowercased()
            guard let text = variables[spelling] else { return nil }
            return (spelling, text)
        }
        var byScheme: [Endpoint.Scheme: Proxy] = [:]
        for scheme in [Endpoint.Scheme.http, .https] {
            guard let (name, text) = value("\(scheme.rawValue.uppercased())_PROXY") ?? value("ALL_PROXY") else {
                continue
            }
            guard let proxy = Proxy(parsing: text) else {
                throw MalformedProxy(variable: name, value: text)
            }
            byScheme[scheme] = proxy
        }
        self.byScheme = byScheme
        exceptions = (value("NO_PROXY")?.text ?? "").split(separator: ",")
            .map { String($0.trimmingSpaces).asciiLowercased }
    }

    /// The proxy for requests to `endpoint`; nil for a direct connection.
    package func proxy(for endpoint: Endpoint) -> Proxy? {
        guard let proxy = byScheme[endpoint.scheme], !endpoint.isLinkLocal else { return nil }
        return exceptions.contains { Self.matches(endpoint, exception: $0) } ? nil : proxy
    }

    /// `*`, a host, a domain with or without a leading dot, each also with a port.
    private static func matches(_ endpoint: Endpoint, exception: String) -> Bool {
        if exception == "*" { return true }
        let name = exception.hasPrefix(".") ? String(exception.dropFirst()) : exception
        guard !name.isEmpty else { return false }
        // An IPv6 address may be written with or without its brackets.
        let host = endpoint.host.utf8.contains(UInt8(ascii: ":")) ? "[\(endpoint.host)]" : endpoint.host
        return [endpoint.host, host, "\(host):\(endpoint.port)"].contains { $0 == name || $0.hasSuffix(".\(name)") }
    }
}

/// A variable with an invalid proxy. The value may contain a password.
package struct MalformedProxy: Error, Sendable, Hashable {
    package var variable: String
    package var value: String
}

extension Endpoint {
    /// The metadata services of instances and containers, which can't be reached through a proxy.
    fileprivate var isLinkLocal: Bool { host.hasPrefix("169.254.") || host.hasPrefix("fd00:ec2:") }
}
