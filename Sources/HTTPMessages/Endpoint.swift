// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// The address of a service: scheme, host, port and a base path for every request.
package struct Endpoint: Sendable, Hashable {
    package enum Scheme: String, Sendable {
        case http, https

        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    package let scheme: Scheme
    /// Lower case; an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    /// Without a trailing slash; empty if there's none.
    package let basePath: String

    package init(scheme: Scheme, host: String, port: Int? = nil, basePath: String = "") {
        self.scheme = scheme
        self.host = host.asciiLowercased
        self.port = port ?? scheme.defaultPort
        self.basePath = basePath
    }

    /// The value of the Host field, with the port only if it isn't the scheme's default.
    package var hostField: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == scheme.defaultPort ? name : "\(name):\(port)"
    }

    /// Scheme and authority, for example `http://127.0.0.1:9001`.
    package var origin: String { "\(scheme.rawValue)://\(hostField)" }

    package var url: String { origin + basePath }

    /// The host is this machine.
    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

extension Endpoint {
    /// Reads `http://HOST[:PORT][/PATH]` or `https://…`; nil for anything else, including URLs with a user name or a
    /// query.
    package init?(parsing text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            let scheme = Scheme(rawValue: String(text[..<colon]).asciiLowercased), text[colon...].hasPrefix("://")
        else { return nil }
        let rest = text[colon...].dropFirst(3)
        let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        guard let (host, port) = Self.authority(rest[..<slash]), Self.isPath(rest[slash...]) else { return nil }
        let path = rest[slash...]
        self.init(scheme: scheme, host: host, port: port, basePath: String(path.droppingTrailingSlashes))
    }

    private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        var host = text
        var port: Substring?
        if text.hasPrefix("[") {
            guard let bracket = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = text[..<bracket].dropFirst()
            let tail = text[bracket...].dropFirst()
            guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
            port = tail.isEmpty ? nil : tail.dropFirst()
            guard !host.isEmpty, host.utf8.allSatisfy(\.isIPv6Character) else { return nil }
        } else {
            if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
                host = text[..<colon]
                port = text[colon...].dropFirst()
            }
            guard !host.isEmpty, host.utf8.allSatisfy(\.isHostCharacter) else { return nil }
        }
        guard let port else { return (String(host), nil) }
        guard let number = UInt16(port), number > 0 else { return nil }
        return (String(host), Int(number))
    }

    private static func isPath(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    }
}

extension UInt8 {
    fileprivate var isHostCharacter: Bool { PercentEncoding.isUnreserved(self) && self != UInt8(ascii: "~") }
    fileprivate var isIPv6Character: Bool {
        Hexadecimal.value(self) != nil || self == UInt8(ascii: ":") || self == UInt8(ascii: ".")
    }
}

extension Substring {
    fileprivate var droppingTrailingSlashes: Substring {
        var text = self
        while text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
        return text
    }
}
