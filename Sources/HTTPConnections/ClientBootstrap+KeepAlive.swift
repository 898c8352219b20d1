// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension ClientBootstrap {
    /// Sends TCP keep-alive probes while nothing else is sent: after a minute, then each half minute.
    ///
    /// An invocation may be silent for 15 minutes and more, and NAT gateways forget a connection that's silent for 350
    /// seconds: the answer would never arrive.
    func keepingAlive() -> ClientBootstrap {
        channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(Self.idleTime), value: 60)
            .channelOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: 30)
    }

    #if canImport(Darwin)
        private static let idleTime = NIOBSDSocket.Option(rawValue: TCP_KEEPALIVE)
    #else
        private static let idleTime = NIOBSDSocket.Option(rawValue: TCP_KEEPIDLE)
    #endif
}
