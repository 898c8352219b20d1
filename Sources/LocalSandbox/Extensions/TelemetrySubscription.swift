// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON
import LocalHTTP

/// The event types that an extension subscribes to, and their destination (Telemetry API, Subscribe).
package struct TelemetrySubscription: Sendable, Hashable {
    package enum Category: String, Sendable, CaseIterable {
        case platform, function, `extension`
    }

    /// An HTTP URL on this machine.
    package var destination: String
    package var categories: [Category]
    package var buffering = Buffering()

    /// A batch is sent when one of these limits is reached.
    package struct Buffering: Sendable, Hashable {
        package var maxItems = 1_000
        package var maxBytes = 262_144
        /// Milliseconds.
        package var timeout = 1_000

        package init() {}
    }
}

extension TelemetrySubscription {
    /// The names that extensions use for the sandbox; here, all of them are this machine.
    private static let hosts = ["sandbox.localdomain", "sandbox.local", "sandbox", "localhost", "127.0.0.1"]

    /// Reads the body of a Subscribe request.
    package init(_ request: JSONValue) throws(ExtensionRefusal) {
        guard let version = request["schemaVersion"]?.string,
            ["2022-07-01", "2022-12-13", "2025-01-29"].contains(version)
        else { throw Self.malformed("schemaVersion must be 2022-07-01, 2022-12-13 or 2025-01-29") }
        guard request["destination"]?["protocol"]?.string == "HTTP" else {
            throw Self.malformed("destination.protocol must be HTTP; TCP isn't supported here")
        }
        guard let address = request["destination"]?["URI"]?.string, let destination = Self.local(address) else {
            throw Self.malformed("destination.URI must be http://sandbox.localdomain:PORT or a path below it")
        }
        guard let types = request["types"]?.array, !types.isEmpty else {
            throw Self.malformed("types must name platform, function or extension")
        }
        var categories: [Category] = []
        for type in types {
            guard let category = type.string.flatMap(Category.init) else {
                throw Self.malformed("types must name platform, function or extension")
            }
            categories.append(category)
        }
        self.init(destination: destination, categories: categories)
        guard let buffering = request["buffering"], !buffering.isNull else { return }
        self.buffering.maxItems = try Self.number(buffering, "maxItems", in: 1_000...10_000, default: 1_000)
        self.buffering.maxBytes = try Self.number(buffering, "maxBytes", in: 262_144...1_048_576, default: 262_144)
        self.buffering.timeout = try Self.number(buffering, "timeoutMs", in: 25...30_000, default: 1_000)
    }

    private static func number(
        _ members: JSONValue, _ name: String, in range: ClosedRange<Int>, default: Int
    ) throws(ExtensionRefusal) -> Int {
        guard let value = members[name], !value.isNull else { return `default` }
        guard let number = value.int, range.contains(number) else {
            throw malformed("buffering.\(name) must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// `address` with the loopback interface in place of the sandbox; nil for any other host.
    private static func local(_ address: String) -> String? {
        let scheme = "http://"
        guard address.hasPrefix(scheme) else { return nil }
        let rest = address.dropFirst(scheme.count)
        let host = rest.prefix { $0 != ":" && $0 != "/" }
        guard hosts.contains(String(host)) else { return nil }
        return scheme + LoopbackServer.host + rest.dropFirst(host.count)
    }

    private static func malformed(_ reason: String) -> ExtensionRefusal { .malformedSubscription(reason) }
}
