// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
import HTTPTypes
import HummingbirdCore
import Logging
package import NIOCore

/// An HTTP/1.1 server that, unless it is told otherwise, only this machine can reach.
package struct LoopbackServer: Sendable {
    package static let host = "127.0.0.1"

    /// The head of a request.
    package struct Head: Sendable {
        package var method: String
        /// Path and query as they were sent.
        package var target: String
        /// `host` included.
        package var fields: [HTTPMessages.HTTPField]
        /// The client's IP address, if known.
        package var peer: String?
    }

    private let group: any EventLoopGroup
    private let host: String
    private let connections: ServedConnections

    private static let connectionLimit = 1_024

    /// - Parameters:
    ///   - idleTimeout: a connection on which nothing moves for so long is dropped, unless it waits for an answer.
    ///   - headerLimit: how long the fields of a request may be, in bytes, each and all together.
    ///   - bodyTime: a connection whose request isn't there completely after so long is dropped.
    ///   - respond: answers a request, whose body it reads.
    package init(
        group: any EventLoopGroup, host: String = Self.host, idleTimeout: TimeAmount? = nil,
        bodyTime: TimeAmount? = nil, headerLimit: Int = 65_536,
        respond: @escaping @Sendable (Head, RequestContent) async -> LocalResponse
    ) {
        self.group = group
        self.host = host
        connections = ServedConnections(
            idleTimeout: idleTimeout, bodyTime: bodyTime, headerLimit: headerLimit, respond: respond)
    }

    /// Serves until its task is cancelled; throws when the port cannot be bound.
    ///
    /// - Parameter onListening: called with the port.
    package func run(port: Int, onListening: @escaping @Sendable (Int) -> Void) async throws {
        let logger = Logger(label: "lamsh.local") { _ in SwiftLogNoOpLogHandler() }
        let server = Server(
            childChannelSetup: connections,
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: .maximum(Self.connectionLimit, logger: logger)),
            onServerRunning: { onListening($0.localAddress?.port ?? 0) }, eventLoopGroup: group, logger: logger)
        try await server.run()
    }
}

extension LoopbackServer.Head {
    init(_ head: HTTPTypes.HTTPRequest, peer: String?) {
        self.peer = peer
        method = head.method.rawValue
        target = head.path ?? "/"
        fields = head.headerFields.map { HTTPMessages.HTTPField($0.name.rawName, $0.value) }
        if let authority = head.authority { fields.append(HTTPMessages.HTTPField("host", authority)) }
    }

    /// The names that a request to this machine may carry in `host`; another one comes from a page in a browser whose
    /// name was made to point here.
    package var isForThisMachine: Bool {
        hostName.map { ["127.0.0.1", "localhost", "::1"].contains($0) } ?? false
    }

    /// It names the address that is listened on, or any address by its numbers: a page in a browser can only have a
    /// name point elsewhere.
    package func isFor(_ address: String) -> Bool {
        guard let hostName else { return false }
        return hostName == address.lowercased() || (try? SocketAddress(ipAddress: hostName, port: 0)) != nil
    }

    /// What `host` names, without the port.
    private var hostName: String? {
        fields.first(named: "host").map { authority in
            let host =
                authority.hasPrefix("[")
                ? authority.utf8.dropFirst().prefix { $0 != UInt8(ascii: "]") }
                : authority.utf8.prefix { $0 != UInt8(ascii: ":") }
            return Substring(host).lowercased()
        }
    }

    /// A browser adds these fields on its own account, no SDK does.
    package var comesFromBrowser: Bool {
        fields.first(named: "origin") != nil || fields.first(named: "sec-fetch-site") != nil
    }
}
